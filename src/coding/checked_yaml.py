"""YAML files that people write: read without surprises, checked with errors that name line and field."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)

MAX_BYTES = 1_000_000


def read_yaml(content: bytes | str, *, name: str) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    """Read a YAML file; return its values, and the line of every field by its path.

    Everything in it is text to us: an answer option called ``nee``, ``no`` or 2017 stays what it says. Fields
    without a value are left out.

    Raises
    ------
    InputError
        Naming file and line.
    """
    import yaml

    if len(content) > MAX_BYTES:
        raise InputError(_("het bestand is te groot."), file=name)
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        # BaseLoader makes nothing but texts, lists, mappings
        values = yaml.load(text, Loader=yaml.BaseLoader)
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise InputError(_("sla het bestand op als UTF-8."), file=name) from error
    except UnicodeEncodeError as error:  # half a character, written as an escape
        raise InputError(_("er staat iets in dat geen tekst is."), file=name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            _("dit is geen geldige YAML (regel {line}).").format(line=mark.line + 1 if mark else 1), file=name
        ) from error
    return _without_empty(values), {} if root is None else _lines(root)


def checked(
    model: "type[Model]",
    values: Mapping[str, Any],
    *,
    name: str,
    lines: Mapping[tuple[str | int, ...], int] | None = None,
) -> "Model":
    """Make what a file describes of plain values.

    Parameters
    ----------
    name
        What to call the file in an error.
    lines
        On which line each field stands, when it comes from a file.

    Raises
    ------
    InputError
        Naming all fields that are wrong.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(values)
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
        "int_parsing": _("moet een geheel getal zijn"),
        "bool_parsing": _("moet true of false zijn"),
        "date_from_datetime_parsing": _("moet een datum zijn, als 2017-11-30"),
        "model_type": _("moet een lijst van velden zijn"),
        "list_type": _("moet een lijst zijn"),
        "string_type": _("moet tekst zijn"),
        "string_too_short": _("is leeg"),
        "too_short": _("is leeg"),
    }
    if kind in reasons:
        return reasons[kind]
    if kind in {"string_too_long", "too_long"}:
        return _("is langer dan {limit} tekens").format(limit=context["max_length"])
    if kind in {"literal_error", "enum"}:
        return _("moet {choices} zijn").format(choices=context["expected"].replace(" or ", _(" of ")))
    if kind == "value_error":
        return str(context["error"])
    return _("is niet bruikbaar ({value})").format(value=repr(problem["input"])[:80])
