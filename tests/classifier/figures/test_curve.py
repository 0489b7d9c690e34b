import numpy as np
import pytest

from coding.classifier.figures.curve import Point, choose_part, forecast, measure_parts, parts


def test_a_known_curve_is_found_again() -> None:
    # F1 = 0.8 - 2 / sqrt(n): from 400 to 450 it rises by 2 / 20 - 2 / sqrt(450)
    points = [Point(n, 0.8 - 2 / n**0.5, 0.005) for n in (50, 100, 200, 400)]
    found = forecast(points, more=50)
    assert found is not None
    assert found["n"] == 50
    assert found["gain"] == pytest.approx(0.1 - 2 / 450**0.5, abs=0.002)
    assert found["low"] <= found["gain"] <= found["high"]
    assert found["high"] - found["low"] < 0.01


def test_less_certain_figures_give_a_wider_interval() -> None:
    widths = []
    for error in (0.01, 0.03):
        found = forecast([Point(n, 0.6 - 1 / n**0.5, error) for n in (50, 100, 200, 400)])
        assert found is not None
        widths.append(found["high"] - found["low"])
    assert widths[1] > 1.5 * widths[0]


def test_a_flat_curve_promises_nothing() -> None:
    found = forecast([Point(n, 0.7, 0.005) for n in (100, 200, 400, 800)])
    assert found is not None
    assert found["gain"] == pytest.approx(0, abs=0.002)
    assert found["low"] >= 0  # more texts never make it worse
    falling = forecast([Point(n, 0.7 - n / 10_000, 0.005) for n in (100, 200, 400, 800)])
    assert falling is not None
    assert falling["gain"] == pytest.approx(0, abs=0.001)


def test_nothing_gets_better_than_perfect() -> None:
    found = forecast([Point(25, 0.4, 0.01), Point(50, 0.7, 0.01), Point(100, 0.99, 0.01)])
    assert found is not None
    assert found["high"] <= 0.01 + 1e-9


def test_too_little_says_nothing() -> None:
    assert forecast([Point(40, 0.3, 0.02), Point(80, 0.4, 0.02)]) is None
    assert forecast([Point(n, 0.3, 0.3) for n in (5, 10, 20)], more=5000) is None


def test_sizes_are_bounded() -> None:
    assert parts(40) == []
    assert [size for size, _draws in parts(100)] == [25, 50]
    for n in (400, 5_000, 100_000):
        assert sum(size * draws for size, draws in parts(n)) <= 1600


def test_a_part_keeps_groups_together_as_far_as_it_goes() -> None:
    groups = np.array([0, 0, 1, 1, 2, 2, 3, 3])
    rows = choose_part(groups, 4, seed=1)
    assert len(rows) == 4
    assert sorted(np.bincount(groups[rows], minlength=4)) == [0, 0, 2, 2]
    assert choose_part(groups, 4, seed=1).tolist() == rows.tolist()


def test_draws_of_one_size_are_averaged() -> None:
    answers = iter([(0.2, 0.1), (0.4, 0.1), None, (0.6, 0.05)])
    points = measure_parts(np.arange(100), lambda _rows: next(answers), seed=1)
    assert points == [Point(25, pytest.approx(0.3), pytest.approx(0.1)), Point(50, 0.6, 0.05)]
