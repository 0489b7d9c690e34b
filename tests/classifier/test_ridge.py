import numpy as np
import pytest
from sklearn.linear_model import Ridge as OracleRidge

from coding.classifier.ridge import LANDMARKS, fit_ridge, landmarks_of


def _points(n: int, width: int, seed: int) -> np.ndarray:
    points = np.random.default_rng(seed).normal(size=(n, width))
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def test_it_is_the_ridge_regression_of_scikit_learn() -> None:
    points = _points(40, 6, seed=0)
    targets = np.random.default_rng(1).normal(size=(40, 3))
    likeness = points @ points.T
    found = fit_ridge(likeness, likeness, targets, np.arange(40), penalty=0.5)
    oracle = OracleRidge(alpha=0.5).fit(points, targets)
    fresh = _points(10, 6, seed=2)
    said = fresh @ points.T @ found.coefficients + found.offsets
    assert said == pytest.approx(oracle.predict(fresh), abs=1e-4)


def test_what_it_says_without_a_group_is_what_a_fit_without_it_says() -> None:
    points = _points(30, 5, seed=3)
    targets = (np.random.default_rng(4).random((30, 2)) < 0.3).astype(float)
    groups = np.array([0, 0, 0, *range(1, 25), 25, 25, 25])
    likeness = points @ points.T
    found = fit_ridge(likeness, likeness, targets, groups, penalty=0.3)
    for group in (0, 7, 25):
        inside = groups == group
        oracle = OracleRidge(alpha=0.3).fit(points[~inside], targets[~inside])
        assert found.left_out[inside] == pytest.approx(oracle.predict(points[inside]), abs=1e-3)
    for text in (0, 1, 9, 29):
        others = np.arange(30) != text
        oracle = OracleRidge(alpha=0.3).fit(points[others], targets[others])
        assert found.left_out_alone[text] == pytest.approx(oracle.predict(points[[text]])[0], abs=1e-3)


def test_without_its_only_group_nothing_is_left_but_the_mean() -> None:
    likeness = np.ones((4, 4))
    targets = np.array([[1.0], [0.0], [0.0], [0.0]])
    assert (
        fit_ridge(likeness, likeness, targets, np.zeros(4, dtype=int)).left_out.ravel().tolist() == [0.25] * 4
    )


def test_identical_texts_and_few_landmarks_still_give_numbers() -> None:
    points = np.repeat(_points(4, 3, seed=5), 5, axis=0)
    likeness = points @ points[:2].T
    found = fit_ridge(likeness, points[:2] @ points[:2].T, np.ones((20, 1)), np.repeat(np.arange(4), 5))
    assert np.isfinite(found.coefficients).all()
    assert found.left_out == pytest.approx(np.ones((20, 1)), abs=1e-3)


def test_landmarks_are_all_texts_or_a_draw_that_keeps_the_codebook() -> None:
    assert landmarks_of(10, always=3, seed=1).tolist() == list(range(10))
    many = landmarks_of(5 * LANDMARKS, always=7, seed=1)
    assert len(many) == len(set(many.tolist())) == LANDMARKS
    assert many[-7:].tolist() == list(range(5 * LANDMARKS - 7, 5 * LANDMARKS))
    assert many.tolist() == landmarks_of(5 * LANDMARKS, always=7, seed=1).tolist()
