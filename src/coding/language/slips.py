"""What can go wrong when a word is typed, and which strings are one slip apart."""

import unicodedata
from enum import IntEnum
from itertools import combinations

SHORTEST_TWO = 10  # where two letters may differ
INFLECTING = frozenset("denrst")  # the last letters of forms of one word, or of words derived from one
ALPHABET = "abcdefghijklmnopqrstuvwxyzëïé"


class Slip(IntEnum):
    """What went wrong in a word, the likeliest first: letters in the wrong order, a double letter single or
    the other way round, another letter too few or too many, a letter replaced, two of these at once."""

    SWAPPED = 1
    DOUBLED = 2
    MISSED = 3
    REPLACED = 4
    TWO = 5


def letters_of(form: str) -> str:
    """Return the letters of a form: lower case, without accents, hyphens, apostrophes and full stops.

    Examples
    --------
    >>> letters_of("Co-ördinatie"), letters_of("e-mail"), letters_of("foto's")
    ('coordinatie', 'email', 'fotos')
    """
    decomposed = unicodedata.normalize("NFD", form.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "-'’.")


def slip_between(form: str, other: str) -> Slip | None:
    """Return the slip that makes one word of the other, or None when it takes more than one (or two).

    The first letter is the same, or swapped with the second. Two slips count only in long words, and not
    where the words differ in nothing but their last letters, which is inflection or derivation.

    Examples
    --------
    >>> slip_between("samenwerkign", "samenwerking").name, slip_between("buurteam", "buurtteam").name
    ('SWAPPED', 'DOUBLED')
    >>> slip_between("cappasiteit", "capaciteit").name, slip_between("onveilig", "veilig")
    ('TWO', None)
    """
    start = _common(form, other)
    end = _common(form[start:][::-1], other[start:][::-1])
    a, b = form[start : len(form) - end], other[start : len(other) - end]
    if len(a) == len(b) == 2 and a == b[::-1]:
        return Slip.SWAPPED
    if start == 0:
        return None
    if len(a) + len(b) == 1:
        letter = a or b
        if a == "r" and not end:  # *opbouwer* comes of *opbouwe(n)*
            return None
        return Slip.DOUBLED if form[start - 1] == letter else Slip.MISSED
    if len(a) == len(b) == 1:
        return Slip.REPLACED if end or {a, b} == {"d", "t"} or not {a, b} <= INFLECTING else None
    if min(len(form), len(other)) < SHORTEST_TWO or not end or _replaced(a, b) == 2:
        return None
    return Slip.TWO if _distance(a, b) == 2 else None


def _common(a: str, b: str) -> int:
    """Return how many letters two words begin alike."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _replaced(a: str, b: str) -> int | None:
    """Return how many letters differ, place by place; None where one word is longer."""
    return sum(x != y for x, y in zip(a, b, strict=True)) if len(a) == len(b) else None


def _distance(a: str, b: str) -> int:
    """Return the least number of letters to add, leave out, replace or swap (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def remainders(form: str, depth: int) -> set[str]:
    """Return the form and what is left of it without any ``depth`` letters or fewer."""
    left = {form}
    for n in range(1, depth + 1):
        for kept in combinations(form, len(form) - n):
            left.add("".join(kept))
    return left


def one_slip_away(form: str) -> set[str]:
    """Return every string with two letters swapped, one more or one less, behind the first letter."""
    ends = range(1, len(form) + 1)
    swapped = {form[: at - 1] + form[at] + form[at - 1] + form[at + 1 :] for at in ends[:-1]}
    less = {form[:at] + form[at + 1 :] for at in ends[:-1]}
    more = {form[:at] + letter + form[at:] for at in ends for letter in ALPHABET}
    return swapped | less | more
