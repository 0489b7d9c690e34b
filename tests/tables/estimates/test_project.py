"""Estimates of a question in a project: a study of forty answers, counted by hand."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import insert, select, update

from coding.codebook import Code, CodebookContent
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.store.schema import (
    AuditDraw,
    AuditItem,
    Codebook,
    CodebookVersion,
    Document,
    Judgement,
    Model,
    Question,
    Segment,
    SourceFile,
    Suggestion,
    utc_now,
)
from coding.store.schema import Code as StoredCode
from coding.tables.estimates import (
    PartEstimates,
    QuestionEstimates,
    estimate_shares,
    least_sure,
    planning_sentence,
)

CODES = (
    Code("zorg", "Zorg", "d", "i", "e", ("a", "b"), ("k",)),
    Code("wachten", "Wachten", "d", "i", "e", ("a", "b"), ("k",), parent="zorg"),
    Code("geld", "Geld", "d", "i", "e", ("a", "b"), ("k",)),
    Code("geen", "Geen", "d", "i", "e", ("a", "b"), ("k",), exclusive=True),
)
BOOK = CodebookContent("boek", "Boek", "d", "s", CODES)
N = 40


def truth(place: int) -> frozenset[str]:
    """Every fourth answer is about waiting, every fifth about money, some say that there is nothing."""
    found = {code for code, every in (("wachten", 4), ("geld", 5)) if place % every == 0}
    return frozenset({"geen"} if place % 8 == 3 else found)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[tuple[Project, list[int]]]:
    with Project(tmp_path / "study.db") as project:
        yield project, forty_answers(project)


def forty_answers(project: Project) -> list[int]:
    """Put the answers in; return their segments."""
    project.codebooks.add(BOOK, author="lead", reason="begin")
    project.codings.ensure_coder("Anna")
    with project.database.write() as connection:
        book = connection.scalar(select(Codebook.id).where(Codebook.key == "boek"))
        source = connection.execute(
            insert(SourceFile)
            .values(name="p.csv", kind="survey", sha256="0", content=b"", mapping={}, report={})
            .returning(SourceFile.id)
        ).scalar_one()
        question = connection.execute(
            insert(Question)
            .values(key="1", survey="p", kind="open", text="?", codebook_id=book, position=1)
            .returning(Question.id)
        ).scalar_one()
        segments = []
        for place in range(N):
            document = connection.execute(
                insert(Document)
                .values(question_id=question, source_file_id=source, title="", text=f"a{place}", details={})
                .returning(Document.id)
            ).scalar_one()
            values = {"ordinal": 0, "start": 0, "end": 2, "text": f"a{place}", "text_sha256": f"{place}"}
            segments.append(
                connection.execute(
                    insert(Segment)
                    .values(
                        document_id=document,
                        question_id=question,
                        kind="answer",
                        codable=True,
                        headings=[],
                        **values,
                    )
                    .returning(Segment.id)
                ).scalar_one()
            )
    return segments


def read(project: Project, segments: list[int], places: list[int]) -> None:
    project.codings.judge(
        [JudgementUpdate(segments[place], truth(place), read=True) for place in places], coder_id=1
    )


def draw(project: Project, segments: list[int], order: list[int], *, n_taken: int) -> None:
    with project.database.write() as connection:
        number = connection.execute(
            insert(AuditDraw)
            .values(question_id=1, seed=1, share=0.5, n_population=len(order), n_reserve=20)
            .returning(AuditDraw.id)
        ).scalar_one()
        connection.execute(
            insert(AuditItem),
            [
                {
                    "draw_id": number,
                    "rank": rank,
                    "segment_id": segments[place],
                    "taken_at": utc_now() if rank <= n_taken else None,
                }
                for rank, place in enumerate(order, start=1)
            ],
        )


def add_model(project: Project, segments: list[int], **settings: object) -> None:
    """A model that is nearly right about waiting and knows nothing else."""
    with project.database.write() as connection:
        wachten = connection.scalar(select(StoredCode.id).where(StoredCode.key == "wachten"))
        version = connection.scalar(select(CodebookVersion.id))
        model = connection.execute(
            insert(Model)
            .values(
                question_id=1, codebook_version_id=version, pipeline="t", settings={**settings}, metrics={}
            )
            .returning(Model.id)
        ).scalar_one()
        connection.execute(
            insert(Suggestion),
            [
                {
                    "model_id": model,
                    "segment_id": segment,
                    "code_id": wachten,
                    "probability": 0.9 if "wachten" in truth(place) else 0.05,
                }
                for place, segment in enumerate(segments)
            ],
        )


def estimated(project: Project, segments: list[int], **options: object) -> QuestionEstimates:
    frame = pd.DataFrame({"segment_id": segments, "document_id": range(100, 100 + N)})
    return estimate_shares(
        project.database,
        project.classifiers,
        "1",
        codebook=BOOK,
        codes=["zorg", "wachten", "geld", "geen"],
        segments=frame,
        judged=project.codings.combined("1"),
        per_passage=False,
        **options,  # type: ignore[arg-type]
    )


def the_sentence_says_what_reading_more_brings(part: PartEstimates) -> None:
    said = planning_sentence(part, "geld", n_more=10)
    share, now = round(100 * part.themes["geld"].share), round(100 * part.themes["geld"].half_width)
    then = round(100 * (part.planned("geld", 10) or 0))
    assert then < now
    assert said == (
        f"Met 20 van de 40 uit de steekproef gelezen is dit aandeel {share}% ± {now}; "
        f"nog 10 lezen geeft ± {then}."
    )
    whole = least_sure(part, {"geld": "Geld"})  # what is left is read in one round
    assert whole == f"Het minst zeker is ‘Geld’. {said.split(';')[0]}; nog 20 lezen geeft ± 0."
    assert least_sure(part, {}) == ""


ORDER = np.random.default_rng(5).permutation(N).tolist()


def test_without_a_draw_it_says_what_to_do_and_all_read_is_all_known(
    study: tuple[Project, list[int]],
) -> None:
    project, segments = study
    read(project, segments, [0, 1, 2])
    found = estimated(project, segments)
    assert "willekeurige steekproef" in found.whole.reason
    assert not found.whole.themes
    read(project, segments, list(range(3, N)))
    geld = estimated(project, segments).whole.themes["geld"]
    assert (geld.low, geld.high) == (geld.share, geld.share)
    assert geld.share == sum("geld" in truth(place) for place in range(N)) / N


def test_from_the_sample_alone_until_there_is_a_model_that_did_not_see_the_text(
    study: tuple[Project, list[int]],
) -> None:
    project, segments = study
    draw(project, segments, ORDER, n_taken=20)
    read(project, segments, ORDER[:20])
    found = estimated(project, segments)
    wachten = found.whole.themes["wachten"]
    assert wachten.share == pytest.approx(sum("wachten" in truth(place) for place in ORDER[:20]) / 20)
    assert (wachten.weight, found.whole.n_sample, found.whole.n_units) == (0, 20, 40)
    assert found.whole.themes["zorg"].share == wachten.share
    assert "model" in found.notes[0]
    the_sentence_says_what_reading_more_brings(found.whole)

    add_model(project, segments)
    assert estimated(project, segments).whole.themes["wachten"].weight == 0
    add_model(project, segments, left_out="text")
    found = estimated(project, segments)
    wachten, zorg = found.whole.themes["wachten"], found.whole.themes["zorg"]
    # the truth is 9 of 40: every fourth, less the one that says none
    assert wachten.share == pytest.approx(sum("wachten" in truth(place) for place in range(N)) / N, abs=0.01)
    assert wachten.half_width < 0.75 * wachten.by_hand_half_width
    assert zorg.share == pytest.approx(wachten.share)
    assert wachten.n_human + wachten.n_machine == sum("wachten" in truth(place) for place in range(N))
    assert found.whole.themes["geld"].weight == 0
    assert found.notes == []


def test_what_was_read_before_the_draw_counts_for_itself(project: Project) -> None:
    segments = forty_answers(project)
    draw(project, segments, ORDER, n_taken=20)
    early = ORDER[25:30]
    read(project, segments, ORDER[:20] + early)
    after = estimated(project, segments).whole
    assert (after.n_read, after.n_sample) == (25, 20)
    with project.database.write() as connection:
        connection.execute(
            update(Judgement)
            .where(Judgement.segment_id.in_([segments[place] for place in early]))
            .values(first_read_at=utc_now() - timedelta(days=9))
        )
    before = estimated(project, segments).whole
    assert before.n_sample == 25
    given = [sum("geld" in truth(place) for place in some) for some in (early, ORDER[:20])]
    assert before.themes["geld"].share == pytest.approx((given[0] + given[1] / 20 * 35) / 40)


def test_groups_and_a_base_without_exclusive_answers(study: tuple[Project, list[int]]) -> None:
    project, segments = study
    draw(project, segments, ORDER, n_taken=30)
    read(project, segments, ORDER[:30])
    members = pd.DataFrame(
        {"segment_id": segments, "group": ["groot" if place < 30 else "klein" for place in range(N)]}
    )
    found = estimated(project, segments, memberships=members, groups=("groot", "klein"), without=("geen",))
    mine = [place for place in ORDER[:30] if place < 30]
    valid = [place for place in mine if "geen" not in truth(place)]
    big = found.groups["groot"]
    assert (big.n_units, big.n_sample) == (30, len(mine))
    assert big.themes["geld"].share == pytest.approx(
        sum("geld" in truth(place) for place in valid) / len(valid)
    )
    assert found.groups["klein"].reason
    assert not found.groups["klein"].themes
