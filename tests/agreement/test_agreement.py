"""Agreement from a project: who read what, what came from a suggestion, where coders differ."""

import math

import pytest
from sqlalchemy import insert, select

from coding.agreement import Part
from coding.codings import JudgementUpdate, Origin
from coding.errors import InputError, NotFoundError
from coding.project import Project
from coding.store.schema import Question, Queue, QueueItem
from tests.builders import add_question

ANSWERS = ["Komt te laat", "Te duur en te laat", "Prima", "Rijdt te weinig", "Duur", "?"]
ANNA: list[set[str] | None] = [{"laat"}, {"laat", "duur"}, {"geen"}, {"zelden"}, {"duur"}, None]
BRAM: list[set[str] | None] = [{"laat"}, {"duur"}, {"geen"}, {"dienst"}, None, set()]


def code(
    project: Project,
    name: str,
    segments: list[int],
    given: list[set[str] | None],
    origin: Origin = Origin.HAND,
) -> None:
    project.codings.judge(
        [
            JudgementUpdate(
                segment_id=segment,
                codes=frozenset(codes),
                read=True,
                origins=dict.fromkeys(codes, origin),
            )
            for segment, codes in zip(segments, given, strict=True)
            if codes is not None
        ],
        coder_id=project.codings.ensure_coder(name),
    )


@pytest.fixture
def segments(project: Project) -> list[int]:
    found = add_question(project, ANSWERS)
    code(project, "Anna", found, ANNA)
    code(project, "Bram", found, BRAM)
    return found


def test_two_coders(project: Project, segments: list[int]) -> None:
    result = project.agreement.measure("7", ["Anna", "Bram"], draws=200)
    figures = result.figures
    assert (figures.n_units, figures.n_respondents, figures.n_codings) == (4, 4, 9)
    assert result.origins == {"hand": 9}
    rows = figures.per_code.set_index("code")
    assert list(rows.index) == ["dienst", "laat", "zelden", "duur", "geen"]
    assert figures.uses.loc["laat"].tolist() == [2, 1]
    assert rows.loc["laat", "shared_by_all"] == 1
    assert rows.loc["laat", "label"] == "Te laat"
    assert rows.loc["laat", "percent"] == pytest.approx(3 / 4)
    assert rows.loc["laat", "positive"] == pytest.approx(2 / 3)
    # a, b, c, d = 1, 1, 0, 2: chance (2·1 + 2·3) / 16 = 1/2, so (3/4 - 1/2) / (1/2)
    assert rows.loc["laat", "kappa"] == pytest.approx(0.5)
    assert rows.loc["duur", "kappa"] == 1
    # 20 judgements: the coders differ on 2·laat, 4·zelden, 4·dienst
    assert figures.overall["percent"] == pytest.approx(17 / 20)
    assert figures.overall["same"] == pytest.approx(2 / 4)
    assert result.unassisted is None


def test_the_order_of_the_coders_does_not_matter(project: Project, segments: list[int]) -> None:
    one = project.agreement.measure("7", ["Anna", "Bram"], draws=200).figures
    other = project.agreement.measure("7", ["Bram", "Anna"], draws=200).figures
    assert one.overall == pytest.approx(other.overall, nan_ok=True)
    assert one.uses["Anna"].tolist() == other.uses["Anna"].tolist()


def test_everybody_together(project: Project, segments: list[int]) -> None:
    code(project, "Cor", segments[:2], [{"laat"}, {"duur"}])
    project.codings.ensure_coder("Dirk")  # read nothing
    result = project.agreement.measure("7", draws=200)
    assert result.coders == ("Anna", "Bram", "Cor")
    assert (result.figures.n_units, result.figures.n_readings) == (4, 10)
    # answers 1 and 3 all the same, 2: one of three pairs, 4: none
    assert result.figures.overall["same"] == pytest.approx((1 + 1 / 3 + 1 + 0) / 4)
    assert result.pairs[["coder_a", "coder_b", "n_double"]].values.tolist() == [
        ["Anna", "Bram", 4],
        ["Anna", "Cor", 2],
        ["Bram", "Cor", 2],
    ]


def test_accepted_suggestions_are_told_apart(project: Project, segments: list[int]) -> None:
    code(project, "Cor", segments[:2], [{"laat"}, {"duur"}], Origin.SUGGESTION)
    code(project, "Cor", segments[2:4], [{"geen"}, {"duur"}])
    result = project.agreement.measure("7", ["Bram", "Cor"], draws=200)
    assert (result.figures.n_units, result.figures.n_codings) == (4, 8)
    assert result.origins == {"hand": 6, "suggestion": 2}
    assert result.figures.overall["same"] == pytest.approx(3 / 4)
    assert result.unassisted is not None
    assert result.unassisted.n_units == 2
    assert result.unassisted.overall["same"] == pytest.approx(1 / 2)
    # with three, only the helped reading falls out, not what the others read
    everybody = project.agreement.measure("7", draws=200).unassisted
    assert everybody is not None
    assert (everybody.n_units, everybody.n_readings) == (4, 10)


