"""Reading and writing a codebook as YAML, with errors that name file, line and code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coding.codebook.model import THEME, CodebookContent
from coding.errors import CodingError, os_reason
from coding.i18n import _

ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BOOK_FIELDS = {"id": str, "title": str, "description": str, "source": str, "codes": list}
OPTIONAL_BOOK_FIELDS = {"dimensions": list}
CODE_FIELDS = {
    "id": str,
    "label": str,
    "definition": str,
    "include": str,
    "exclude": str,
    "examples": list,
    "key_terms": list,
}
OPTIONAL_CODE_FIELDS = {"parent": str, "exclusive": bool, "dimension": str}
DIMENSION_FIELDS = {"id": str, "label": str}
LABEL_LIMIT = 60
EXAMPLES_WANTED = 2


class CodebookError(CodingError):
    """A codebook file that cannot be used, with every problem found on a line of its own."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class _Item:
    """A YAML mapping with the line each key stands on (counted from 1)."""

    values: dict[str, Any]
    lines: dict[str, int]
    line: int


def _plain(node: Any) -> Any:
    """Turn a YAML node into plain values, mappings into `_Item`."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            values[str(key.value)] = _plain(value)
            lines[str(key.value)] = key.start_mark.line + 1
        return _Item(values, lines, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    # Everything but true and false is text to us: a code called `no` or `2` must not become something else.
    if node.style is None and str(node.value).lower() in {"true", "false"}:
        return str(node.value).lower() == "true"
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


class _Checker:
    """Collects everything that is wrong, so that a person mends it in one go."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []

    def report(self, line: int, problem: str, code: str | None = None) -> None:
        """Note one problem with its place."""
        place = _("{file}, regel {line}").format(file=self.name, line=line)
        if code:
            place += ", " + _("code '{code}'").format(code=code)
        self.problems.append(f"{place}: {problem}")

    def fields(
        self, item: _Item, required: Mapping[str, type], optional: Mapping[str, type], code: str | None
    ) -> None:
        """Check that fields are there, known and of the right kind."""
        for name, kind in {**required, **optional}.items():
            value = item.values.get(name)
            if value is None or value in ("", []):
                if name in required:
                    self.report(
                        item.lines.get(name, item.line), _("'{field}' ontbreekt").format(field=name), code
                    )
            elif not isinstance(value, kind):
                expected = {str: _("tekst"), list: _("een lijst"), bool: _("true of false")}[kind]
                self.report(
                    item.lines[name],
                    _("'{field}' moet {kind} zijn").format(field=name, kind=expected),
                    code,
                )
        for name in item.values:
            if name not in required and name not in optional:
                known = ", ".join([*required, *optional])
                self.report(
                    item.lines[name],
                    _("'{field}' is geen bekend veld; bekend zijn {known}").format(field=name, known=known),
                    code,
                )


def _code_name(item: _Item) -> str | None:
    name = item.values.get("id")
    return name if isinstance(name, str) else None


def _check_code(check: _Checker, item: _Item) -> None:
    """Check one code by itself."""
    code = _code_name(item)
    check.fields(item, CODE_FIELDS, OPTIONAL_CODE_FIELDS, code)
    if code and not ID_PATTERN.fullmatch(code):
        check.report(item.lines["id"], _("een id bestaat uit kleine letters, cijfers en streepjes"), code)
    label = item.values.get("label")
    if isinstance(label, str) and len(label) > LABEL_LIMIT:
        check.report(
            item.lines["label"],
            _("het label is langer dan {limit} tekens").format(limit=LABEL_LIMIT),
            code,
        )
    examples = item.values.get("examples")
    if isinstance(examples, list) and 0 < len(examples) < EXAMPLES_WANTED:
        check.report(
            item.lines["examples"],
            _("geef ten minste {n} voorbeelden").format(n=EXAMPLES_WANTED),
            code,
        )
    for name in ("examples", "key_terms"):
        entries = item.values.get(name)
        if isinstance(entries, list) and not all(isinstance(entry, str) and entry for entry in entries):
            check.report(item.lines[name], _("'{field}' mag alleen tekst bevatten").format(field=name), code)


def _check_relations(check: _Checker, items: list[_Item], dimensions: set[str]) -> None:
    """Check what codes say of each other: unique ids and labels, parents, dimensions."""
    by_id: dict[str, _Item] = {}
    labels: dict[str, int] = {}
    for item in items:
        code = _code_name(item)
        if code in by_id:
            check.report(
                item.lines["id"],
                _("deze id staat al op regel {line}").format(line=by_id[code].lines["id"]),
                code,
            )
        elif code:
            by_id[code] = item
        label = str(item.values.get("label", "")).casefold()
        if label and label in labels:
            check.report(
                item.lines["label"], _("dit label staat al op regel {line}").format(line=labels[label]), code
            )
        elif label:
            labels[label] = item.lines["label"]
    for item in items:
        code, parent = _code_name(item), item.values.get("parent")
        if isinstance(parent, str):
            _check_parent(check, item, by_id.get(parent))
        dimension = item.values.get("dimension", THEME)
        if isinstance(dimension, str) and dimension not in dimensions:
            check.report(
                item.lines["dimension"],
                _("de dimensie '{dimension}' staat niet onder 'dimensions'").format(dimension=dimension),
                code,
            )


