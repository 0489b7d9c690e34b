"""What a codebook is: codes with a permanent id, a definition, and rules for their use."""

from collections.abc import Collection
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any

from coding.i18n import _

THEME = "thema"  # the dimension of codes that name none


@dataclass(frozen=True)
class Code:
    """One code.

    Attributes
    ----------
    id
        Permanent: lower case, digits and hyphens. Never given to another code.
    include, exclude
        When to use the code and when not (and which code then).
    parent
        The theme this code counts under, once per answer however many children it has.
    exclusive
        Stands alone: *geen*, *weet niet*, *niet van toepassing*.
    dimension
        Which list the code belongs to; an area and a kind of passage are two dimensions.
    retired
        No longer offered for coding; what was coded with it stays.
    merged_into
        The code that a retired code went up in.
    """

    id: str
    label: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    key_terms: tuple[str, ...]
    parent: str | None = None
    exclusive: bool = False
    dimension: str = THEME
    retired: bool = False
    merged_into: str | None = None

    @property
    def shown_label(self) -> str:
        """The label as people see it in tables and lists: whether it is still in use."""
        return _("{label} (vervallen)").format(label=self.label) if self.retired else self.label


DEFAULTS = {item.name: item.default for item in fields(Code) if item.default is not MISSING}


@dataclass(frozen=True)
class Dimension:
    """A second list of codes given beside the themes."""

    id: str
    label: str


@dataclass(frozen=True)
class CodebookContent:
    """One state of a codebook, codes in the order people see them."""

    id: str
    title: str
    description: str
    source: str
    codes: tuple[Code, ...]
    dimensions: tuple[Dimension, ...] = ()
    _by_id: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update({code.id: code for code in self.codes})

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._by_id

    def code(self, code_id: str) -> Code:
        """Return a code by its id; ``KeyError`` when there is none."""
        return self._by_id[code_id]

    def children(self, code_id: str) -> tuple[Code, ...]:
        """Return the codes that count under ``code_id``."""
        return tuple(code for code in self.codes if code.parent == code_id)

    @property
    def live(self) -> tuple[Code, ...]:
        """The codes that are offered for coding."""
        return tuple(code for code in self.codes if not code.retired)

    def in_use(self, given: Collection[str]) -> tuple[Code, ...]:
        """Return the codes to show beside codings: those offered, and retired ones that were ``given``.

        A retired theme comes along with what was given below it.
        """
        wanted = set(given)
        wanted |= {code.parent for code in self.codes if code.id in wanted and code.parent is not None}
        return tuple(code for code in self.codes if not code.retired or code.id in wanted)

    def current_id(self, code_id: str) -> str:
        """Return the code under which a code lives on: itself, or what it was merged into in the end."""
        while code_id in self and (into := self.code(code_id).merged_into) is not None:
            code_id = into
        return code_id

    @property
    def parents(self) -> tuple[Code, ...]:
        """The codes that have others under them."""
        used = {code.parent for code in self.codes}
        return tuple(code for code in self.codes if code.id in used)

    @property
    def labels(self) -> dict[str, str]:
        """Label of each code, as it is shown."""
        return {code.id: code.shown_label for code in self.codes}

    @property
    def dimension_labels(self) -> dict[str, str]:
        """Label of each dimension, themes first."""
        return {THEME: "Thema", **{dimension.id: dimension.label for dimension in self.dimensions}}

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, as stored and as written to YAML; defaults are left out."""
        codes = []
        for code in self.codes:
            plain = {
                key: list(value) if isinstance(value, tuple) else value for key, value in asdict(code).items()
            }
            codes.append({key: value for key, value in plain.items() if DEFAULTS.get(key, ...) != value})
        content: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "source": self.source,
        }
        if self.dimensions:
            content["dimensions"] = [asdict(dimension) for dimension in self.dimensions]
        return content | {"codes": codes}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> "CodebookContent":
        """Make a codebook of plain data that has been checked before."""
        codes = tuple(
            Code(**(code | {"examples": tuple(code["examples"]), "key_terms": tuple(code["key_terms"])}))
            for code in content["codes"]
        )
        dimensions = tuple(Dimension(**dimension) for dimension in content.get("dimensions", []))
        return cls(
            id=content["id"],
            title=content["title"],
            description=content["description"],
            source=content["source"],
            codes=codes,
            dimensions=dimensions,
        )


def starter_codebook(book_id: str, *, title: str, description: str) -> CodebookContent:
    """Return a codebook to begin with: the three codes that every open question needs.

    Parameters
    ----------
    book_id
        Permanent: lower case, digits and hyphens.
    title, description
        For people.
    """
    return CodebookContent(
        id=book_id,
        title=title,
        description=description,
        source="Eigen codeboek.",
        codes=(
            Code(
                id="overig",
                label="Overig",
                definition="Een inhoudelijk antwoord dat onder geen andere code past.",
                include="Het antwoord zegt iets over de vraag, maar er is geen code voor.",
                exclude="Niet als een andere code past, en niet bij een leeg antwoord.",
                examples=("Iets heel anders", "Dat verschilt sterk van dag tot dag"),
                key_terms=("anders", "overig"),
            ),
            Code(
                id="weet-niet",
                label="Weet niet",
                definition="De respondent zegt het niet te weten of geen mening te hebben.",
                include="Weet niet, geen idee, geen mening, geen zicht op.",
                exclude="Niet als er daarna toch een inhoudelijk antwoord komt.",
                examples=("Geen idee", "Daar heb ik geen zicht op"),
                key_terms=("weet niet", "geen idee", "geen mening"),
                exclusive=True,
            ),
            Code(
                id="nvt",
                label="Niet van toepassing",
                definition="De respondent zegt dat de vraag niet op hem of haar slaat.",
                include="Nvt, niet van toepassing, speelt bij ons niet.",
                exclude="Niet bij een leeg antwoord of een verwijzing naar een andere vraag.",
                examples=("Nvt", "Speelt hier niet"),
                key_terms=("nvt", "niet van toepassing"),
                exclusive=True,
            ),
        ),
    )
