"""The dictionary lemmatizer as a part of a spaCy pipeline; imported only once spaCy is needed."""

from spacy.language import Language
from spacy.tokens import Doc

from coding.language.lemma_tables import read_dictionary
from coding.language.lemmas import KEPT_FORMS

NAME = "dutch_dictionary_lemmas"


class DictionaryLemmatizer:
    """Fill in lemmas by dictionary, by the part of speech that an earlier component gave."""

    def __init__(self) -> None:
        self.dictionary = read_dictionary()
        self._found: dict[tuple[int, int], str] = {}  # spaCy's numbers: strings need not be made again

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        found = self._found
        if len(found) > KEPT_FORMS:
            found.clear()
        for token in doc:
            key = (token.orth, token.pos)
            lemma = found.get(key)
            if lemma is None:
                lemma = found[key] = self.dictionary.lemma(token.text, token.pos_)
            token.lemma_ = lemma
        return doc


@Language.factory(NAME, assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> DictionaryLemmatizer:  # noqa: ARG001 - spaCy's signature
    """Build the component for spaCy."""
    return DictionaryLemmatizer()
