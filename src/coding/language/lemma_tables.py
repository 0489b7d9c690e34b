"""The word lists behind the lemmas: read from installed packages, nothing is downloaded."""

import json
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from coding.language.lemmas import Ending, LemmaDictionary, without_accents

ENDINGS = Path(__file__).parent / "nl_pipeline" / "endings.json"
KINDS = ("noun", "verb", "adj")


def read_endings(path: Path = ENDINGS) -> dict[str, dict[str, list[Ending]]]:
    """Read the endings that ``coding.language.training.endings`` learned."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {
        kind: {last: [Ending(*one) for one in endings] for last, endings in stored[kind].items()}
        for kind in KINDS
    }


def _accented(words: Mapping[str, str], lemmas: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return words without their accents, where that is no word itself, to the words with them."""
    known = {word for word in chain(words, *lemmas.values()) if not word.isascii() and word.islower()}
    plain = {without_accents(word): word for word in sorted(known)}
    return {
        bare: word
        for bare, word in plain.items()
        if bare not in words and not any(bare in listed for listed in lemmas.values())
    }


@cache
def read_dictionary(endings: Path = ENDINGS) -> LemmaDictionary:
    """Read spaCy's Dutch tables, simplemma's Dutch dictionary and the learned endings; once."""
    from simplemma.strategies import DefaultDictionaryFactory
    from spacy.lookups import load_lookups

    tables = load_lookups("nl", ["lemma_exc", "lemma_index"])
    exceptions, index = tables.get_table("lemma_exc"), tables.get_table("lemma_index")
    lemmas = {kind: frozenset(index[kind]) for kind in KINDS}
    lemmas["verb"] = frozenset(word for word in lemmas["verb"] if word.endswith("n"))  # not herstart
    lookup = DefaultDictionaryFactory().get_dictionary("nl")
    return LemmaDictionary(
        exceptions={kind: {form: found[0] for form, found in exceptions[kind].items()} for kind in KINDS},
        lemmas=lemmas,
        lookup=lookup,
        endings=read_endings(endings),
        accented=_accented(lookup, lemmas),
    )
