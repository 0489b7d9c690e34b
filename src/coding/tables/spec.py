"""What a theme table counts: every choice that decides its figures, in one place."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self, TypeVar

from coding.errors import InputError
from coding.i18n import _

CONFIDENCE = 0.95
SIGNIFICANT = 0.05
"""Below this corrected p-value groups are said to differ."""

_Kind = TypeVar("_Kind", bound=StrEnum)


class Base(StrEnum):
    """What percentages are percentages of."""

    ASKED = "asked"
    ANSWERED = "answered"
    VALID = "valid"


class Whose(StrEnum):
    """Whose coding is counted.

    ``combined``: one coding per text, decided over agreed over the lead's or the first reader's. ``agreed``:
    only texts that several people read and coded alike, or that were decided. ``decided``: only texts about
    which was decided together. ``estimate``: the audit sample read by people, carried over to all texts with
    the model. ``predicted``: what the model says, counted as if it were always right (biased).
    """

    COMBINED = "combined"
    AGREED = "agreed"
    DECIDED = "decided"
    ESTIMATE = "estimate"
    PREDICTED = "predicted"


@dataclass(frozen=True, kw_only=True)
class TableSpec:
    """The recipe of one theme table.

    Attributes
    ----------
    question
        Key of the question or collection of reports; of a closed question the key of its variable.
    survey
        Of a closed question: the survey it is in.
    by
        What to split by: a variable, or another dimension of the codebook.
    dimension
        Which list of codes to count; without it the themes.
    whose, coder
        Whose coding; with a coder only that person's, which goes with ``combined`` only.
    base
        What percentages are of: everybody who was asked, who answered, or who answered with something else
        than a code that stands alone.
    left_out
        The codes that ``valid`` leaves out of the base; empty: all codes that stand alone.
    weight
        A numeric variable to weight respondents by.
    minimum_base
        A group with fewer units gets no percentages.
    suppress_below
        Cells with fewer units than this, but not none, are hidden, and others with them as far as they would
        give them away; 0 hides nothing.
    decimals
        Of percentages, 0 to 2; halves go upwards.
    confidence
        Of intervals, as a fraction; all statistics here are made for 0.95.
    tests
        Whether the groups of a split are tested against the others.
    """

    question: str
    survey: str | None = None
    by: str | None = None
    dimension: str | None = None
    whose: Whose = Whose.COMBINED
    coder: str | None = None
    base: Base = Base.ANSWERED
    left_out: tuple[str, ...] = ()
    weight: str | None = None
    minimum_base: int = 10
    suppress_below: int = 0
    decimals: int = 0
    confidence: float = CONFIDENCE
    tests: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot go together."""
        if self.coder is not None and self.whose is not Whose.COMBINED:
            raise InputError(_("Eén codeur kiezen gaat alleen samen met de gewone telling."))
        if not 0 <= self.decimals <= 2:
            raise InputError(_("Het aantal decimalen is 0, 1 of 2, niet {n}.").format(n=self.decimals))
        if self.confidence != CONFIDENCE:
            raise InputError(
                _("Marges zijn er alleen van 95%, niet van {value}.").format(value=self.confidence)
            )
        if self.minimum_base < 0 or self.suppress_below < 0:
            raise InputError(_("Een ondergrens voor aantallen kan niet negatief zijn."))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, without what is as usual."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        usual = {field.name: field.default for field in fields(self)}
        return {
            name: list(value)
            if isinstance(value, tuple)
            else str(value)
            if isinstance(value, StrEnum)
            else value
            for name, value in values.items()
            if name == "question" or value != usual[name]
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Make a recipe of plain values.

        Raises
        ------
        InputError
            Naming the word that is not known, or the value that cannot be.
        """
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise InputError(
                _("Onbekend in het recept van een tabel: {words}. Bekend zijn: {known}.").format(
                    words=", ".join(unknown), known=", ".join(sorted(known))
                )
            )
        if not values.get("question"):
            raise InputError(_("In het recept van een tabel ontbreekt de vraag ('question')."))
        made = dict(values) | {"question": str(values["question"])}
        for name, kind in (("whose", Whose), ("base", Base)):
            if name in made:
                made[name] = _member(kind, name, made[name])
        if "left_out" in made:
            made["left_out"] = tuple(str(code) for code in made["left_out"])
        return cls(**made)


def _member(kind: type[_Kind], name: str, value: object) -> _Kind:
    try:
        return kind(str(value))
    except ValueError:
        raise InputError(
            _("'{name}' kan niet '{value}' zijn; wel: {known}.").format(
                name=name, value=value, known=", ".join(kind)
            )
        ) from None
