import pytest

from coding.classifier.wishes import BY_HAND_ONLY, POINTS, next_training, trains_itself, wanted_points


def test_what_a_project_says_nothing_of() -> None:
    assert wanted_points({}) == 5.0
    assert trains_itself({})


def test_what_a_project_says() -> None:
    assert wanted_points({POINTS: 2.5}) == 2.5
    assert not trains_itself({BY_HAND_ONLY: True})


@pytest.mark.parametrize(
    ("known", "due"), [(None, 20), (0, 20), (20, 40), (199, 219), (200, 220), (1000, 1100)]
)
def test_at_twenty_then_a_tenth_more_and_at_least_twenty(known: int | None, due: int) -> None:
    assert next_training(known) == due
