"""What differs between two states of a codebook: in sentences, the way back, and laid over a third state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import Any

from coding.codebook.checking import field_names
from coding.codebook.model import Code, CodebookContent
from coding.i18n import _

SHORT = 80  # characters of a text that are shown in a sentence
BESIDE = 20  # of those before the place where two texts part
_HEAD = ("title", "description", "source", "dimensions")


@dataclass(frozen=True)
class CodeDifference:
    """How one code differs; no ``before``: it is new; no ``after``: it is not there any more."""

    id: str
    before: Code | None
    after: Code | None

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ between the two, as (before, after)."""
        if self.before is None or self.after is None:
            return {}
        return {
            field.name: (getattr(self.before, field.name), getattr(self.after, field.name))
            for field in fields(Code)
            if getattr(self.before, field.name) != getattr(self.after, field.name)
        }


@dataclass(frozen=True)
class Difference:
    """What leads from one state of a codebook to another.

    Attributes
    ----------
    codes
        Those that differ, in the order of the newer state.
    before_ids, after_ids
        All codes in their order.
    head
        Title, description, source and dimensions where they differ, as (before, after).
    """

    codes: tuple[CodeDifference, ...]
    before_ids: tuple[str, ...]
    after_ids: tuple[str, ...]
    head: Mapping[str, tuple[Any, Any]]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.codes or self.head or self.reordered)

    @property
    def reordered(self) -> bool:
        """Whether codes that both have stand in another order."""
        old, new = set(self.before_ids), set(self.after_ids)
        return [i for i in self.before_ids if i in new] != [i for i in self.after_ids if i in old]

    @property
    def touched(self) -> frozenset[str]:
        """What the difference is about: ids of codes, and the order or a part of the head as such."""
        parts = {code.id for code in self.codes} | {f"*{name}" for name in self.head}
        return frozenset(parts | ({"*order"} if self.reordered else set()))

    @property
    def merged(self) -> dict[str, str]:
        """Codes that went up in another by this difference, and in which."""
        return {
            entry.id: entry.after.merged_into
            for entry in self.codes
            if entry.after is not None
            and entry.after.merged_into is not None
            and (entry.before is None or entry.before.merged_into != entry.after.merged_into)
        }

    @property
    def unmerged(self) -> frozenset[str]:
        """Codes that had gone up in another, and no longer have."""
        return frozenset(
            entry.id
            for entry in self.codes
            if entry.before is not None
            and entry.before.merged_into is not None
            and (entry.after is None or entry.after.merged_into is None)
        )


def difference(before: CodebookContent, after: CodebookContent) -> Difference:
    """Return what leads from one state of a codebook to another."""
    codes = [
        CodeDifference(code.id, before.code(code.id) if code.id in before else None, code)
        for code in after.codes
        if code.id not in before or before.code(code.id) != code
    ]
    codes += [CodeDifference(code.id, code, None) for code in before.codes if code.id not in after]
    head = {
        name: (getattr(before, name), getattr(after, name))
        for name in _HEAD
        if getattr(before, name) != getattr(after, name)
    }
    old, new = (tuple(code.id for code in content.codes) for content in (before, after))
    return Difference(tuple(codes), old, new, head)


def patched(content: CodebookContent, change: Difference) -> CodebookContent:
    """Lay a difference over a state of the codebook, field by field.

    What the difference does not speak of stays. A code that is not there any more after it is retired: a
    code never disappears.
    """
    codes = list(content.codes)
    for entry in change.codes:
        place = next((place for place, code in enumerate(codes) if code.id == entry.id), None)
        if place is None and entry.after is not None:
            codes.insert(_place_of_new(codes, entry.id, change.after_ids), entry.after)
        elif place is not None and entry.after is None:
            codes[place] = replace(codes[place], retired=True)
        elif place is not None:
            values = {name: after for name, (_before, after) in entry.changed.items()}
            codes[place] = replace(codes[place], **values)
    if change.reordered:
        codes = in_order(codes, change.after_ids)
    head = {name: after for name, (_before, after) in change.head.items()}
    return replace(content, codes=tuple(codes), **head)


