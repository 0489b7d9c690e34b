"""How much of a respondent's background may be shown; counted by hand in the table below."""

import pandas as pd
import pytest

from coding.quotes.background import Background, shared_background

TABLE = pd.DataFrame(
    [
        ("a", "ja", "groot", "A1"),
        ("b", "ja", "groot", "A1"),
        ("c", "ja", "groot", "B"),
        ("d", "nee", "klein", "A1"),
        ("e", "nee", "klein", "A1"),
        ("f", "nee", "klein", None),
        ("g", "nee", "groot", "A1"),
    ],
    columns=["who", "g32", "size", "model"],
).set_index("who")


def test_every_variable_that_enough_share_is_shown() -> None:
    found = shared_background(TABLE, "a", ["g32", "size", "model"], fewest=2)
    assert found == Background((("g32", "ja"), ("size", "groot"), ("model", "A1")), 2, ())


@pytest.mark.parametrize(
    ("order", "shown", "n", "left_out"),
    [
        (["g32", "size", "model"], ["g32", "size"], 3, ("model",)),  # a, b, c
        (["model", "g32", "size"], ["model", "size"], 3, ("g32",)),  # a, b, g
    ],
)
def test_what_matters_most_comes_first(
    order: list[str], shown: list[str], n: int, left_out: tuple[str, ...]
) -> None:
    found = shared_background(TABLE, "a", order, fewest=3)
    assert [key for key, _value in found.values] == shown
    assert (found.n_sharing, found.left_out) == (n, left_out)


def test_a_variable_that_points_at_one_is_left_out_however_the_rest() -> None:
    found = shared_background(TABLE, "g", ["g32", "size", "model"], fewest=2)  # large and not G32: g alone
    assert found == Background((("g32", "nee"), ("model", "A1")), 3, ("size",))


def test_an_unknown_value_is_not_shown_and_not_shared() -> None:
    assert shared_background(TABLE, "f", ["model"], fewest=2) == Background((), 7, ())


def test_whatever_is_shown_is_shared_by_enough() -> None:
    for fewest in range(1, 9):
        for who in TABLE.index:
            found = shared_background(TABLE, who, ["size", "model", "g32"], fewest=fewest)
            same = TABLE
            for key, value in found.values:
                same = same[same[key] == value]
            assert len(same) == found.n_sharing
            assert found.n_sharing >= min(fewest, len(TABLE))
            assert who in same.index
