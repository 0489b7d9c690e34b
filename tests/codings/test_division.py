"""A division in a project: everybody's queue, what arrives later, who is how far."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.store.schema import Judgement


def read(project: Project, segment: int, coder: int) -> None:
    project.codings.judge([JudgementUpdate(segment, frozenset(), read=True)], coder_id=coder)


@pytest.fixture
def divided(project: Project) -> Project:
    """Twenty answers over Anna (1) and Bram (2), four of them to both."""
    add_question(project, [f"antwoord {i}" for i in range(20)])
    people = [project.codings.ensure_coder(name) for name in ("Anna", "Bram")]
    project.divisions.divide(project.divisions.propose("7", people, share=0.2, seed=5), author="Anna")
    return project


def items(project: Project, coder: int, question: str = "7"):
    queue = project.divisions.queue_of(question, coder)
    assert queue is not None
    return project.codings.queue_segments(queue)


def test_everybody_gets_a_queue_with_the_probability_of_what_is_read_twice(divided: Project) -> None:
    anna, bram = items(divided, 1), items(divided, 2)
    assert (len(anna), len(bram)) == (12, 12)
    both = set(anna["segment_id"]) & set(bram["segment_id"])
    assert len(both) == 4
    for frame in (anna, bram):
        double = frame["segment_id"].isin(both)
        assert frame.loc[double, "probability"].tolist() == [0.2] * 4
        assert frame.loc[~double, "probability"].isna().all()
    listed = divided.divisions.divisions("7")
    assert listed[["author", "seed", "share", "n_segments", "n_double"]].values.tolist() == [
        ["Anna", 5, 0.2, 20, 4]
    ]
    assert set(divided.codings.queues("7")["strategy"]) == {"division"}


def test_the_preview_says_who_gets_what(project: Project) -> None:
    add_question(project, [f"antwoord {i}" for i in range(20)])
    anna, bram, carla = (project.codings.ensure_coder(name) for name in ("Anna", "Bram", "Carla"))
    assert project.divisions.propose("7", [anna, bram], share=0.2).sentence() == (
        "Anna en Bram krijgen elk 12 teksten; 4 teksten worden door twee gelezen, "
        "zonder dat de een de ander ziet."
    )
    assert project.divisions.propose("7", [anna], share=0).sentence() == (
        "Anna krijgt 20 teksten; niets wordt door twee gelezen."
    )
    uneven = project.divisions.propose("7", [anna, bram, carla], share=0.25).sentence()
    assert uneven.count("krijgt 8 teksten") == 2
    assert uneven.count("krijgt 9 teksten") == 1
    assert project.divisions.divisions("7").empty  # looking changes nothing
    assert project.divisions.queue_of("7", anna) is None


def test_what_arrives_later_is_divided_without_touching_what_was_drawn(divided: Project) -> None:
    before = items(divided, 1)["segment_id"].tolist()
    with pytest.raises(CodingError, match="niets meer te verdelen"):
        divided.divisions.propose("7", [1, 2])
    later = add_later(divided, 6)
    assert divided.divisions.waiting("7") == 6
    divided.divisions.divide(divided.divisions.propose("7", [1, 2], share=0.5), author="Anna")
    assert items(divided, 1)["segment_id"].tolist() == before  # the older part first, as it was
    for segment in before:
        read(divided, segment, 1)
    newer = items(divided, 1)["segment_id"].tolist()
    assert set(newer) <= set(later)
    assert not set(newer) & set(before)


def add_later(project: Project, n: int) -> list[int]:
    """Add answers of others to the same question."""
    from sqlalchemy import insert, select

    from coding.store.schema import Document, Question, Respondent, Segment, SourceFile

    with project.database.write() as connection:
        question = connection.scalar(select(Question.id).where(Question.key == "7"))
        source = connection.scalar(select(SourceFile.id))
        found = []
        for i in range(n):
            respondent = connection.scalar(
                insert(Respondent).values(survey="bus", key=f"Later {i}").returning(Respondent.id)
            )
            text = f"later {i}"
            document = connection.scalar(
                insert(Document)
                .values(
                    question_id=question,
                    respondent_id=respondent,
                    source_file_id=source,
                    title="",
                    text=text,
                    details={},
                )
                .returning(Document.id)
            )
            found.append(
                connection.scalar(
                    insert(Segment)
                    .values(
                        document_id=document,
                        question_id=question,
                        ordinal=0,
                        start=0,
                        end=len(text),
                        text=text,
                        text_sha256=f"{i:064}",
                        kind="answer",
                        codable=True,
                        headings=[],
                    )
                    .returning(Segment.id)
                )
            )
    return found


def test_what_was_read_already_is_divided_only_when_asked(project: Project) -> None:
    segments = add_question(project, ["a", "b", "c", "d"])
    anna, bram = project.codings.ensure_coder("Anna"), project.codings.ensure_coder("Bram")
    read(project, segments[0], anna)
    assert project.divisions.waiting("7") == 3
    assert project.divisions.waiting("7", read_too=True) == 4
    assert sum(len(part.segments) for part in project.divisions.propose("7", [bram], share=0).plan.parts) == 3


def test_who_stops_leaves_what_they_did_not_read_to_others(divided: Project) -> None:
    mine = items(divided, 2)["segment_id"].tolist()
    alone = [segment for segment in mine if segment not in set(items(divided, 1)["segment_id"])]
    read(divided, alone[0], 2)
    divided.team.change(2, active=False)
    with pytest.raises(CodingError, match="Bram doet niet meer mee; kies een ander"):
        divided.divisions.propose("7", [1, 2])
    carla = divided.codings.ensure_coder("Carla")
    plan = divided.divisions.propose("7", [carla], share=0).plan
    assert set(plan.parts[0].segments) == set(alone[1:])


def test_a_division_over_something_that_changed_is_refused(divided: Project) -> None:
    add_later(divided, 4)
    proposal = divided.divisions.propose("7", [1, 2])
    divided.divisions.divide(proposal, author="Anna")
    with pytest.raises(CodingError, match="Intussen is er iets verdeeld"):
        divided.divisions.divide(proposal, author="Bram")
    assert len(divided.divisions.divisions("7")) == 2


def test_others_are_hidden_until_one_read_it_oneself(divided: Project) -> None:
    both = set(items(divided, 1)["segment_id"]) & set(items(divided, 2)["segment_id"])
    assert divided.divisions.blind("7", 1) == both
    one = min(both)
    read(divided, one, 2)
    assert divided.divisions.blind("7", 1) == both
    assert divided.divisions.blind("7", 2) == both - {one}


def test_progress_counts_ones_own_part_and_estimates_what_is_left(divided: Project) -> None:
    anna = items(divided, 1)["segment_id"].tolist()
    assert divided.divisions.progress("7")[["coder", "n_items", "n_read"]].values.tolist() == [
        ["Anna", 12, 0],
        ["Bram", 12, 0],
    ]
    for segment in anna[:6]:
        read(divided, segment, 1)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with divided.database.write() as connection:
        for place, segment in enumerate(anna[:6]):  # four on Monday, two on Wednesday
            connection.execute(
                update(Judgement)
                .where(Judgement.segment_id == segment)
                .values(first_read_at=noon + timedelta(days=2 * (place >= 4)))
            )
    found = divided.divisions.progress("7").set_index("coder")
    assert found.loc["Anna", ["n_read", "n_left", "per_day", "days_left"]].tolist() == [6, 6, 3.0, 2]
    assert found.loc["Bram", ["n_read", "n_left"]].tolist() == [0, 12]
    assert found["per_day"].isna().tolist() == [False, True]


def test_a_question_or_person_that_does_not_exist(project: Project) -> None:
    with pytest.raises(NotFoundError, match="Vraag '9' bestaat niet"):
        project.divisions.propose("9", [1])
    add_question(project, ["a"])
    with pytest.raises(NotFoundError, match="Persoon 4 doet niet mee"):
        project.divisions.propose("7", [4])
