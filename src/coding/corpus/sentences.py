"""Where sentences begin and end, by the Dutch pipeline; never behind an abbreviation."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from coding.corpus.listed import numbered_starts
from coding.language import load

if TYPE_CHECKING:
    from spacy.language import Language

_LONGEST_ABBREVIATION = 20
_OPENING = "\"'‘“„«(["
_CLOSING = "\"'’”»)]"
# What the pipeline adds to words is not needed to see where sentences end.
_NOT_NEEDED = frozenset(
    {"tagger", "morphologizer", "lemmatizer", "trainable_lemmatizer", "attribute_ruler", "ner"}
    | {"dutch_dictionary_lemmas"}
)
# These end what is summed up: with a capital behind it, a new sentence begins.
_CLOSING_ABBREVIATIONS = frozenset({"e.v.", "e.a.", "e.d.", "etc.", "enz."})
_PLAIN_END = re.compile(r"[.!?…][\"'’”»)\]]*\s+(?=[\"'‘“„«(\[]*[A-ZÀ-Þ])|\n\s*(?=\S)")
_AFTER_SUM = re.compile(r"(?<!\w)(?:e\.v|e\.d|etc|enz)\.\)?\s+(?=\w)")
# After these a point does not end the sentence.
_ABBREVIATIONS = frozenset(
    word
    for line in (
        "a.d. a.h.w. afd. art. bijl. bijv. bv. blz. c.q. ca. cf. d.d. d.m.v. d.w.z. dd. dhr. dr. drs.",
        "evt. excl. fam. fig. gem. hfst. hr. i.c. i.e. i.h.b. i.h.k.v. i.o. i.p.v. i.s.m. i.t.t. i.v.m.",
        "incl. ing. inw. ir. jl. k.v.k. lid. m.a.w. m.b.t. m.b.v. m.i. m.i.v. m.m.v. m.n. m.u.v. max. mej.",
        "mevr. min. mr. mw. n.a.v. n.v.t. nl. no. nr. nrs. o.a. o.b.v. o.g.v. o.i. o.l.v. o.m. p. p.m. p.p.",
        "pag. par. prof. resp. s.v.p. st. t.a.v. t.b.v. t.g.v. t.h.v. t.m. t.n.v. t.o.v. t.z.t.",
        "tel. vgl. vs.",
        "w.o. z.s.m. zgn.",
        "jan. feb. apr. aug. sept. okt. nov. dec.",
    )
    for word in line.split()
)


def sentence_spans(texts: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Give for each text where its sentences begin and end, in code points, blanks left out.

    The splitter of `coding.language` decides; what it would cut behind an abbreviation, an initial or
    the number of an item stays together, and a quotation mark goes with the sentence that it opens.
    """
    for text, doc in zip(texts, _splitter().pipe(texts), strict=True):
        yield _spans(text, [sentence.start_char for sentence in doc.sents])


@cache
def _splitter() -> "Language":
    nlp = load()
    for name in _NOT_NEEDED.intersection(nlp.pipe_names):
        nlp.disable_pipe(name)
    return nlp


def plain_sentence_spans(text: str) -> list[tuple[int, int]]:
    """Give where the sentences of one text begin and end without the pipeline, which takes seconds to load.

    A new one begins after a stop with a capital behind it, or on a new line; else as `sentence_spans`.

    Examples
    --------
    >>> plain_sentence_spans("Dat is o.a. te druk. Al jaren!")
    [(0, 20), (21, 30)]
    """
    return _spans(text, [found.end() for found in _PLAIN_END.finditer(text)])


def _spans(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sentences of a text, given where the splitter would begin one."""
    cuts: list[int] = [0]
    items = numbered_starts(text)
    sums = [found.end() for found in _AFTER_SUM.finditer(text) if text[found.end()].isupper()]
    for start in sorted({*starts, *sums}):
        at = start
        while at > cuts[-1] and text[at - 1] in _OPENING:
            at -= 1
        while at < len(text) and text[at] in _CLOSING and not text[at - 1 : at].isspace():
            at += 1
        if at > cuts[-1] and not _goes_on(text, cuts[-1], at) and not _after_number(text, items, at):
            cuts.append(at)
    spans = []
    for first, last in zip(cuts, [*cuts[1:], len(text)], strict=True):
        piece = text[first:last]
        begin = first + len(piece) - len(piece.lstrip())
        end = first + len(piece.rstrip())
        if begin < end:
            spans.append((begin, end))
    return spans


def _after_number(text: str, items: Sequence[int], at: int) -> bool:
    """Tell whether a cut would part the number of an item in a list from its words."""
    place = bisect_left(items, at) - 1
    return place >= 0 and not any(sign.isalpha() for sign in text[items[place] : at])


def _goes_on(text: str, start: int, at: int) -> bool:
    """Tell whether a cut at ``at`` would break the sentence that began at ``start``."""
    before = text[start:at].rstrip()
    words = before[-_LONGEST_ABBREVIATION:].split()
    if not words or "\n" in text[start + len(before) : at]:
        return not words
    word = words[-1].lstrip(_OPENING)
    is_initial = len(word) == 2 and word[0].isupper() and word[1] == "."  # 'J. de Vries'
    is_number = word[:-1].isdecimal() and word[-1:] in ".)" and len(words) == 1  # '1. Zorg dat …'
    before_it, first = text[at - 1], text[at : at + 1]
    within = (before_it.isdigit() and first.isdigit()) or (  # '(wijk)teams'
        first.islower() and (before_it.isalnum() or before_it in _CLOSING)
    )
    if word.lower().rstrip(")") in _CLOSING_ABBREVIATIONS:
        return not text[at:].lstrip(_OPENING)[:1].isupper()
    return is_initial or is_number or within or word.lower() in _ABBREVIATIONS
