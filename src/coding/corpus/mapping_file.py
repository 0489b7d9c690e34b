"""Reading a mapping from YAML, with errors that name the line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coding.checked_yaml import checked, read_yaml
from coding.corpus.mapping import SurveyMapping
from coding.errors import InputError
from coding.i18n import _


def load_mapping(path: Path | str) -> SurveyMapping:
    """Read a mapping from a YAML file.

    Raises
    ------
    InputError
        Naming file, line and field.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(_("het mappingbestand is niet te lezen of bestaat niet."), file=str(path)) from error
    return parse_mapping(content, name=path.name)


def parse_mapping(content: bytes | str, *, name: str) -> SurveyMapping:
    """Read a mapping from the text of a YAML file; errors as in `load_mapping`."""
    values, lines = read_yaml(content, name=name)
    if not isinstance(values, dict):
        raise InputError(
            _("dit is geen mapping: er horen velden als 'id' en 'respondent' in te staan."), file=name
        )
    return make_mapping(values, name=name, lines=lines)


def make_mapping(
    values: Mapping[str, Any],
    *,
    name: str = "mapping",
    lines: Mapping[tuple[str | int, ...], int] | None = None,
) -> SurveyMapping:
    """Make a mapping of plain values; parameters and errors as in `checked`."""
    return checked(SurveyMapping, values, name=name, lines=lines)


def mapping_yaml(mapping: SurveyMapping) -> str:
    """Write a mapping as YAML that `parse_mapping` reads back unchanged."""
    import yaml

    return yaml.safe_dump(mapping.to_dict(), allow_unicode=True, sort_keys=False, width=100)
