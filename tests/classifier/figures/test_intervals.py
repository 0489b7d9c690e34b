import time

import numpy as np
import pytest

from coding.classifier.figures.intervals import draw, percentiles, with_intervals
from coding.classifier.quality import quality
from coding.intervals import wilson


def _coded(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    labels = generator.random((n, 2)) < 0.4
    return labels, labels ^ (generator.random((n, 2)) < 0.2)


def test_the_spread_of_f1_is_that_of_the_delta_method() -> None:
    labels, decisions = _coded(400)
    drawn = draw(labels, decisions, np.arange(400), learned=[0, 1], draws=4000)
    # F1 = 2 TP / (P + G): the influence of one text is (2 tp - F1 (p + g)) / mean(p + g), per n
    right, sizes = labels[:, 0] & decisions[:, 0], labels[:, 0].astype(int) + decisions[:, 0]
    f1 = 2 * right.sum() / sizes.sum()
    influence = (2 * right - f1 * sizes) / sizes.mean()
    assert drawn.f1[:, 0].std() == pytest.approx(influence.std() / np.sqrt(400), rel=0.08)
    assert drawn.f1[:, 0].mean() == pytest.approx(f1, abs=0.005)


def test_copies_of_one_text_add_no_certainty() -> None:
    labels, decisions = _coded(60)
    once = draw(labels, decisions, np.arange(60), learned=[0], seed=3)
    groups = np.repeat(np.arange(60), 5)
    copied = draw(np.repeat(labels, 5, axis=0), np.repeat(decisions, 5, axis=0), groups, learned=[0], seed=3)
    assert np.allclose(once.f1, copied.f1, equal_nan=True)
    apart = draw(
        np.repeat(labels, 5, axis=0), np.repeat(decisions, 5, axis=0), np.arange(300), learned=[0], seed=3
    )
    assert apart.f1[:, 0].std() < 0.6 * copied.f1[:, 0].std()


def test_numbers_of_groups_need_not_follow_on() -> None:
    labels, decisions = _coded(30)
    first = draw(labels, decisions, np.arange(30), learned=[0])
    second = draw(labels, decisions, np.arange(30) * 7 + 100, learned=[0])
    assert np.allclose(first.f1, second.f1, equal_nan=True)


def test_every_figure_gets_its_interval() -> None:
    labels, decisions = _coded(80)
    metrics = quality(labels, decisions, codes=["a", "b"], names={"a": "A", "b": "B"}, learned=[0, 1])
    drawn = draw(labels, decisions, np.arange(80), learned=[0, 1])
    found = with_intervals(metrics, labels, decisions, drawn)
    row = found["per_code"][0]
    right, proposed = int((labels & decisions)[:, 0].sum()), int(decisions[:, 0].sum())
    assert (row["precision_low"], row["precision_high"]) == wilson(right, proposed)
    assert (row["recall_low"], row["recall_high"]) == wilson(right, int(labels[:, 0].sum()))
    for name in ("micro_precision", "micro_recall", "micro_f1", "macro_f1"):
        assert found[f"{name}_low"] < found[name] < found[f"{name}_high"]
    assert row["f1_low"] < row["f1"] < row["f1_high"]


def test_always_wrong_is_not_surely_always_wrong() -> None:
    labels = np.array([[True]] * 3 + [[False]] * 7)
    decisions = np.zeros_like(labels)
    metrics = quality(labels, decisions, codes=["a"], names={"a": "A"}, learned=[0])
    found = with_intervals(metrics, labels, decisions, draw(labels, decisions, np.arange(10), learned=[0]))
    share = 0.5614970  # R: prop.test(0, 3, correct = FALSE)$conf.int[2]
    row = found["per_code"][0]
    assert (row["f1"], row["f1_low"]) == (0.0, 0.0)
    assert row["f1_high"] == pytest.approx(2 * share / (1 + share), abs=1e-6)
    assert (row["precision_low"], row["precision_high"]) == (None, None)  # nothing was proposed


def test_too_few_draws_with_a_value_give_no_interval() -> None:
    assert percentiles(np.array([np.nan, np.nan, 0.5])) is None
    assert percentiles(np.linspace(0, 1, 101)) == (pytest.approx(0.025), pytest.approx(0.975))


def test_nothing_at_all() -> None:
    empty = np.zeros((0, 2), dtype=bool)
    assert np.isnan(draw(empty, empty, np.zeros(0, dtype=np.int64), learned=[0], draws=5).macro).all()


def test_five_thousand_texts_and_fifty_codes_are_quick() -> None:
    generator = np.random.default_rng(1)
    labels, decisions = generator.random((2, 5000, 50)) < 0.1
    start = time.process_time()
    draw(labels, decisions, np.arange(5000), learned=list(range(50)))
    assert time.process_time() - start < 10  # a second on a quiet machine; drawing one by one takes minutes