def _check_parent(check: _Checker, item: _Item, parent: _Item | None) -> None:
    code, name, line = _code_name(item), item.values["parent"], item.lines["parent"]
    if parent is None:
        check.report(line, _("het hoofdthema '{parent}' bestaat niet").format(parent=name), code)
    elif parent is item:
        check.report(line, _("een code kan niet onder zichzelf vallen"), code)
    elif parent.values.get("parent"):
        check.report(
            line, _("'{parent}' valt zelf onder een hoofdthema; er is één laag").format(parent=name), code
        )
    elif parent.values.get("exclusive") is True or item.values.get("exclusive") is True:
        check.report(line, _("een uitsluitende code heeft geen hoofdthema en is er geen"), code)
    elif parent.values.get("dimension", THEME) != item.values.get("dimension", THEME):
        check.report(line, _("'{parent}' hoort bij een andere dimensie").format(parent=name), code)


def _as_dict(value: Any) -> Any:
    if isinstance(value, _Item):
        return {key: _as_dict(child) for key, child in value.values.items() if child is not None}
    if isinstance(value, list):
        return [_as_dict(child) for child in value]
    return value.strip() if isinstance(value, str) else value


def parse_codebook(text: str, *, name: str) -> CodebookContent:
    """Read a codebook from YAML text.

    Parameters
    ----------
    text
        The YAML.
    name
        What to call the file in errors.

    Raises
    ------
    CodebookError
        With every problem found, each with file, line and code.
    """
    import yaml

    check = _Checker(name)
    try:
        # compose only builds the tree: nothing in the file can make objects of other kinds
        root = _plain(yaml.compose(text, Loader=yaml.SafeLoader)) if text.strip() else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        check.report(line, _broken_yaml())
        raise CodebookError(check.problems) from error
    except (yaml.YAMLError, RecursionError) as error:
        check.report(1, _broken_yaml())
        raise CodebookError(check.problems) from error
    if not isinstance(root, _Item):
        check.report(1, _("een codeboek begint met 'id', 'title', 'description', 'source' en 'codes'"))
        raise CodebookError(check.problems)
    _check_book(check, root)
    if check.problems:
        raise CodebookError(check.problems)
    return CodebookContent.from_dict(_as_dict(root))


def _broken_yaml() -> str:
    """Name the two mistakes that are nearly always behind it; YAML's own words are English."""
    return _(
        "dit is geen geldige YAML; spring in met spaties (geen tabs) en zet tekst met een dubbele punt "
        "tussen aanhalingstekens"
    )


def _check_book(check: _Checker, root: _Item) -> None:
    check.fields(root, BOOK_FIELDS, OPTIONAL_BOOK_FIELDS, None)
    book_id = root.values.get("id")
    if isinstance(book_id, str) and not ID_PATTERN.fullmatch(book_id):
        check.report(root.lines["id"], _("een id bestaat uit kleine letters, cijfers en streepjes"))
    dimensions = {THEME}
    for entry in _items(check, root, "dimensions"):
        check.fields(entry, DIMENSION_FIELDS, {}, None)
        dimensions.add(str(entry.values.get("id")))
    codes = _items(check, root, "codes")
    for item in codes:
        _check_code(check, item)
    _check_relations(check, codes, dimensions)


def _items(check: _Checker, root: _Item, name: str) -> list[_Item]:
    """Return the mappings in a list and report what is not one."""
    entries = root.values.get(name)
    if not isinstance(entries, list):
        return []
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, _Item):
            check.report(
                root.lines[name],
                _("onderdeel {number} van '{field}' heeft geen velden").format(number=number, field=name),
            )
    return [entry for entry in entries if isinstance(entry, _Item)]


def load_codebook(path: Path) -> CodebookContent:
    """Read a codebook from a YAML file; errors as in `parse_codebook`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CodingError(
            _("Het codeboek {file} is niet te lezen: {reason}.").format(file=path, reason=os_reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise CodingError(
            _("{file}: sla het codeboek op als UTF-8; teken {position} is niet te lezen.").format(
                file=path.name, position=error.start
            )
        ) from error
    return parse_codebook(text, name=path.name)


def to_yaml(content: CodebookContent) -> str:
    """Write a codebook as YAML that `parse_codebook` reads back unchanged."""
    import yaml

    return yaml.safe_dump(content.to_dict(), allow_unicode=True, sort_keys=False, width=100)
