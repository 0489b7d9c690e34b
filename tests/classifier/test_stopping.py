import random

import pytest
from sklearn.metrics import cohen_kappa_score

from coding.classifier.stopping import (
    Advice,
    Agreement,
    Narrow,
    Saturated,
    State,
    Steady,
    Stratum,
    agreement,
    saturation,
    theme_intervals,
)


def test_kappa_is_that_of_scikit_learn() -> None:
    draw = random.Random(1)
    codes = "abcd"
    before = {text: {code for code in codes if draw.random() < 0.3} for text in range(50)}
    after = {
        text: {code for code in codes if (code in given) != (draw.random() < 0.1)}
        for text, given in before.items()
    }
    found = agreement(before, after, n_codes=4)
    cells = [(code in before[text], code in after[text]) for text in before for code in codes]
    assert found.kappa == pytest.approx(cohen_kappa_score(*zip(*cells, strict=True)))
    assert found.changed == sum(before[text] != after[text] for text in before) / 50
    assert found.n_texts == 50


def test_only_texts_of_both_are_compared() -> None:
    found = agreement({1: {"a"}, 2: {"a"}}, {2: {"a"}, 3: set()}, n_codes=2)
    assert (found.kappa, found.changed, found.n_texts) == (1.0, 0.0, 1)


def test_two_models_that_propose_nothing_agree_about_nothing() -> None:
    assert agreement({1: set(), 2: set()}, {1: set(), 2: set()}, n_codes=3).kappa is None


@pytest.mark.parametrize(
    ("kappas", "state"),
    [
        ([], State.UNKNOWN),
        ([0.995], State.UNKNOWN),  # two models say nothing yet
        ([0.995, 0.992], State.ENOUGH),
        ([0.995, 0.9], State.GO_ON),
        ([0.989], State.GO_ON),
        ([0.995, 0.992, 0.5], State.ENOUGH),  # long ago
        ([None, 0.992], State.UNKNOWN),
    ],
)
def test_three_models_must_say_the_same(kappas: list[float | None], state: State) -> None:
    assert Steady([Agreement(kappa, 0.0, 100) for kappa in kappas]).state is state


def test_theme_intervals_by_hand() -> None:
    labels = [{"a"}] * 30 + [set()] * 70
    [large] = theme_intervals([Stratum(labels, 1_000_000_000)], ["a"])
    # R: prop.test(30, 100, correct = FALSE)$conf.int
    assert (large.low, large.high) == (pytest.approx(0.2189489, abs=1e-6), pytest.approx(0.3958485, abs=1e-6))
    [small] = theme_intervals([Stratum(labels, 201)], ["a"])
    # worth 100 · 200 / 101 = 198.0198 texts; Wilson by hand with p = .3
    z2 = 1.959963984540054**2
    n = 100 * 200 / 101
    middle = (0.3 + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (0.3 * 0.7 / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    assert (small.low, small.high) == (pytest.approx(middle - half), pytest.approx(middle + half))
    assert small.half_width < large.half_width
    [all_] = theme_intervals([Stratum(labels, 100)], ["a"])
    assert (all_.low, all_.high) == (0.3, 0.3)
    [nothing] = theme_intervals([Stratum([], 100)], ["a"])
    assert (nothing.low, nothing.high) == (0.0, 1.0)


def test_parts_of_which_different_shares_were_read_count_for_the_texts_they_have() -> None:
    many, few = [{"a"}] * 4 + [set()] * 6, [{"a"}] * 12 + [set()] * 8
    [found] = theme_intervals([Stratum(many, 100), Stratum(few, 25), Stratum([], 9)], ["a"])
    # by hand: 0.8 · 4/10 + 0.2 · 12/20 = 0.44; worth 1 / (0.64 · 90/990 + 0.04 · 5/480) = 17.0647
    assert (found.hits, found.share) == (16, pytest.approx(0.44))
    z2, n = 1.959963984540054**2, 1 / (0.64 * 90 / 990 + 0.04 * 5 / 480)
    half = (z2 * (0.44 * 0.56 / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    assert found.half_width == pytest.approx(half)


def test_how_often_the_interval_holds_the_truth() -> None:
    draw = random.Random(5)
    population = [{"a"} if number < 60 else set() for number in range(400)]
    held = 0
    for _time in range(400):
        [found] = theme_intervals([Stratum(draw.sample(population, 120), 400)], ["a"])
        held += found.low <= 60 / 400 <= found.high
    assert 0.92 <= held / 400 <= 0.985


def test_the_sample_is_large_enough_or_says_how_many_more() -> None:
    labels = [{"a"}] * 20 + [{"b"}] * 4 + [set()] * 16
    themes = theme_intervals([Stratum(labels, 500)], ["a", "b"])
    sign = Narrow(themes, 40, 500, wanted=0.05)
    assert sign.state is State.GO_ON
    assert sign.widest is not None
    assert sign.widest.code == "a"  # half of the texts: the least sure
    half = sign.n_needed // 2
    grown = theme_intervals(
        [Stratum([{"a"}] * half + [set()] * (sign.n_needed - half), 500)],
        ["a"],
    )
    assert grown[0].half_width == pytest.approx(0.05, abs=0.001)
    assert Narrow(grown, sign.n_needed, 500, wanted=0.0505).state is State.ENOUGH
    assert Narrow([], 0, 500, wanted=0.05).state is State.UNKNOWN
    assert Narrow([], 0, 500, wanted=0.05).n_needed == pytest.approx(217, abs=2)  # 384 / (1 + 383/500)


def test_codes_first_given_in_the_last_hundred() -> None:
    early = [{"a"}, {"b"}, set()] * 40
    assert saturation(early).state is State.ENOUGH
    found = saturation([*early, {"a", "d"}, {"c"}, {"d"}])
    assert (found.state, found.new) == (State.GO_ON, ["d", "c"])
    assert saturation([*early, {"c"}, *[{"a"}] * 100]).state is State.ENOUGH
    assert saturation([{"a"}] * 100).state is State.UNKNOWN  # nothing before the last hundred
    assert saturation([]).state is State.UNKNOWN


_STEADY = {
    State.ENOUGH: Steady([Agreement(1.0, 0, 9)] * 2),
    State.GO_ON: Steady([Agreement(0.5, 0.4, 9)]),
    State.UNKNOWN: Steady([]),
}
_SATURATED = {
    State.ENOUGH: Saturated(300, []),
    State.GO_ON: Saturated(300, ["a"]),
    State.UNKNOWN: Saturated(20, []),
}


def _narrow(state: State) -> Narrow:
    themes = theme_intervals([Stratum([{"a"}] * 10 + [set()] * 10, 1000)], ["a"])
    wanted = {State.ENOUGH: 0.4, State.GO_ON: 0.01, State.UNKNOWN: 0.05}[state]
    return Narrow([] if state is State.UNKNOWN else themes, 0 if state is State.UNKNOWN else 20, 1000, wanted)


@pytest.mark.parametrize("steady", list(State))
@pytest.mark.parametrize("narrow", list(State))
@pytest.mark.parametrize("saturated", list(State))
def test_the_advice_says_no_more_than_the_signs(steady: State, narrow: State, saturated: State) -> None:
    advice = Advice(_STEADY[steady], _narrow(narrow), _SATURATED[saturated], n_unread=5)
    states = {steady, narrow, saturated}
    if State.GO_ON in states:
        assert advice.state is State.GO_ON
    else:
        assert (advice.state is State.ENOUGH) == (states == {State.ENOUGH})
