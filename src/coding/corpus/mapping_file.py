"""Reading a mapping from YAML, with errors that name the line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coding.corpus.mapping import SurveyMapping
from coding.errors import InputError
from coding.i18n import _

_MAX_BYTES = 1_000_000


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
    import yaml

    if len(content) > _MAX_BYTES:
        raise InputError(_("het mappingbestand is te groot."), file=name)
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        # Everything is text to us: an answer option called `nee`, `no` or 2017 stays what it says.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        values = yaml.load(
            text, Loader=yaml.BaseLoader
        )  # BaseLoader makes nothing but texts, lists, mappings
    except UnicodeDecodeError as error:
        raise InputError(_("sla het mappingbestand op als UTF-8."), file=name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            _("dit is geen geldige YAML (regel {line}).").format(line=mark.line + 1 if mark else 1), file=name
        ) from error
    if not isinstance(values, dict):
        raise InputError(
            _("dit is geen mapping: er horen velden als 'id' en 'respondent' in te staan."), file=name
        )
    return make_mapping(_without_empty(values), name=name, lines=_lines(root))


def make_mapping(
    values: Mapping[str, Any],
    *,
    name: str = "mapping",
    lines: Mapping[tuple[str | int, ...], int] | None = None,
) -> SurveyMapping:
    """Make a mapping of plain values.

    Parameters
    ----------
    values
        The fields, as in the YAML file.
    name
        What to call it in an error.
    lines
        On which line each field stands, when it comes from a file.

    Raises
    ------
    InputError
        Naming the fields that are wrong.
    """
    try:
        return SurveyMapping.model_validate(values)
    except ValidationError as error:
        problems = dict.fromkeys(_describe(problem, lines or {}) for problem in error.errors())
        raise InputError("; ".join(problems) + ".", file=name) from error


def _without_empty(value: Any) -> Any:
    """Drop fields without a value: ``codebook:`` with nothing behind it was not given."""
    if isinstance(value, dict):
        return {key: _without_empty(child) for key, child in value.items() if child != ""}
    if isinstance(value, list):
        return [_without_empty(child) for child in value]
    return value


def _lines(node: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], int]:
    """Return the line of every field of a YAML document, by its path."""
    import yaml

    lines = {path: node.start_mark.line + 1}
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            lines |= _lines(child, (*path, str(key.value)))
            lines[*path, str(key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            lines |= _lines(child, (*path, index))
    return lines


def _describe(problem: Any, lines: Mapping[tuple[str | int, ...], int]) -> str:
    path = tuple(problem["loc"])
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    known = path
    while known and known not in lines:
        known = known[:-1]
    where = _("regel {line}, ").format(line=lines[known]) if known in lines and lines else ""
    return f"{where}{field}: {_reason(problem)}" if field else f"{where}{_reason(problem)}"


def _reason(problem: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    reasons = {
        "missing": _("ontbreekt"),
        "extra_forbidden": _("is geen bekend veld"),
        "float_parsing": _("moet een getal zijn"),
        "list_type": _("moet een lijst zijn"),
        "string_type": _("moet tekst zijn"),
        "string_too_short": _("is leeg"),
        "too_short": _("is leeg"),
    }
    if kind in reasons:
        return reasons[kind]
    if kind in {"string_too_long", "too_long"}:
        return _("is langer dan {limit} tekens").format(limit=context["max_length"])
    if kind == "literal_error":
        return _("moet {choices} zijn").format(choices=context["expected"].replace(" or ", _(" of ")))
    if kind == "value_error":
        return str(context["error"])
    return _("is niet bruikbaar ({value})").format(value=repr(problem["input"])[:80])


def mapping_yaml(mapping: SurveyMapping) -> str:
    """Write a mapping as YAML that `parse_mapping` reads back unchanged."""
    import yaml

    return yaml.safe_dump(mapping.to_dict(), allow_unicode=True, sort_keys=False, width=100)
