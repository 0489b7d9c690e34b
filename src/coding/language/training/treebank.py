"""Sentences out of a treebank (CoNLL-U), and the same sentences as people type their answers."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

CUT_AFTER = (":", ";")
QUOTES = frozenset({'"', "''", ",,", "``", "“", "”", "„", "'", "‘", "’", "«", "»", "`"})
MARKS = (('"', '"'), (",,", "''"), ("''", "''"), ("“", "”"), ("„", "”"), ("'", "'"), ("‘", "’"), ("«", "»"))
MOST_SENTENCES = 10  # in one training document
ALONE = 0.4  # so many training documents are one sentence, as most answers are


@dataclass(frozen=True)
class Word:
    """A token: its form, its universal part of speech, its lemma and whether a space follows."""

    form: str
    pos: str
    lemma: str
    space: bool = True


@dataclass(frozen=True)
class Sentence:
    """A sentence and the document it comes from."""

    document: str
    words: tuple[Word, ...]


def read_treebank(path: Path) -> list[Sentence]:
    """Read the annotated sentences of a CoNLL-U file, in their order.

    The document is the sentence's identifier up to the number of the paragraph or sentence. Sentences with
    a word without a treebank tag (column XPOS) are left out: their UPOS reads ``X`` whatever the word is.
    Parts of words and empty nodes (``1-2``, ``1.1``) are left out.
    """
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        identifier = next((line.split("= ", 1)[1] for line in lines if line.startswith("# sent_id")), "")
        columns = [line.split("\t") for line in lines if line and not line.startswith("#")]
        words = [parts for parts in columns if parts[0].isdigit()]
        if words and all(parts[4] != "_" for parts in words):
            sentences.append(Sentence(_document(identifier), tuple(map(_word, words))))
    return sentences


def _document(identifier: str) -> str:
    name = identifier.rsplit("\\", 1)[0] if "\\" in identifier else identifier
    return name.split(".p.")[0]


def _word(columns: Sequence[str]) -> Word:
    return Word(columns[1], columns[3], columns[2], "SpaceAfter=No" not in columns[9])


def documents(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Put sentences that follow each other in one document together."""
    return [list(run) for _name, run in groupby(sentences, key=lambda sentence: sentence.document)]


def joined_at_colons(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Put a sentence that ends in a colon or semicolon and the next one of its document together.

    The newspaper part of the Alpino Treebank is cut there, the UD treebanks are not.
    """
    joined: list[Sentence] = []
    for sentence in sentences:
        last = joined[-1] if joined else None
        if last and last.document == sentence.document and last.words[-1].form in CUT_AFTER:
            joined[-1] = replace(last, words=(*last.words, *sentence.words))
        else:
            joined.append(sentence)
    return joined


def lower_case(sentence: Sentence) -> Sentence:
    """Return the sentence without capitals."""
    words = tuple(replace(word, form=word.form.lower()) for word in sentence.words)
    return replace(sentence, words=words)


def without_end(sentence: Sentence) -> Sentence:
    """Return the sentence without the punctuation it ends in; one of punctuation only stays as it is."""
    words = list(sentence.words)
    while words and words[-1].pos == "PUNCT":
        words.pop()
    if not words:
        return sentence
    return replace(sentence, words=(*words[:-1], replace(words[-1], space=True)))


def without_punctuation(sentence: Sentence) -> Sentence:
    """Return the sentence without any punctuation; one of punctuation only stays as it is."""
    words = tuple(replace(word, space=True) for word in sentence.words if word.pos != "PUNCT")
    return replace(sentence, words=words) if words else sentence


def quoted(sentence: Sentence, opening: str, closing: str) -> Sentence:
    """Return the sentence with other quotation marks; one whose marks do not come in pairs stays as it is."""
    places = [at for at, word in enumerate(sentence.words) if word.form in QUOTES]
    if len(places) % 2:
        return sentence
    words = list(sentence.words)
    for turn, at in enumerate(places):
        words[at] = replace(words[at], form=closing if turn % 2 else opening)
    return replace(sentence, words=tuple(words))


def with_wide_space(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return the sentence with two spaces for one somewhere, which spaCy makes a token of."""
    at = chance.randint(1, len(sentence.words))
    if not sentence.words[at - 1].space:
        return sentence
    words = (*sentence.words[:at], Word(" ", "SPACE", " ", space=False), *sentence.words[at:])
    return replace(sentence, words=words)


def make_doc(vocab: "Vocab", sentences: Sequence[Sentence], *, lines: bool = False) -> "Doc":
    """Make a spaCy document with parts of speech, lemmas and sentence starts.

    Parameters
    ----------
    vocab
        The vocabulary of the pipeline.
    sentences
        In their order.
    lines
        Every sentence on a line of its own: a line break is a token of part of speech ``SPACE``.
    """
    from spacy.tokens import Doc

    words: list[Word] = []
    starts: list[bool] = []
    for number, sentence in enumerate(sentences):
        if lines and number:
            words[-1] = replace(words[-1], space=False)
            words.append(Word("\n", "SPACE", "\n", space=False))
            starts.append(False)
        words.extend(sentence.words)
        starts.extend(place == 0 for place in range(len(sentence.words)))
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words],
        lemmas=[word.lemma for word in words],
        sent_starts=starts,  # type: ignore[arg-type]  # spaCy's stub wants bool | None
    )


def as_typed(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[tuple[list[Sentence], bool]]:
    """Cut sentences into training documents, some of them changed into what people type.

    Yields
    ------
    tuple
        The sentences of a document, and whether each is to stand on a line of its own.
    """
    at = 0
    while at < len(sentences):
        size = 1 if chance.random() < ALONE else chance.randint(2, MOST_SENTENCES)
        yield _typed(list(sentences[at : at + size]), chance)
        at += size


def _typed(group: list[Sentence], chance: random.Random) -> tuple[list[Sentence], bool]:
    lines = len(group) > 1 and chance.random() < 0.1
    if chance.random() < 0.5:
        marks = chance.choice(MARKS)
        group = [quoted(sentence, *marks) for sentence in group]
    if chance.random() < 0.35:
        group = [lower_case(sentence) for sentence in group]
    if chance.random() < 0.05:
        group[0] = with_wide_space(group[0], chance)
    drop = chance.random()
    if drop < 0.1 and (lines or len(group) == 1):
        return [without_punctuation(sentence) for sentence in group], lines
    if drop < 0.35 and lines:
        return [without_end(sentence) for sentence in group], lines
    if drop < 0.35:
        group[-1] = without_end(group[-1])
    return group, lines
