"""The log: every act one line in plain words, found by person, kind, date and text, page by page."""

import csv
import io
from datetime import timedelta

import pytest
from tests.builders import add_question

from coding.codings import BulkChange, BulkKind, JudgementUpdate, LogKind, Wanted
from coding.project import Project
from coding.store.schema import utc_now


@pytest.fixture
def worked(project: Project) -> Project:
    """A project in which some things were done, one after another."""
    segments = add_question(project, ["de bus is te laat", "te duur", "=HYPERLINK(1)"])
    anna, bram = project.codings.ensure_coder("Anna"), project.codings.ensure_coder("Bram")
    project.codings.judge(
        [JudgementUpdate(segments[0], frozenset({"laat", "duur"}), read=True, memo="let op")], coder_id=anna
    )
    project.codings.judge([JudgementUpdate(segments[1], frozenset(), read=True)], coder_id=bram)
    project.codings.undo_last("7", coder_id=bram)
    project.codings.judge([JudgementUpdate(segments[2], frozenset({"laat"}), read=True)], coder_id=bram)
    project.divisions.divide(project.divisions.propose("7", [anna, bram], share=0), author="Anna")
    return project


def told(project: Project, **wanted: object) -> list[tuple[str, str]]:
    return [(line.who, line.what) for line in project.log.page(Wanted(**wanted)).lines]


def test_every_act_is_one_line_newest_first(worked: Project) -> None:
    assert told(worked) == [
        ("Anna", "verdeelde 1 tekst over 2 mensen, 0% dubbel"),
        ("Bram", "gaf Te laat; las"),
        ("Bram", "maakte ongedaan: zette terug op ongelezen"),
        ("Bram", "las"),
        ("Anna", "gaf Te duur, Te laat; las; schreef memo “let op”"),
        ("", "liet Bram meedoen als codeur"),
        ("", "liet Anna meedoen als codeur"),
        ("", "peiling geïmporteerd"),
        ("test", "bewaarde het codeboek: test"),
    ]
    lines = worked.log.page().lines
    assert lines[1].where == "7 · Reiziger 3: =HYPERLINK(1)"
    assert lines[0].where == "7"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"person": "Bram"}, ["gaf Te laat; las", "maakte ongedaan: zette terug op ongelezen", "las"]),
        ({"person": "Niemand"}, []),
        ({"kind": LogKind.UNDO}, ["maakte ongedaan: zette terug op ongelezen"]),
        ({"kind": LogKind.DIVISION}, ["verdeelde 1 tekst over 2 mensen, 0% dubbel"]),
        ({"text": "LET OP"}, ["schreef memo “let op”"]),
        ({"text": "te duur", "person": "Anna"}, ["gaf Te duur"]),
        ({"text": "100%"}, []),
    ],
)
def test_looking_for_something(worked: Project, wanted: dict[str, object], expected: list[str]) -> None:
    assert [what for _who, what in told(worked, **wanted)] == expected


def test_the_history_of_one_answer_and_of_a_day(worked: Project) -> None:
    segment = int(worked.corpus.segments("7")["id"].iloc[1])
    assert [what for _who, what in told(worked, segment_id=segment)] == [
        "maakte ongedaan: zette terug op ongelezen",
        "las",
    ]
    tomorrow = utc_now() + timedelta(days=1)
    assert told(worked, since=tomorrow) == []
    assert len(told(worked, until=tomorrow)) == 9


def test_pages_follow_each_other_while_work_goes_on(worked: Project) -> None:
    everything = worked.log.page().lines
    page = worked.log.page(n=3)
    worked.codings.judge(
        [JudgementUpdate(int(worked.corpus.segments("7")["id"].iloc[1]), frozenset({"duur"}), read=True)],
        coder_id=1,
    )
    found = list(page.lines)
    while page.following is not None:
        page = worked.log.page(n=3, after=page.following)
        found += page.lines
    assert found == list(everything)


def test_an_act_on_many_texts_is_one_line_and_ends_where_it_began(project: Project) -> None:
    segments = add_question(project, [f"antwoord {i}" for i in range(700)])
    anna = project.codings.ensure_coder("Anna")
    project.codings.judge([JudgementUpdate(segments[0], frozenset(), read=True)], coder_id=anna)
    project.bulk.apply("7", segments, BulkChange(BulkKind.GIVE, "laat"), coder_id=anna)
    lines = project.log.page(Wanted(person="Anna")).lines
    assert [(line.kind, line.what, line.where) for line in lines] == [
        (LogKind.BULK, "gaf Te laat; las (veel tegelijk)", "7 · 700 teksten"),
        (LogKind.CODING, "las", "7 · Reiziger 1: antwoord 0"),
    ]


def test_the_csv_holds_everything_and_no_formula(worked: Project) -> None:
    worked.team.add("=Eva")
    worked.codings.judge(
        [JudgementUpdate(int(worked.corpus.segments("7")["id"].iloc[0]), frozenset(), read=True)], coder_id=3
    )
    file = io.StringIO()
    assert worked.log.write_csv(file) == 11
    rows = list(csv.reader(io.StringIO(file.getvalue())))
    assert rows[0] == ["wanneer", "wie", "soort", "wat", "waar"]
    assert rows[1][1:4] == ["'=Eva", "coderen", "las"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_changes_of_people_are_told_with_who_made_them(project: Project) -> None:
    lead = project.team.join("Anna")
    coder = project.team.add("Bram", author="Anna")
    project.team.change(coder, role="analyst", active=True, author="Anna")  # active is as it was: no line
    project.team.change(coder, login="bram@voorbeeld.nl", active=False, author="Anna")
    project.team.change(lead, login="", author="Anna")  # there was none
    assert sorted(told(project, kind=LogKind.TEAM)) == [
        ("Anna", "gaf Bram een andere inlognaam: bram@voorbeeld.nl"),
        ("Anna", "liet Anna meedoen als hoofdonderzoeker"),
        ("Anna", "liet Bram meedoen als codeur"),
        ("Anna", "liet Bram niet meer meedoen"),
        ("Anna", "maakte Bram analist"),
    ]


def test_who_imported_a_file_is_told(project: Project) -> None:
    text = "Wat er in dit rapport staat is genoeg om te lezen, en verder niets bijzonders.\n"
    project.corpus.import_report(text.encode(), name="verslag.txt", author="Anna")
    project.corpus.import_report(text.encode(), name="verslag.txt", author="Bram")  # changes nothing
    assert told(project, kind=LogKind.IMPORT) == [("Anna", "rapport geïmporteerd")]


def test_decisions_and_notes_call_a_code_by_its_label(project: Project) -> None:
    segments = add_question(project, ["de bus is te laat"])
    for name, given in (("Anna", {"laat"}), ("Bram", set())):
        project.codings.judge(
            [JudgementUpdate(segments[0], frozenset(given), read=True)],
            coder_id=project.codings.ensure_coder(name),
        )
    lead = project.codings.ensure_coder("Lea", role="lead")
    project.adjudication.decide("7", segments[0], "laat", "apply", coder_id=lead, clarify=True, reason="hm")
    assert told(project, kind=LogKind.ADJUDICATION) == [("Lea", "besliste dat Te laat geldt: hm")]
    assert told(project, kind=LogKind.NOTE) == [
        ("Lea", "vroeg om een duidelijker omschrijving van Te laat: hm")
    ]