def in_order(codes: Sequence[Code], wanted: Sequence[str]) -> list[Code]:
    """Put codes in an order; those it does not name keep the places they have."""
    rank = {code_id: place for place, code_id in enumerate(wanted)}
    named = iter(sorted((code for code in codes if code.id in rank), key=lambda code: rank[code.id]))
    return [next(named) if code.id in rank else code for code in codes]


def _place_of_new(codes: Sequence[Code], code_id: str, sequence: Sequence[str]) -> int:
    """Return where a new code comes: after the last one that stands before it in the sequence."""
    earlier = set(sequence[: sequence.index(code_id)])
    return max((place for place, code in enumerate(codes, start=1) if code.id in earlier), default=0)


def sentences(change: Difference, *, names: Mapping[str, str]) -> list[str]:
    """Say a difference in sentences, one per code and field.

    Parameters
    ----------
    names
        Labels of the codes that a parent or a merge refers to.
    """
    found: list[str] = []
    for entry in change.codes:
        if entry.before is None and entry.after is not None:
            found.append(_("Nieuw: {label}.").format(label=entry.after.label))
        elif entry.after is None and entry.before is not None:
            found.append(_("Ontbreekt: {label}.").format(label=entry.before.label))
        elif entry.before is not None:
            found += _of_code(entry.before.label, entry.changed, names)
    if change.reordered:
        found.append(_("De volgorde is anders."))
    words = {
        "title": _("De titel"),
        "description": _("De toelichting"),
        "source": _("De bron"),
    }
    for name, (before, after) in change.head.items():
        if name in words:
            found.append(_fresh(words[name], before, after))
        else:
            found.append(_("Andere lijsten: {names}.").format(names=", ".join(item.label for item in after)))
    return found


def _of_code(label: str, changed: Mapping[str, tuple[Any, Any]], names: Mapping[str, str]) -> list[str]:
    words = field_names()
    found = []
    left = dict(changed)
    if "retired" in left:
        found.append(_end(label, left, names))
        left.pop("retired")
        left.pop("merged_into", None)
    for name, (before, after) in left.items():
        what = f"{label}, {words[name]}"
        if name in {"parent", "merged_into"}:
            before, after = (names.get(str(end), end) if end else None for end in (before, after))
        if name == "exclusive":
            text = _("{label}: staat nu alleen.") if after else _("{label}: staat niet meer alleen.")
            found.append(text.format(label=label))
        elif isinstance(after, tuple):
            found += _of_list(what, before, after)
        else:
            found.append(_fresh(what, before, after))
    return found


def _end(label: str, changed: Mapping[str, tuple[Any, Any]], names: Mapping[str, str]) -> str:
    into = changed.get("merged_into", (None, None))[1]
    if into is not None:
        return _("{label} is opgegaan in {into}.").format(label=label, into=names.get(into, into))
    if changed["retired"][1]:
        return _("{label} is vervallen.").format(label=label)
    return _("{label} is weer in gebruik.").format(label=label)


def _of_list(what: str, before: Sequence[str], after: Sequence[str]) -> list[str]:
    found = []
    for sign, some, others in (("+", after, before), ("−", before, after)):
        items = [_short(item) for item in some if item not in others]
        if items:
            found.append(f"{what}: {sign} {'; '.join(items)}.")
    return found or [_("{what}: in een andere volgorde.").format(what=what)]


def _fresh(what: str, before: object, after: object) -> str:
    none = _("niets")
    old, new = (" ".join(str(text or none).split()) for text in (before, after))
    start = 0
    if max(len(old), len(new)) > SHORT:  # show where they part, not where both begin
        same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
        start = old.rfind(" ", 0, max(0, same - BESIDE)) + 1
    return _("{what}: „{before}” werd „{after}”.").format(
        what=what, before=_short(old, start), after=_short(new, start)
    )


def _short(text: str, start: int = 0) -> str:
    """Return a piece of a text, on one line."""
    line = " ".join(text.split())[start:]
    return ("…" if start else "") + (line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…")
