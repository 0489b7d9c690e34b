import pytest

from coding.classifier.wishes import BY_HAND_ONLY, POINTS, next_training, trains_itself, wanted_points


def test_what_a_project_says_nothing_of() -> None:
    assert wanted_points({}) == 5.0
    assert trains_itself({})


def test_what_a_project_says() -> None:
    assert wanted_points({POINTS: 2.5}) == 2.5
    assert not trains_itself({BY_HAND_ONLY: True})


@pytest.mark.parametrize(
    ("known", "wanted"), [(None, 0), (0, 5), (5, 10), (10, 20), (20, 40), (180, 200), (500, 550)]
)
def test_at_once_then_after_five_and_ever_less_often(known, wanted):
    assert next_training(known) == wanted
