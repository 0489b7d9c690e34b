"""What is stored of an analysed text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding.language.stopwords import is_content, is_filler

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

Token = list[int | str]
"""``[start, end, lemma, part of speech, counts as content (0/1)]``; places in code points, end exclusive."""


def tokens_of(doc: "Doc") -> list[Token]:
    """Turn an analysed text into the tokens that are stored; white space is left out."""
    tokens: list[Token] = []
    filler = is_filler(doc.text)
    for token in doc:
        if token.is_space:
            continue
        lemma = (token.lemma_ or token.text).lower()
        content = int(not filler and is_content(token.text, lemma, token.pos_))
        tokens.append([token.idx, token.idx + len(token.text), lemma, token.pos_, content])
    return tokens


def analyse_texts(nlp: "SpacyLanguage", texts: Sequence[str]) -> list[list[Token]]:
    """Analyse texts, and forget their words afterwards, or memory would grow with every text."""
    with nlp.memory_zone():
        return [tokens_of(doc) for doc in nlp.pipe(texts)]
