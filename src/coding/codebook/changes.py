"""What people do to a codebook, each as a description that makes one state out of another.

A change can be laid over a newer state than the one it was thought up on: it says what is to be different,
not how the whole is to be. Codes are retired, never deleted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Protocol

from coding.codebook.checking import EXAMPLES_WANTED, CodebookError, check_changed
from coding.codebook.difference import Difference, patched
from coding.codebook.ids import unique_id
from coding.codebook.model import THEME, Code, CodebookContent
from coding.errors import NotFoundError
from coding.i18n import _

UNFINISHED = "Nog in te vullen"  # stands in a codebook, in Dutch, where a rule still has to be written


class Kind(StrEnum):
    """What a step in the life of a codebook was."""

    ADD = "add"
    RENAME = "rename"
    REDEFINE = "redefine"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"
    RESTORE = "restore"
    EDIT = "edit"
    UNDO = "undo"


class Change(Protocol):
    """One step: what it is, which codes it is about, and the state it leads to."""

    @property
    def kind(self) -> Kind:
        """What is done."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes whose codings it is about."""

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook after it; ``CodingError`` when it cannot be done."""


@dataclass(frozen=True)
class Add:
    """A new code: after the others of its theme, and before those that stand alone."""

    code: Code
    kind: Kind = field(default=Kind.ADD, init=False)
    codes: tuple[str, ...] = field(default=(), init=False)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the code."""
        if self.code.id in content:
            raise CodebookError(
                [_("Er is al een code met de vaste naam '{code}'.").format(code=self.code.id)]
            )
        return check_changed(_with_new(content, [self.code]))