def test_a_suggestion_that_comes_back_by_an_undo_is_still_a_suggestion(
    project: Project, segments: list[int]
) -> None:
    code(project, "Cor", segments[:1], [{"laat"}], Origin.SUGGESTION)
    cor = project.codings.ensure_coder("Cor")
    project.codings.judge(
        [JudgementUpdate(segments[0], frozenset(), read=True, base_version=1)], coder_id=cor
    )
    project.codings.undo_last("7", coder_id=cor)
    assert project.agreement.measure("7", ["Anna", "Cor"], draws=200).origins == {"hand": 1, "suggestion": 1}


def test_what_was_changed_after_it_was_talked_over_does_not_count(
    project: Project, segments: list[int]
) -> None:
    before = project.agreement.measure("7", ["Anna", "Bram"], draws=200)
    lead = project.codings.ensure_coder("Zora", role="lead")
    project.adjudication.decide("7", segments[1], "laat", "apply", coder_id=lead)
    bram = project.codings.ensure_coder("Bram")
    project.codings.judge(
        [JudgementUpdate(segments[1], frozenset({"laat", "duur"}), read=True, base_version=1)], coder_id=bram
    )
    code(project, "Cor", [segments[1]], [{"laat", "duur"}])  # reads what was decided already
    after = project.agreement.measure("7", ["Anna", "Bram"], draws=200)
    assert after.figures.overall == before.figures.overall
    assert project.agreement.measure("7", draws=200).coders == ("Anna", "Bram")


def test_only_what_was_laid_before_two_people_on_purpose(project: Project, segments: list[int]) -> None:
    with project.database.write() as connection:
        question = connection.scalar(select(Question.id).where(Question.key == "7"))
        for name in ("Anna", "Bram"):
            queue = connection.execute(
                insert(Queue)
                .values(
                    question_id=question,
                    coder_id=project.codings.coders().set_index("name").loc[name, "id"].item(),
                    title="deel",
                    strategy="random",
                )
                .returning(Queue.id)
            ).scalar_one()
            rows = [
                {"queue_id": queue, "position": place, "segment_id": segment, "purpose": purpose}
                for place, (segment, purpose) in enumerate(
                    zip(segments[:3], ["double", "double", ""], strict=True)
                )
            ]
            connection.execute(insert(QueueItem), rows)
    assert project.agreement.pairs("7", part=Part.DOUBLE).values.tolist() == [["Anna", "Bram", 2]]
    result = project.agreement.measure("7", draws=200, part="double")
    assert result.figures.n_units == 2
    assert result.figures.overall["same"] == pytest.approx(1 / 2)


def test_who_can_be_compared(project: Project, segments: list[int]) -> None:
    code(project, "Cor", segments[5:], [{"duur"}])
    pairs = project.agreement.pairs("7")
    assert pairs.to_numpy().tolist() == [["Anna", "Bram", 4], ["Bram", "Cor", 1]]


def test_nothing_read_by_both(project: Project, segments: list[int]) -> None:
    project.codings.ensure_coder("Dirk")
    result = project.agreement.measure("7", ["Anna", "Dirk"], draws=200)
    assert result.figures.n_units == 0
    assert math.isnan(result.figures.overall["alpha"])
    assert (result.figures.per_code["reason"] != "").all()


def test_nobody_read_anything(project: Project) -> None:
    add_question(project, ANSWERS)
    result = project.agreement.measure("7", draws=200)
    assert result.coders == ()
    assert result.figures.n_units == 0
    assert project.agreement.pairs("7").empty


def test_who_or_what_does_not_exist(project: Project, segments: list[int]) -> None:
    with pytest.raises(NotFoundError, match="Anna, Bram"):
        project.agreement.measure("7", ["Anna", "Niemand"])
    with pytest.raises(NotFoundError, match="dimensie"):
        project.agreement.measure("7", dimension="soort")
    with pytest.raises(InputError, match="100 trekkingen"):
        project.agreement.measure("7", draws=5)


def test_a_coder_is_not_compared_with_themselves(project: Project, segments: list[int]) -> None:
    with pytest.raises(InputError, match="Kies twee verschillende codeurs"):
        project.agreement.measure("7", ["Anna", "Anna"])
