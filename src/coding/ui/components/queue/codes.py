"""How a codebook is laid out beside an answer: groups, order, keys."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coding.codebook import Code, CodebookContent
from coding.i18n import _

FUNCTION_LETTERS = "bgmnvwz"  # discuss, same answers, memo, next unread, suggestions, mark words, undo
# Letters only. Digits take what is suggested or was used lately; no other sign is one key without Shift on
# Dutch (US-International), Belgian and French keyboards alike, with a Shift that is free (⇧, can be ?).
HOTKEYS = "".join(letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in FUNCTION_LETTERS)


def code_groups(
    codebook: CodebookContent,
    colours: Mapping[str, str],
    *,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """Return the groups of codes in the order they are shown, each code with its key.

    A group per dimension (themes first), children under their parent; then the codes that stand alone.
    The keys run on through all groups, and what stands alone (*none*, *do not know*: given often) always has
    one; what is left without a key is found by typing, and then has a
    digit for as long as it was used lately. Retired codes have no key: the window shows them only where
    they were given.

    Parameters
    ----------
    notes
        What people noted at the codes.
    """
    notes = notes or {}
    alone = [code for code in codebook.codes if code.exclusive]
    n_alone = min(sum(not code.retired for code in alone), len(HOTKEYS))
    n_others = sum(not code.retired for code in codebook.codes) - n_alone
    n_first = min(n_others, len(HOTKEYS) - n_alone)
    keys, last_keys = iter(HOTKEYS[:n_first]), iter(HOTKEYS[n_first:])
    groups: list[dict[str, Any]] = []
    for dimension, label in codebook.dimension_labels.items():
        codes = [
            _plain(code, depth, colours, "" if code.retired else next(keys, ""), notes)
            for code, depth in _tree(codebook, dimension)
            if not code.exclusive
        ]
        if codes:
            groups.append({"label": label, "codes": codes})
    if alone:
        codes = [
            _plain(code, 0, colours, "" if code.retired else next(last_keys, ""), notes) for code in alone
        ]
        groups.append({"label": _("Staat alleen"), "codes": codes})
    if len(groups) == 1 or (len(groups) == 2 and alone):
        groups[0]["label"] = _("Codes")
    return groups


def _tree(codebook: CodebookContent, dimension: str) -> Iterator[tuple[Code, int]]:
    """Yield the codes of a dimension depth first, with how deep they lie."""
    own = [code for code in codebook.codes if code.dimension == dimension]
    ids = {code.id for code in own}

    def below(parent: Code, depth: int) -> Iterator[tuple[Code, int]]:
        yield parent, depth
        for child in own:
            if child.parent == parent.id:
                yield from below(child, depth + 1)

    for code in own:
        if code.parent not in ids:
            yield from below(code, 0)


def _plain(
    code: Code, depth: int, colours: Mapping[str, str], key: str, notes: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    return {
        "id": code.id,
        "label": code.shown_label,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "notes": list(notes.get(code.id, ())),
        "terms": list(code.key_terms),
        "retired": code.retired,
        "exclusive": code.exclusive,
        "depth": depth,
        "colour": colours[code.id],
        "key": key,
    }
