"""Where no Dutch sentence starts, whatever a sentence splitter says; a part of the built-in pipeline."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "dutch_sentence_starts"
_ITEM = re.compile(r"\s*\(?\s?(?:\d{1,2}|[a-zA-Z])\s?[.)]\s*")  # the number of an item and nothing else


@Language.component(NAME, retokenizes=False)
def drop_impossible_starts(doc: Doc) -> Doc:
    """Let no sentence start in lower case right after a word or a comma, or right after an item's number.

    Answers without capitals or punctuation would be cut in the middle; a line break may still end a sentence.
    """
    lines = "\n" in doc.text  # without lines a number and a full stop can be a sentence: "Dat waren er 6."
    begin = 0
    for place in (doc.to_array("SENT_START") == 1).nonzero()[0].tolist():
        number = lines and _ITEM.fullmatch(doc[begin:place].text) is not None
        if place and (_goes_on(doc[place]) or number):
            doc[place].is_sent_start = False
        else:
            begin = place
    return doc


def _goes_on(token: Token) -> bool:
    before = token.i - 1
    while before > 0 and token.doc[before].is_space:
        if "\n" in token.doc[before].text:
            return False
        before -= 1
    last = token.doc[before].text[-1]
    return token.text[0].islower() and (last.isalnum() or last == ",")
