"""Which strings are Dutch words: what is asked when a word was broken at a line end."""

import gzip
import json
from functools import cache
from importlib.resources import files


def is_known_word(word: str) -> bool:
    """Tell whether a word, in whatever form or case, is in the word lists that come with the program.

    Compounds are not taken apart: *wijkteamleider* may be good Dutch and unknown here.
    """
    return word.lower().replace("’", "'") in _words()


@cache
def _words() -> frozenset[str]:
    """Read the forms and lemmas of spaCy's Dutch tables, without spaCy; only when first asked."""
    tables = files("spacy_lookups_data") / "data"

    def read(name: str) -> dict[str, list[str]]:
        content = json.loads(gzip.decompress((tables / f"nl_lemma_{name}.json.gz").read_bytes()))
        return dict(content)

    words = set(read("lookup"))
    for listed in read("index").values():
        words.update(listed)
    return frozenset(words)
