"""Which answers are the same, and which are so nearly the same that a person may code them together."""

import random
import time

import pytest
from tests.builders import add_question

from coding.codings.twins import near_groups, normalised, same_groups
from coding.project import Project


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Te laat.", "te laat"),
        ("  te\u00a0 LAAT !! ", "te laat"),
        ("cafe\u0301", "café"),
        ("’t is ‘goed’…", "'t is 'goed'"),
        ("te laat?", "te laat?"),
        ("-", "-"),
        ("...", "..."),
        ("", ""),
        ("één", "één"),
        ("een", "een"),
    ],
)
def test_what_does_not_count(text: str, expected: str) -> None:
    assert normalised(text) == expected


def test_the_same_but_for_looks() -> None:
    texts = ["Prima", "te laat", "prima.", "PRIMA !", "te laat?", "één", "een"]
    assert same_groups(texts) == [0, 1, 0, 0, 2, 3, 4]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("De bus is te laat", "bus te laat", True),
        ("te weinig personeel", "personeel te weinig", True),
        ("niet duur", "duur", False),
        ("te duur", "niet te duur", False),
        ("duur", "te duur", False),
        ("prima", "goed", False),
        ("kosten", "kasten", False),
        ("2 weken", "3 weken", False),
        ("-", "?", False),
        ("wachtlijsten bij ggz en jeugdzorg", "lange wachtlijsten bij ggz en de jeugdzorg", True),
        ("wachtlijsten bij ggz en jeugdzorg", "geen wachtlijsten bij ggz en de jeugdzorg", False),
    ],
)
def test_nearly_the_same(one: str, other: str, alike: bool) -> None:
    first, second = near_groups([one, other])
    assert (first == second) is alike


def test_a_typo_of_a_usual_word_is_that_word_unless_it_is_a_word_itself() -> None:
    texts = ["de wachttijd"] * 4 + ["wachtijd", "onze kosten", "onze kosten", "onze kosten", "onze kasten"]
    assert near_groups(texts) == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert near_groups(texts, known={"kasten"}.__contains__) == [0, 0, 0, 0, 0, 1, 1, 1, 2]


def test_inflections_are_one_word_where_the_lemma_is_known() -> None:
    texts = ["lange wachttijd", "lange wachttijden"]
    assert near_groups(texts) == [0, 1]
    assert near_groups(texts, lemmas={"wachttijden": "wachttijd"}) == [0, 0]


def test_a_hundred_thousand_answers_take_seconds() -> None:
    """Comparing all pairs would take hours; a tenth of that size must not take a hundredth of the time."""
    chance = random.Random(1)
    words = [f"{''.join(chance.choices('bdfgklmnprst', k=3))}o{number}n" for number in range(3000)]
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 7))) for _ in range(100_000)]
    start = time.process_time()
    assert len(near_groups(texts)) == 100_000
    assert time.process_time() - start < 30


def test_twins_of_a_question(project: Project) -> None:
    segments = add_question(project, ["De bus is te laat", "te duur", "Te duur.", "bus te laat"])
    twins = project.twins.groups("7")
    assert twins.columns.tolist() == ["segment_id", "same", "near"]
    assert twins["segment_id"].tolist() == segments
    assert twins["same"].tolist() == [0, 1, 1, 2]
    assert twins["near"].tolist() == [0, 1, 1, 0]
