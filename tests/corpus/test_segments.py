"""Cutting: every piece is a slice of the text, whatever is in it."""

import random

import pytest

from coding.corpus.blocks import Block, ReadDocument, under_headings
from coding.corpus.segments import arranged, cut

KINDS = ["paragraph", "heading", "list", "footnote", "toc", "table", "furniture"]
# Emoji of several code points, combining accents, quotes, line ends: where offsets go wrong.
SCRAPS = [
    "👩‍👩‍👧 gezin",
    "coo\u0308rdinatie",
    "e\u0301e\u0301n.",
    "A\nB",
    "‘Zeg het.’ Dat",
    "😅!",
    "a.",
    "🏳️‍🌈? Ja",
    "x",
]


def random_document(seed: int) -> ReadDocument:
    chance = random.Random(seed)
    blocks = [
        Block(
            " ".join(chance.choices(SCRAPS, k=chance.randint(1, 12))),
            chance.choice(KINDS),
            chance.choice([None, 1, 2]),
            chance.randint(1, 3),
        )
        for _ in range(chance.randint(1, 25))
    ]
    return ReadDocument(under_headings(blocks))


@pytest.mark.parametrize("by", ["paragraph", "sentence", "section"])
@pytest.mark.parametrize("seed", range(25))
def test_every_segment_is_a_slice(seed: int, by: str) -> None:
    document = random_document(seed)
    segments = cut(document, by=by)  # type: ignore[arg-type]
    text = document.text
    previous = 0
    for segment in segments:
        assert segment.text == text[segment.start : segment.end]
        assert segment.text.strip() == segment.text != ""
        assert segment.start >= previous
        previous = segment.end
    # Nothing but white is left out.
    covered = set()
    for segment in segments:
        covered.update(range(segment.start, segment.end))
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


def test_paragraphs_keep_kind_page_and_headings() -> None:
    document = ReadDocument(
        under_headings(
            [
                Block("1 Werk", "heading", 1, 1),
                Block("1.1 Druk", "heading", 1, 2),
                Block("Te druk.", "paragraph", 2),
                Block("2 Slot", "heading", 3, 1),
                Block("item", "list", 3),
                Block("noot", "footnote", 3),
            ]
        )
    )
    rows = [(s.kind, s.codable, s.page, s.headings) for s in cut(document)]
    assert rows == [
        ("heading", False, 1, ()),
        ("heading", False, 1, ("1 Werk",)),
        ("paragraph", True, 2, ("1 Werk", "1.1 Druk")),
        ("heading", False, 3, ()),
        ("list", True, 3, ("2 Slot",)),
        ("footnote", False, 3, ("2 Slot",)),
    ]


def test_list_items_stand_close_together() -> None:
    document = ReadDocument((Block("Dit:", "paragraph"), Block("a", "list"), Block("b", "list")))
    assert document.text == "Dit:\n\na\nb"


def test_sections_join_what_stands_under_one_heading() -> None:
    document = ReadDocument(
        under_headings(
            [
                Block("Kop", "heading", level=1),
                Block("Een.", "paragraph"),
                Block("Twee.", "list"),
                Block("Tabel", "table"),
                Block("Drie.", "paragraph"),
                Block("Kop twee", "heading", level=1),
                Block("Vier.", "paragraph"),
            ]
        )
    )
    texts = [segment.text for segment in cut(document, by="section") if segment.codable]
    assert texts == ["Een.\n\nTwee.", "Drie.", "Vier."]


def test_a_note_does_not_cut_a_section() -> None:
    document = ReadDocument(
        under_headings(
            [
                Block("Kop", "heading", level=1),
                Block("Een.", "paragraph"),
                Block("1 De noot.", "footnote"),
                Block("Twee.", "paragraph"),
                Block("Kop twee", "heading", level=1),
                Block("Drie.", "paragraph"),
            ]
        )
    )
    found = cut(arranged(document, by="section"), by="section")
    assert [(segment.kind, segment.text) for segment in found] == [
        ("heading", "Kop"),
        ("paragraph", "Een.\n\nTwee."),
        ("footnote", "1 De noot."),
        ("heading", "Kop twee"),
        ("paragraph", "Drie."),
    ]
    assert arranged(document, by="paragraph") is document
