"""Cue words with a slip of the keyboard, and verbs that look like names because of one."""

from coding.language import is_known_word
from coding.pseudonyms import cues

_TYPED = ("mevrouw", "meneer", "mijnheer", "familie", "contactpersoon", "buurvrouw", "buurman", "begeleider")


def cue_word(small: str) -> str:
    """Return the cue a word is, also with one slip of the keyboard in a long one (*contactpersoom*)."""
    if len(small) < len("meneer") or is_known_word(small):
        return small
    return next((cue for cue in _TYPED if one_slip(small, cue)), small)


def slip_of_a_verb(small: str) -> bool:
    """Tell whether a word is one slip away from a verb that often follows a person (*krigt*)."""
    return any(one_slip(small, verb) for verb in cues.ACTS if len(verb) > len("is") + 1)


def one_slip(typed: str, meant: str) -> bool:
    """Whether two words differ by one letter added, missing, changed or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant))
    )
    rest, wanted = typed[at:], meant[at:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
