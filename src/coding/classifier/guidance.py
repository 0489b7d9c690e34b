"""What a codebook says of its codes, as texts to learn from before anybody coded anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coding.codebook import Code


@dataclass(frozen=True)
class Guidance:
    """A text out of the codebook, and the place among the codes of the one it is about."""

    text: str
    code: int


def guidance_of(codes: "Sequence[Code]") -> list[Guidance]:
    """Return the texts that say what codes are about.

    Per code its label with its key terms, its definition with what belongs to it, and each of its examples.
    (In one text they helped less. What does not belong to a code names other codes' words, and is left out.)
    """
    found: list[Guidance] = []
    for place, code in enumerate(codes):
        texts = [
            ". ".join([code.label, *code.key_terms]),
            " ".join([code.definition, code.include]),
            *code.examples,
        ]
        found += [Guidance(" ".join(text.split()), place) for text in texts if text.strip()]
    return found
