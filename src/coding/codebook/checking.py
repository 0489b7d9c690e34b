"""What makes a codebook right, wherever it comes from: a file, a table of codes, a form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.codebook.model import THEME, CodebookContent
from coding.errors import CodingError
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
OPTIONAL_CODE_FIELDS = {
    "parent": str,
    "exclusive": bool,
    "dimension": str,
    "retired": bool,
    "merged_into": str,
}
DIMENSION_FIELDS = {"id": str, "label": str}
LABEL_LIMIT = 60
EXAMPLES_WANTED = 2


class CodebookError(CodingError):
    """A codebook that cannot be used, with every problem found on a line of its own."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Item:
    """The fields of a codebook or code, with the line or row each stands on (counted from 1)."""

    values: dict[str, Any]
    lines: dict[str, int]
    line: int


class Checker:
    """Collects everything that is wrong, so that a person mends it in one go.

    Parameters
    ----------
    name
        What the file is called.
    line
        What its lines are called, with ``{line}`` for the number.
    """

    def __init__(self, name: str, *, line: str | None = None) -> None:
        self.name = name
        self.problems: list[str] = []
        self._line = line or _("regel {line}")

    def where(self, line: int) -> str:
        """Say where something stands."""
        return self._line.format(line=line)

    def field_name(self, field: str) -> str:
        """Return what a field is called there."""
        return f"'{field}'"

    def place(self, line: int, code: str | None) -> str:
        """Say which file, line and code a problem is about."""
        place = f"{self.name}, {self.where(line)}"
        return place + ", " + _("code '{code}'").format(code=code) if code else place

    def report(self, line: int, problem: str, code: str | None = None) -> None:
        """Note one problem with its place."""
        self.problems.append(f"{self.place(line, code)}: {problem}")

    def fields(
        self, item: Item, required: Mapping[str, type], optional: Mapping[str, type], code: str | None
    ) -> None:
        """Check that fields are there, known and of the right kind."""
        for name, kind in {**required, **optional}.items():
            value = item.values.get(name)
            if value is None or value in ("", []):
                if name in required:
                    self.report(
                        item.lines.get(name, item.line),
                        _("{field} ontbreekt").format(field=self.field_name(name)),
                        code,
                    )
            elif not isinstance(value, kind):
                expected = {str: _("tekst"), list: _("een lijst"), bool: _("true of false")}[kind]
                self.report(
                    item.lines[name],
                    _("{field} moet {kind} zijn").format(field=self.field_name(name), kind=expected),
                    code,
                )
        for name in item.values:
            if name not in required and name not in optional:
                known = ", ".join([*required, *optional])
                self.report(
                    item.lines[name],
                    _("{field} is geen bekend veld; bekend zijn {known}").format(
                        field=self.field_name(name), known=known
                    ),
                    code,
                )


def _code_name(item: Item) -> str | None:
    name = item.values.get("id")
    return name if isinstance(name, str) else None


def _check_code(check: Checker, item: Item) -> None:
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
            check.report(
                item.lines[name],
                _("{field} mag alleen tekst bevatten").format(field=check.field_name(name)),
                code,
            )


def _check_relations(check: Checker, items: list[Item], dimensions: set[str]) -> None:
    """Check what codes say of each other: unique ids and labels, parents, dimensions."""
    by_id: dict[str, Item] = {}
    labels: dict[str, int] = {}
    for item in items:
        code = _code_name(item)
        if code in by_id:
            check.report(
                item.lines["id"],
                _("deze id staat al op {place}").format(place=check.where(by_id[code].lines["id"])),
                code,
            )
        elif code:
            by_id[code] = item
        label = str(item.values.get("label", "")).casefold()
        if item.values.get("retired") is True:
            continue  # a label of earlier times may be used again
        if label and label in labels:
            check.report(
                item.lines["label"],
                _("dit label staat al op {place}").format(place=check.where(labels[label])),
                code,
            )
        elif label:
            labels[label] = item.lines["label"]
    for item in items:
        code, parent = _code_name(item), item.values.get("parent")
        if isinstance(parent, str):
            _check_parent(check, item, by_id.get(parent))
        _check_end(check, item, by_id)
        dimension = item.values.get("dimension", THEME)
        if isinstance(dimension, str) and dimension not in dimensions:
            check.report(
                item.lines["dimension"],
                _("de dimensie '{dimension}' staat niet onder 'dimensions'").format(dimension=dimension),
                code,
            )