@dataclass(frozen=True)
class Edit:
    """Another label, or other rules: only the fields that change."""

    code: str
    values: Mapping[str, Any]

    def __post_init__(self) -> None:
        allowed = {item.name for item in fields(Code)} - {"id", "parent", "retired", "merged_into"}
        if unknown := set(self.values) - allowed:
            raise ValueError(f"not fields to edit: {sorted(unknown)}")

    @property
    def kind(self) -> Kind:
        """A new label is something else than other rules."""
        return Kind.RENAME if set(self.values) == {"label"} else Kind.REDEFINE

    @property
    def codes(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the code changed."""
        return check_changed(_with(content, replace(find(content, self.code), **self.values)))


@dataclass(frozen=True)
class Move:
    """Another place: under another theme, in another list, before another code.

    ``before``: the code it comes to stand before; none is at the end. What falls under it moves along.
    """

    code: str
    parent: str | None
    before: str | None = None
    dimension: str | None = None
    kind: Kind = field(default=Kind.MOVE, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the code elsewhere."""
        old = find(content, self.code)
        dimension = self.dimension or (find(content, self.parent).dimension if self.parent else old.dimension)
        moved = replace(old, parent=self.parent, dimension=dimension)
        below = [replace(code, dimension=dimension) for code in content.children(old.id)]
        rest = [code for code in content.codes if code.id != old.id and code.parent != old.id]
        without = replace(content, codes=tuple(rest))
        place = _place(without, moved) if self.before is None else rest.index(find(without, self.before))
        return check_changed(replace(content, codes=(*rest[:place], moved, *below, *rest[place:])))


@dataclass(frozen=True)
class Merge:
    """Codes that go up in another; what was coded with them counts as that one from then on."""

    sources: tuple[str, ...]
    into: str
    kind: Kind = field(default=Kind.MERGE, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that go."""
        return self.sources

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the codes retired; what fell under them falls under the other."""
        target = find(content, self.into)
        gone = [find(content, code) for code in self.sources]
        if target.retired or target in gone or not gone or any(code.retired for code in gone):
            raise CodebookError([_("Kies twee verschillende codes die in gebruik zijn om samen te voegen.")])
        if any(code.dimension != target.dimension for code in gone):
            raise CodebookError(
                [_("Deze codes horen bij verschillende lijsten; samenvoegen kan alleen binnen één lijst.")]
            )
        ids = {code.id for code in gone}
        if target.parent in ids:  # a theme goes up in something below it: that takes its place
            target = replace(target, parent=None)
        codes = []
        for code in content.codes:
            new = target if code.id == target.id else code
            if code.id in ids:
                new = replace(code, retired=True, merged_into=target.id)
            elif code.parent in ids and code.id != target.id:
                new = replace(code, parent=target.id)
            codes.append(new)
        return check_changed(replace(content, codes=tuple(codes)))


@dataclass(frozen=True)
class Split:
    """New codes beside one that turned out too wide; what has that one must be looked at again."""

    code: str
    new: tuple[Code, ...]
    kind: Kind = field(default=Kind.SPLIT, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code that is split."""
        return (self.code,)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the new codes after the old one."""
        if find(content, self.code).retired or not self.new:
            raise CodebookError([_("Geef ten minste één nieuwe code om in te splitsen.")])
        if taken := [code.id for code in self.new if code.id in content]:
            raise CodebookError([_("Er is al een code met de vaste naam '{code}'.").format(code=taken[0])])
        return check_changed(_with_new(content, self.new))


@dataclass(frozen=True)
class Retire:
    """No longer offered; codings stay."""

    code: str
    kind: Kind = field(default=Kind.RETIRE, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the code retired."""
        if below := [code.label for code in content.children(self.code) if not code.retired]:
            raise CodebookError(
                [
                    _(
                        "Onder {label} vallen nog codes: {below}. Verplaats die eerst, of laat ze vervallen."
                    ).format(label=find(content, self.code).label, below=", ".join(below))
                ]
            )
        return check_changed(_with(content, replace(find(content, self.code), retired=True)))


@dataclass(frozen=True)
class Restore:
    """Offered again; what it was merged into keeps the codings it got."""

    code: str
    kind: Kind = field(default=Kind.RESTORE, init=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the code in use."""
        return check_changed(
            _with(content, replace(find(content, self.code), retired=False, merged_into=None))
        )


@dataclass(frozen=True)
class Patch:
    """Several things at once, as a difference between two states: a file that was read, a step taken back."""

    difference: Difference
    kind: Kind = Kind.EDIT

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that differ, but for new ones."""
        return tuple(entry.id for entry in self.difference.codes if entry.before is not None)

    def applied(self, content: CodebookContent) -> CodebookContent:
        """Return the codebook with the difference laid over it."""
        return check_changed(patched(content, self.difference))


def find(content: CodebookContent, code_id: str) -> Code:
    """Return a code; ``NotFoundError`` in words when there is none."""
    if code_id not in content:
        raise NotFoundError(_("Code '{code}' staat niet in het codeboek.").format(code=code_id))
    return content.code(code_id)


def siblings(content: CodebookContent, code_id: str) -> list[Code]:
    """Return the codes in use among which a code has its place, itself too, in order."""
    own = find(content, code_id)
    return [
        code
        for code in content.live
        if (code.parent, code.dimension, code.exclusive) == (own.parent, own.dimension, own.exclusive)
    ]


def step_up(content: CodebookContent, code_id: str) -> Move | None:
    """Return the move of a code to one place earlier; none where it is the first."""
    row = [code.id for code in siblings(content, code_id)]
    place = row.index(code_id) if code_id in row else 0
    return Move(code_id, find(content, code_id).parent, before=row[place - 1]) if place else None


def step_down(content: CodebookContent, code_id: str) -> Move | None:
    """Return the move of a code to one place later; none where it is the last."""
    row = [code.id for code in siblings(content, code_id)]
    if code_id not in row[:-1]:
        return None
    place = row.index(code_id)
    after = row[place + 2] if place + 2 < len(row) else None
    return Move(code_id, find(content, code_id).parent, before=after)


def draft(
    content: CodebookContent,
    label: str,
    *,
    definition: str = "",
    parent: str | None = None,
    examples: Sequence[str] = (),
    like: Code | None = None,
) -> Code:
    """Return a code to begin with: what is not known yet says so, and is filled in later.

    Parameters
    ----------
    like
        The code this one is split off from: it comes in the same place.
    """
    label = " ".join(label.split())
    if like is not None:
        parent = like.parent
    missing = [UNFINISHED] * (EXAMPLES_WANTED - len(examples))
    return Code(
        id=unique_id(label, content),
        label=label,
        definition=definition.strip() or UNFINISHED,
        include=UNFINISHED,
        exclude=UNFINISHED,
        examples=(*examples, *missing),
        key_terms=(label.casefold(),) if label else (UNFINISHED,),
        parent=parent,
        dimension=like.dimension if like else (find(content, parent).dimension if parent else THEME),
    )


def with_missing_retired(current: CodebookContent, loaded: CodebookContent) -> CodebookContent:
    """Return a codebook from a file with the codes that it lacks put back, as retired ones."""
    lost = [
        replace(code, retired=True, parent=code.parent if code.parent in loaded else None)
        for code in current.codes
        if code.id not in loaded
    ]
    themes = {code.id for code in lost if code.parent is None}
    lost = [
        replace(code, parent=current.code(code.id).parent) if current.code(code.id).parent in themes else code
        for code in lost
    ]
    return replace(loaded, codes=(*loaded.codes, *lost))


def _with(content: CodebookContent, code: Code) -> CodebookContent:
    return replace(content, codes=tuple(code if old.id == code.id else old for old in content.codes))


def _with_new(content: CodebookContent, new: Sequence[Code]) -> CodebookContent:
    for code in new:
        codes = list(content.codes)
        codes.insert(_place(content, code), code)
        content = replace(content, codes=tuple(codes))
    return content


def _place(content: CodebookContent, code: Code) -> int:
    """Return where a code belongs that comes last among its own."""
    family = [i for i, other in enumerate(content.codes) if code.parent in {other.id, other.parent or ""}]
    if code.parent and family:
        return family[-1] + 1
    if code.exclusive:
        return len(content.codes)
    alone = [i for i, other in enumerate(content.codes) if other.exclusive]
    return alone[0] if alone else len(content.codes)
