"""Two runs side by side; the figures are made up here."""

from typing import Any

import pandas as pd

from coding.recipes.comparing import compare


def result(
    rows: list[tuple[str, str, int, float | None]], groups: tuple[tuple[str, str, int, int], ...] = ()
) -> Any:
    return {
        "rows": [dict(zip(("code", "label", "n", "percent"), row, strict=True)) for row in rows],
        "groups": [dict(zip(("code", "group", "n", "percent"), row, strict=True)) for row in groups],
    }


def test_rows_that_changed_came_and_went() -> None:
    before = result([("druk", "Werkdruk", 10, 50), ("geld", "Geld", 4, 20), ("oud", "Oud", 1, 5)])
    after = result([("geld", "Geld", 12, 30), ("druk", "Hoge werkdruk", 10, 25), ("nieuw", "Nieuw", 2, 5)])
    found = compare(before, after)
    assert found[["code", "label", "kind"]].to_numpy().tolist() == [
        ["geld", "Geld", "changed"],
        ["druk", "Hoge werkdruk", "changed"],  # as many, of more
        ["nieuw", "Nieuw", "new"],
        ["oud", "Oud", "gone"],
    ]
    assert found["difference_n"].tolist()[:2] == [8, 0]
    assert found["difference_percent"].tolist()[:2] == [10, -25]
    assert found.loc[2:, ["difference_n", "difference_percent"]].isna().all(axis=None)


def test_the_same_figures_are_the_same() -> None:
    both = result([("druk", "Werkdruk", 10, 50), ("", "Geen code", 0, None)], (("druk", "G32", 3, 30),))
    found = compare(both, both)
    assert set(found["kind"]) == {"same"}
    assert found["group"].tolist() == [None, None, "G32"]


def test_a_column_that_was_not_there_is_new_and_a_percentage_that_appears_is_a_change() -> None:
    before = result([("druk", "Werkdruk", 2, 40)], (("druk", "G32", 1, 10),))
    before["groups"][0]["percent"] = None  # too few for a percentage
    after = result([("druk", "Werkdruk", 2, 40)], (("druk", "G32", 1, 10), ("druk", "overige", 1, 25)))
    found = compare(before, after).set_index(found_key(compare(before, after)))
    assert found.loc["druk/", "kind"] == "same"
    assert found.loc["druk/G32", "kind"] == "changed"
    assert found.loc["druk/overige", "kind"] == "new"


def found_key(frame: pd.DataFrame) -> pd.Series:
    return frame["code"] + "/" + frame["group"].map(lambda group: group or "")
