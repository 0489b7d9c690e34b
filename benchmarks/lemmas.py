"""Share of right lemmas on the UD test sets, and speed.  python benchmarks/lemmas.py UD_FOLDER [FILE ...]

Gold tokens, case left aside. "Typed" is every sentence in lower case without the punctuation it ends in. The
lemmas of UD Dutch are those of the folder's README: compounds and verbs written as one word.
"""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from machine import header
from spacy.tokens import Doc

from coding.language import choose, load
from coding.language.lemma_tables import read_dictionary
from coding.language.training.scores import parse, typed_answer
from coding.language.training.treebank import Sentence, documents, read_treebank

TEST_FILES = ("test-alpino", "test-lassy")
CONTENT = {"NOUN", "VERB", "ADJ"}

Lemmas = Callable[[Sequence[Sequence[Sentence]]], Iterable[tuple[Doc, Sequence[str]]]]


@dataclass(frozen=True)
class LemmaScores:
    """Shares from 0 to 1: of all tokens, of nouns, verbs and adjectives, of all tokens as typed."""

    all: float
    content: float
    typed: float
    typed_content: float

    def __str__(self) -> str:
        return (
            f"all {self.all:.4f}, noun/verb/adj {self.content:.4f}; "
            f"typed: all {self.typed:.4f}, noun/verb/adj {self.typed_content:.4f}"
        )


def score_lemmas(sentences: Sequence[Sentence], lemmas: Lemmas) -> LemmaScores:
    """Score a way of finding lemmas on sentences of which those of a document stand together."""
    running = _shares(lemmas(documents(sentences)))
    typed = _shares(lemmas([[typed_answer(sentence)] for sentence in sentences]))
    return LemmaScores(*running, *typed)


def _shares(texts: Iterable[tuple[Doc, Sequence[str]]]) -> tuple[float, float]:
    verdicts = [
        (token.pos_ in CONTENT, token.lemma_.lower() == lemma.lower())
        for gold, found in texts
        for token, lemma in zip(gold, found, strict=True)
    ]
    content = [right for is_content, right in verdicts if is_content]
    return sum(right for _content, right in verdicts) / len(verdicts), sum(content) / len(content)


def by_pipeline(nlp: spacy.Language) -> Lemmas:
    """Return the lemmas a pipeline gives by the parts of speech it finds itself."""
    return lambda texts: [
        (gold, [token.lemma_ for token in found]) for gold, found in parse(nlp, list(texts))
    ]


def by_word(lemma: Callable[[str, str], str]) -> Lemmas:
    """Return the lemmas that a function of the form and its right part of speech gives."""
    blank = spacy.blank("nl")
    return lambda texts: [
        (gold, [lemma(token.text, token.pos_) for token in gold])
        for gold, _found in parse(blank, list(texts))
    ]


def ways() -> dict[str, Lemmas]:
    """Return the baselines and our own, by name."""
    import simplemma
    from spacy.lookups import load_lookups

    lookup = load_lookups("nl", ["lemma_lookup"]).get_table("lemma_lookup")
    dictionary = read_dictionary()
    nlp = load()
    return {
        'spaCy blank("nl") with lookup': by_word(lambda form, _pos: lookup.get(form.lower(), form)),
        "simplemma alone": by_word(lambda form, _pos: simplemma.lemmatize(form, lang="nl")),
        "own dictionary, no parts of speech": by_word(lambda form, _pos: dictionary.lemma(form)),
        f"own, tags of {choose().name}": by_pipeline(nlp),
        "own dictionary, right parts of speech": by_word(dictionary.lemma),
    }


def print_speed(sentences: Sequence[Sentence]) -> None:
    """Print how long the word lists take to load, and how many words a second get their lemma."""
    words = [(word.form, word.pos) for sentence in sentences for word in sentence.words]
    started = time.process_time()
    dictionary = read_dictionary.__wrapped__()  # past the cache: a fresh one
    loaded = time.process_time()
    print(f"word lists loaded in {loaded - started:.2f} s of processor time")
    for what in ("first time", "again"):
        started = time.process_time()
        for form, pos in words:
            dictionary.lemma(form, pos)
        print(
            f"{len(words) / (time.process_time() - started):,.0f} words per second of processor time, {what}"
        )


def main() -> None:
    """Print all figures."""
    folder, files = Path(sys.argv[1]), sys.argv[2:] or TEST_FILES
    sentences = [sentence for file in files for sentence in read_treebank(folder / f"{file}.conllu")]
    n_tokens = sum(len(sentence.words) for sentence in sentences)
    print(header(f"Lemmas on {', '.join(files)}: {n_tokens:,} tokens"))
    for name, lemmas in ways().items():
        print(f"{name}: {score_lemmas(sentences, lemmas)}")
    print_speed(sentences)


if __name__ == "__main__":
    main()
