import random
from pathlib import Path

import pytest
import spacy

from coding.language.training.treebank import (
    Sentence,
    Word,
    as_typed,
    documents,
    joined_at_colons,
    lower_case,
    make_doc,
    quoted,
    read_treebank,
    with_wide_space,
    without_end,
    without_punctuation,
)

CONLLU = """# sent_id = krant\\7
1	Wij	wij	PRON	VNW	_	2	nsubj	_	_
2	wachten	wachten	VERB	WW	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	LET	_	2	punct	_	_

# sent_id = krant\\8
1	zonder	zonder	X	_	_	0	root	_	_
2	tags	tags	X	_	_	1	obj	_	_

# sent_id = wiki-12.p.3.s.1
1-2	m'n	_	_	_	_	_	_	_	_
1	Mijn	mijn	PRON	VNW	_	2	nmod	_	_
1.1	_	_	_	_	_	_	_	_	_
2	arts	arts	NOUN	N	_	0	root	_	_

# sent_id = wiki-12.p.4.s.1
1	"	"	PUNCT	LET	_	2	punct	_	SpaceAfter=No
2	Nee	nee	INTJ	TSW	_	0	root	_	SpaceAfter=No
3	"	"	PUNCT	LET	_	2	punct	_	SpaceAfter=No
4	!	!	PUNCT	LET	_	2	punct	_	_
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "t.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return read_treebank(path)


def forms(sentence: Sentence) -> list[str]:
    return [word.form for word in sentence.words]


def test_words_are_read_and_sentences_without_tags_are_not(sentences: list[Sentence]) -> None:
    assert [forms(sentence) for sentence in sentences] == [
        ["Wij", "wachten", "."],
        ["Mijn", "arts"],
        ['"', "Nee", '"', "!"],
    ]
    assert sentences[0].words[1] == Word("wachten", "VERB", "wachten", space=False)


def test_sentences_that_follow_each_other_in_a_document_stand_together(sentences: list[Sentence]) -> None:
    assert [[forms(sentence)[0] for sentence in text] for text in documents(sentences)] == [
        ["Wij"],
        ["Mijn", '"'],
    ]


def test_a_sentence_that_ends_in_a_colon_goes_on_within_its_document() -> None:
    def sentence(document: str, form: str, end: str) -> Sentence:
        return Sentence(document, (Word(form, "X", form), Word(end, "PUNCT", end)))

    cut = [
        sentence("a", "zij", ":"),
        sentence("a", "nee", "."),
        sentence("a", "dus", ":"),
        sentence("b", "ja", "."),
    ]
    assert [forms(one) for one in joined_at_colons(cut)] == [
        ["zij", ":", "nee", "."],
        ["dus", ":"],
        ["ja", "."],
    ]


def test_ways_of_typing(sentences: list[Sentence]) -> None:
    waiting, _doctor, no = sentences
    assert forms(lower_case(waiting)) == ["wij", "wachten", "."]
    assert forms(without_end(waiting)) == ["Wij", "wachten"]
    assert forms(without_end(no)) == ['"', "Nee"]
    assert forms(without_punctuation(no)) == ["Nee"]
    assert forms(quoted(no, "„", "”")) == ["„", "Nee", "”", "!"]
    mark = Sentence("x", (Word("?", "PUNCT", "?"),))
    assert without_end(mark) == mark == without_punctuation(mark)
    wide = with_wide_space(Sentence("x", (Word("te", "ADV", "te"),)), random.Random(0))
    assert [(word.form, word.pos) for word in wide.words] == [("te", "ADV"), (" ", "SPACE")]
    half = Sentence("x", (Word('"', "PUNCT", '"'), Word("nee", "INTJ", "nee")))
    assert quoted(half, "„", "”") == half


def test_a_document_holds_the_text_its_tags_and_where_sentences_start(sentences: list[Sentence]) -> None:
    doc = make_doc(spacy.blank("nl").vocab, sentences[:2])
    assert doc.text == "Wij wachten. Mijn arts "
    assert [token.pos_ for token in doc] == ["PRON", "VERB", "PUNCT", "PRON", "NOUN"]
    assert [sentence.text for sentence in doc.sents] == ["Wij wachten.", "Mijn arts"]


def test_sentences_on_lines_of_their_own(sentences: list[Sentence]) -> None:
    doc = make_doc(spacy.blank("nl").vocab, [without_end(sentences[0]), sentences[1]], lines=True)
    assert doc.text == "Wij wachten\nMijn arts "
    assert [token.pos_ for token in doc] == ["PRON", "VERB", "SPACE", "PRON", "NOUN"]
    assert [token.i for token in doc if token.is_sent_start] == [0, 3]


def test_typed_texts_hold_every_sentence_once_and_some_are_changed(sentences: list[Sentence]) -> None:
    many = [
        Sentence("x", (Word(f"Woord{number}", "NOUN", "woord"), Word(".", "PUNCT", ".")))
        for number in range(300)
    ]
    texts = list(as_typed(many, random.Random(1)))
    assert any(word.pos == "SPACE" for group, _lines in texts for s in group for word in s.words)
    heads = [sentence.words[0].form for group, _lines in texts for sentence in group]
    assert [head.lower() for head in heads] == [f"woord{number}" for number in range(300)]
    assert 0.2 < sum(head.islower() for head in heads) / 300 < 0.5
    ends = [group[-1].words[-1].form for group, _lines in texts]
    assert 0.2 < sum(end != "." for end in ends) / len(ends) < 0.5
    assert any(lines for _group, lines in texts)
    assert texts == list(as_typed(many, random.Random(1)))
