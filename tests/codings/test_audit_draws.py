"""Draws of the audit in a project: what was read of one is a sample, whatever else was read."""

from collections import Counter

import pytest
from sqlalchemy import select, update
from tests.builders import add_later, add_question

from coding.codings import JudgementUpdate
from coding.codings.audit_draws import audit_sample, draws_of, ensure_draws, take
from coding.codings.auditing import drawn_order
from coding.project import Project
from coding.store.schema import Coder, Question


def read(project: Project, segments: list[int], coder: int = 1) -> None:
    project.codings.judge(
        [JudgementUpdate(segment, frozenset(), read=True) for segment in segments], coder_id=coder
    )


def question(project: Project) -> int:
    with project.database.read() as connection:
        return int(connection.scalars(select(Question.id).where(Question.key == "7")).one())


def draw(project: Project, *, share: float = 0.2, seed: int = 3):
    ensure_draws(project.database, question(project), share=share, seed=seed)
    with project.database.read() as connection:
        return draws_of(connection, question(project))


def turns(project: Project, n: int, owner: int | None = None) -> list[int]:
    with project.database.write() as connection:
        return [turn.segment_id for turn in take(connection, question(project), owner=owner, n=n)]


def sample(project: Project):
    with project.database.read() as connection:
        return audit_sample(connection, question(project))


@pytest.fixture
def asked(project: Project) -> Project:
    """Fifty answers, Anna (1) and Bram (2)."""
    add_question(project, [f"antwoord {i}" for i in range(50)])
    for name in ("Anna", "Bram"):
        project.codings.ensure_coder(name)
    return project


def test_all_texts_are_drawn_and_the_seed_gives_them_again(asked: Project) -> None:
    [one] = draw(asked)
    segments = asked.corpus.segments("7")["id"].tolist()
    assert one.segments == drawn_order(segments, one.seed)
    assert (one.n_population, one.n_reserve, one.coder_id, one.whole) == (50, 10, None, True)
    assert draw(asked, seed=99) == [one]  # once drawn it stays


def test_turns_go_in_the_order_drawn_to_the_end_of_the_reserve(asked: Project) -> None:
    [one] = draw(asked)
    assert turns(asked, 3) + turns(asked, 4) == one.segments[:7]
    assert turns(asked, 9) == one.segments[7:10]
    assert turns(asked, 1) == []


def test_what_was_read_of_it_is_the_sample(asked: Project) -> None:
    [one] = draw(asked)
    turns(asked, 5)
    read(asked, one.segments[:3], coder=2)
    read(asked, one.segments[4:5])  # the fourth was skipped
    read(asked, one.segments[20:40])  # chosen in another way: does not count
    [row] = sample(asked).to_dict("records")
    assert (row["N"], row["reserve"], row["turns"], row["m"]) == (50, 10, 5, 3)
    assert row["segments"] == one.segments[:3]
    read(asked, one.segments[3:4])
    assert sample(asked)["m"].tolist() == [5]


def test_what_was_read_before_it_was_drawn_has_its_turn_like_any_other(asked: Project) -> None:
    segments = asked.corpus.segments("7")["id"].tolist()
    read(asked, segments[:25])
    [one] = draw(asked)
    assert sorted(one.segments) == segments
    assert turns(asked, 10) == one.segments[:10]


def test_reading_everything_is_everything(asked: Project) -> None:
    [one] = draw(asked)
    read(asked, one.segments)
    assert sample(asked)[["N", "m"]].values.tolist() == [[50, 50]]


def test_texts_that_come_in_later_get_a_draw_of_their_own(asked: Project) -> None:
    [one] = draw(asked)
    later = add_later(asked, [f"later {i}" for i in range(20)])
    first, second = draw(asked)
    assert first == one
    assert (sorted(second.segments), second.n_reserve, second.seed != one.seed) == (sorted(later), 4, True)
    had = Counter(segment in later for segment in turns(asked, 7))
    assert had == {False: 5, True: 2}  # in step: half of each reserve


def test_every_part_of_a_division_is_drawn_by_itself_and_a_double_text_once(asked: Project) -> None:
    asked.divisions.divide(asked.divisions.propose("7", [1, 2], share=0.2, seed=5), author="Anna")
    first, second = draw(asked)
    assert [first.coder_id, second.coder_id] == [1, 2]
    assert len(first.segments) + len(second.segments) == 50
    assert not set(first.segments) & set(second.segments)
    assert set(turns(asked, 4, owner=2)) <= set(second.segments)
    assert sample(asked)["coder"].tolist() == ["Anna", "Bram"]


def test_a_division_made_later_starts_anew_with_what_nobody_read(asked: Project) -> None:
    [old] = draw(asked)
    had = turns(asked, 4)
    read(asked, had)
    read(asked, old.segments[30:36])
    asked.divisions.divide(asked.divisions.propose("7", [1, 2], share=0, seed=5), author="Anna")
    kept, anna, bram = draw(asked)
    assert sorted(kept.segments) == sorted([*had, *old.segments[30:36]])
    assert (len(anna.segments), len(bram.segments)) == (20, 20)
    assert sample(asked)[["N", "m"]].values.tolist() == [[10, 10], [20, 0], [20, 0]]  # the old one: all read
    assert draw(asked) == [kept, anna, bram]


def test_a_turn_that_fell_away_with_who_stopped_is_drawn_anew(asked: Project) -> None:
    [old] = draw(asked)
    had = turns(asked, 4)  # lay before Anna, who read two of them and stopped
    read(asked, had[:2])
    with asked.database.write() as connection:
        connection.execute(update(Coder).where(Coder.id == 1).values(active=False))
    kept, new = draw(asked)
    assert kept.segments == had[:2]
    assert sorted(new.segments) == sorted(set(old.segments) - set(had[:2]))
    assert sample(asked)[["N", "m"]].values.tolist() == [[2, 2], [48, 0]]
