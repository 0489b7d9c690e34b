"""The dictionary lemmatizer as a part of a spaCy pipeline; imported only once spaCy is needed."""

from typing import Any

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc

from coding.language.dictionary import LemmaDictionary
from coding.language.stopwords import CONTENT_AFTER_ALL, stop_words

NAME = "dutch_dictionary_lemmas"


def read_dictionary() -> LemmaDictionary:
    """Read spaCy's Dutch tables from the installed package of lookup data; no network."""
    tables: Any = load_lookups("nl", ["lemma_lookup", "lemma_exc", "lemma_index", "lemma_rules"])
    exceptions = tables.get_table("lemma_exc")
    index = tables.get_table("lemma_index")
    return LemmaDictionary(
        lookup=tables.get_table("lemma_lookup"),
        exceptions={kind: exceptions.get(kind, {}) for kind in ("noun", "verb", "adj")},
        nouns=frozenset(index.get("noun", [])),
        verbs=frozenset(index.get("verb", [])),
        adjectives=frozenset(index.get("adj", [])),
        noun_endings=[(old, new) for old, new in tables.get_table("lemma_rules").get("noun", [])],
        keep=stop_words() | CONTENT_AFTER_ALL,
    )


class DictionaryLemmatizer:
    """Fill in lemmas by dictionary."""

    def __init__(self) -> None:
        self.dictionary = read_dictionary()

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        for token in doc:
            token.lemma_ = self.dictionary.lemma(token.text)
        return doc


@Language.factory(NAME, assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> DictionaryLemmatizer:  # noqa: ARG001 - spaCy's signature
    """Build the component for spaCy."""
    return DictionaryLemmatizer()
