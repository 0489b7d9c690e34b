"""Where no Dutch sentence starts, whatever a sentence splitter says; a part of the built-in pipeline."""

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "dutch_sentence_starts"


@Language.component(NAME, retokenizes=False)
def drop_impossible_starts(doc: Doc) -> Doc:
    """Let no sentence start at a word in lower case right after a word or a comma.

    Answers without capitals or punctuation would be cut in the middle; a line break may still end a sentence.
    """
    for place in (doc.to_array("SENT_START") == 1).nonzero()[0].tolist():
        if place and _goes_on(doc[place]):
            doc[place].is_sent_start = False
    return doc


def _goes_on(token: Token) -> bool:
    before = token.i - 1
    while before > 0 and token.doc[before].is_space:
        if "\n" in token.doc[before].text:
            return False
        before -= 1
    last = token.doc[before].text[-1]
    return token.text[0].islower() and (last.isalnum() or last == ",")
