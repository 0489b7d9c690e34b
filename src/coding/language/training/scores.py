"""How well a pipeline finds parts of speech and sentence ends, on the tokens of a treebank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.language.training.treebank import (
    Sentence,
    documents,
    lower_case,
    make_doc,
    without_end,
    without_punctuation,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Scores:
    """Shares from 0 to 1.

    Attributes
    ----------
    pos
        Tokens with the right universal part of speech, documents as they are.
    pos_typed
        The same, every sentence a text of its own, in lower case, without the punctuation it ends in.
    pos_bare
        The same, without any punctuation.
    sentences
        F1 of sentences found, both ends right, in whole documents without line breaks.
    answers_cut
        Sentences which, as in ``pos_typed``, are wrongly cut in two or more.
    """

    pos: float
    pos_typed: float
    pos_bare: float
    sentences: float
    answers_cut: float

    def __str__(self) -> str:
        return (
            f"UPOS {self.pos:.4f}, as typed {self.pos_typed:.4f}, without punctuation {self.pos_bare:.4f}; "
            f"sentence F {self.sentences:.3f}, answers cut {self.answers_cut:.3f}"
        )


def score(nlp: "Language", sentences: Sequence[Sentence]) -> Scores:
    """Score a pipeline on sentences of which those of a document stand together."""
    running = parse(nlp, documents(sentences))
    typed = parse(nlp, [[typed_answer(sentence)] for sentence in sentences])
    bare = parse(nlp, [[without_punctuation(lower_case(sentence))] for sentence in sentences])
    return Scores(
        share_of_tokens(running, lambda gold, found: gold.pos_ == found.pos_),
        share_of_tokens(typed, lambda gold, found: gold.pos_ == found.pos_),
        share_of_tokens(bare, lambda gold, found: gold.pos_ == found.pos_),
        sentence_f(running),
        sum(len(list(found.sents)) > 1 for _gold, found in typed) / len(typed),
    )


def typed_answer(sentence: Sentence) -> Sentence:
    """Return the sentence in lower case, without the punctuation it ends in."""
    return without_end(lower_case(sentence))


def parse(nlp: "Language", texts: Sequence[Sequence[Sentence]]) -> "list[tuple[Doc, Doc]]":
    """Run a pipeline on given tokens; returns (right, found) per text."""
    from spacy.tokens import Doc

    right = [make_doc(nlp.vocab, text) for text in texts]
    bare = [
        Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
        for doc in right
    ]
    return list(zip(right, nlp.pipe(bare, batch_size=64), strict=True))


def share_of_tokens(pairs: "Sequence[tuple[Doc, Doc]]", agree: Callable[..., bool]) -> float:
    """Return the share of tokens on which (right token, found token) agree."""
    verdicts = [agree(*tokens) for gold, found in pairs for tokens in zip(gold, found, strict=True)]
    return sum(verdicts) / len(verdicts)


def sentence_f(pairs: "Sequence[tuple[Doc, Doc]]") -> float:
    """Return the F1 of sentences with both ends right."""
    both = right = found = 0
    for gold_doc, found_doc in pairs:
        gold_spans = {(span.start, span.end) for span in gold_doc.sents}
        found_spans = {(span.start, span.end) for span in found_doc.sents}
        both += len(gold_spans & found_spans)
        right += len(gold_spans)
        found += len(found_spans)
    return 2 * both / (right + found)
