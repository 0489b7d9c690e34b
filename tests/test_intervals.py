import pytest

from coding.intervals import wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # R: prop.test(hits, n, correct = FALSE)$conf.int
        (8, 10, 0.4901625, 0.9433178),
        (0, 10, 0.0, 0.2775328),
        (10, 10, 0.7224672, 1.0),
        (1, 2, 0.0945312, 0.9054688),
        (30, 100, 0.2189489, 0.3958485),
    ],
)
def test_as_in_r(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_without_trials_everything_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
