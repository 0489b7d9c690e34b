"""What a person changes before a report is frozen."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from coding.corpus import Block, Edit, ReadDocument, cut, edited, read_document
from coding.corpus.blocks import under_headings
from coding.project import Project
from coding.store.schema import SourceFile

REPORT = ReadDocument(
    under_headings(
        [
            Block("1 Werk", "heading", 1, 1),
            Block("Het is te druk. Het is te vol.", "paragraph", 1),
            Block("Ook samenge-", "paragraph", 1),
            Block("steld werk.", "paragraph", 2),
            Block("Dorp\tn", "table", 2),
        ]
    )
)


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_parts_are_put_together_and_cut() -> None:
    document = edited(REPORT, [Edit("merge", 3), Edit("split", 1, at=15)])
    assert kinds(document) == [
        ("heading", "1 Werk"),
        ("paragraph", "Het is te druk."),
        ("paragraph", "Het is te vol."),
        ("paragraph", "Ook samengesteld werk."),
        ("table", "Dorp\tn"),
    ]
    assert kinds(REPORT)[2] == ("paragraph", "Ook samenge-")  # the one as read stays


def test_a_kind_is_changed_and_headings_follow() -> None:
    document = edited(REPORT, [Edit("mark", 4, kind="paragraph"), Edit("mark", 0, kind="furniture")])
    assert [block.codable for block in document.blocks] == [False, True, True, True, True]
    assert {block.headings for block in document.blocks} == {()}
    document = edited(REPORT, [Edit("mark", 2, kind="heading")])
    assert document.blocks[3].headings == ("Ook samenge-",)


PAGES = "\f".join(
    f"Verslag van het team {page}\n\n"
    f"De alinea op deze bladzijde gaat over onderwerp {page} van de drie, en niets anders.\n\n{page}\n"
    for page in (1, 2, 3)
)


def test_lines_that_were_left_out_come_back_where_they_stood() -> None:
    document = read_document(PAGES.encode(), name="r.txt")
    assert [(line.text, line.page, line.foot) for line in document.left_out] == [
        (text, page, foot)
        for page in (1, 2, 3)
        for text, foot in ((f"Verslag van het team {page}", False), (str(page), True))
    ]
    back = edited(document, [Edit("bring_back", text="Verslag van het team 2"), Edit("bring_back", text="2")])
    assert [block.text.split()[0] for block in back.blocks] == ["De", "Verslag", "De", "2", "De"]
    assert len(back.left_out) == 4


@pytest.mark.parametrize(
    "edit", [Edit("merge", 0), Edit("merge", 9), Edit("split", 1, at=0), Edit("split", 1, at=99)]
)
def test_what_cannot_be_done_is_an_error(edit: Edit) -> None:
    with pytest.raises(IndexError):
        edited(REPORT, [edit])


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_changed_every_passage_is_a_slice(seed: int) -> None:
    chance = random.Random(seed)
    document = REPORT
    for _ in range(12):
        n = len(document.blocks)
        block = chance.randrange(1, n) if n > 1 else 0
        edit = chance.choice(
            [
                Edit("merge", block),
                Edit("split", block, at=chance.randint(0, len(document.blocks[block].text))),
                Edit("mark", block, kind=chance.choice(["heading", "list", "furniture", "table"])),
            ]
        )
        try:
            document = edited(document, [edit])
        except IndexError:
            continue
        text = document.text
        assert [text[part.start : part.end] for part in cut(document)] == [b.text for b in document.blocks]


def test_changes_are_frozen_with_the_report(project: Project) -> None:
    content = PAGES.encode()
    edits = [Edit("bring_back", text="2"), Edit("mark", 1, kind="furniture")]
    project.corpus.import_report(content, name="r.txt", edits=edits)
    segments = project.corpus.segments("rapporten", codable_only=False)
    assert list(segments["kind"]) == ["paragraph", "furniture", "paragraph", "paragraph"]
    assert segments["text"][2] == "2"
    with project.database.read() as connection:
        mapping = connection.execute(select(SourceFile.mapping)).scalar_one()
        assert connection.execute(select(SourceFile.content)).scalar_one() == content
    assert mapping["edits"] == [
        {"action": "bring_back", "text": "2"},
        {"action": "mark", "block": 1, "kind": "furniture"},
    ]


def test_a_report_may_be_cut_into_sections(project: Project) -> None:
    text = "# Een\n\nEerste alinea.\n\nTweede alinea.\n\n# Twee\n\nDerde alinea.\n"
    project.corpus.import_report(text.encode(), name=Path("r.md").name, by="section")
    assert list(project.corpus.segments("rapporten")["text"]) == [
        "Eerste alinea.\n\nTweede alinea.",
        "Derde alinea.",
    ]