def _check_parent(check: Checker, item: Item, parent: Item | None) -> None:
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
    elif parent.values.get("retired") is True and item.values.get("retired") is not True:
        check.report(line, _("het hoofdthema '{parent}' is vervallen").format(parent=name), code)
    elif parent.values.get("dimension", THEME) != item.values.get("dimension", THEME):
        check.report(line, _("'{parent}' hoort bij een andere dimensie").format(parent=name), code)


def _check_end(check: Checker, item: Item, by_id: Mapping[str, Item]) -> None:
    """Check what a code was merged into: something else that is there, of the same list."""
    into = item.values.get("merged_into")
    if not isinstance(into, str):
        return
    code, line = _code_name(item), item.lines["merged_into"]
    target, passed = by_id.get(into), {code}
    if target is None:
        check.report(line, _("de code '{into}' waarin deze is opgegaan bestaat niet").format(into=into), code)
        return
    if item.values.get("retired") is not True:
        check.report(line, _("een code die in een andere is opgegaan, is vervallen (retired: true)"), code)
    if target.values.get("dimension", THEME) != item.values.get("dimension", THEME):
        check.report(line, _("'{parent}' hoort bij een andere dimensie").format(parent=into), code)
    while target is not None:
        name = _code_name(target)
        if name in passed:
            check.report(line, _("deze codes zijn in een kring in elkaar opgegaan"), code)
            return
        passed.add(name)
        target = by_id.get(str(target.values.get("merged_into")))


def checked_content(check: Checker, root: Item) -> CodebookContent:
    """Return the codebook that the fields make.

    Raises
    ------
    CodebookError
        With every problem found, each with its place.
    """
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
    if check.problems:
        raise CodebookError(check.problems)
    return CodebookContent.from_dict(_as_dict(root))


def check_changed(content: CodebookContent) -> CodebookContent:
    """Return a codebook that was changed in the program, having checked it.

    Raises
    ------
    CodebookError
        With every problem found, in the words of the form.
    """
    codes = [_numbered(code, line) for line, code in enumerate(content.to_dict()["codes"], start=1)]
    dimensions = [
        _numbered({"id": entry.id, "label": entry.label}, line)
        for line, entry in enumerate(content.dimensions, start=1)
    ]
    plain = content.to_dict() | {"codes": codes, "dimensions": dimensions}
    return checked_content(_FormChecker(content), _numbered(plain, 1))


def _numbered(values: dict[str, Any], line: int) -> Item:
    return Item(values, dict.fromkeys(values, line), line)


class _FormChecker(Checker):
    """Names codes by their label and fields as the form does; there are no lines."""

    def __init__(self, content: CodebookContent) -> None:
        super().__init__(content.title)
        self._labels = [code.label or code.id for code in content.codes]

    def where(self, line: int) -> str:
        return _("code '{code}'").format(code=self._labels[line - 1])

    def field_name(self, field: str) -> str:
        return f"'{field_names().get(field, field)}'"

    def place(self, line: int, code: str | None) -> str:
        return self.where(line) if code else self.name


def field_names() -> dict[str, str]:
    """Return what the parts of a code are called."""
    return {
        "id": _("vaste naam"),
        "label": _("label"),
        "definition": _("definitie"),
        "include": _("wanneer wel"),
        "exclude": _("wanneer niet"),
        "examples": _("voorbeelden"),
        "key_terms": _("kernwoorden"),
        "parent": _("hoofdthema"),
        "exclusive": _("staat alleen"),
        "dimension": _("lijst"),
        "retired": _("vervallen"),
        "merged_into": _("opgegaan in"),
    }


def _items(check: Checker, root: Item, name: str) -> list[Item]:
    """Return the mappings in a list and report what is not one."""
    entries = root.values.get(name)
    if not isinstance(entries, list):
        return []
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Item):
            check.report(
                root.lines[name],
                _("onderdeel {number} van '{field}' heeft geen velden").format(number=number, field=name),
            )
    return [entry for entry in entries if isinstance(entry, Item)]


def _as_dict(value: Any) -> Any:
    if isinstance(value, Item):
        return {key: _as_dict(child) for key, child in value.values.items() if child is not None}
    if isinstance(value, list):
        return [_as_dict(child) for child in value]
    return value.strip() if isinstance(value, str) else value
