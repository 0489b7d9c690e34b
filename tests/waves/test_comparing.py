"""Shares and changes over waves.

Expected intervals: statsmodels' ``confint_proportions_2indep(method="newcomb")`` on the counts named; the
published figures are those of municipal surveys of 2015 and 2017 (too little prevention: 38% of 234 and 59%
of 242).
"""

import pandas as pd
import pytest

from coding.tables.statistics import counted, published
from coding.waves.comparing import Figure, change_rows, panel_tables, share_rows, shared_respondents


def figure(row: str, wave: str, share: object, *, loose: bool = False) -> Figure:
    return Figure(row, row, row.title(), 0, wave, share, loose)  # type: ignore[arg-type]


def test_two_published_percentages_hold_for_every_count_that_fits_them() -> None:
    figures = [
        figure("preventie", "2015", published(38, 234), loose=True),
        figure("preventie", "2017", published(59, 242), loose=True),
    ]
    [change] = change_rows(figures, ["2015", "2017"], remarks={}).to_dict("records")
    assert change["difference"] == pytest.approx(0.21)
    # 88 to 90 of 234 and 142 or 143 of 242 fit: 142 against 90 below, 143 against 88 above
    assert change["low"] == pytest.approx(0.112609, abs=1e-6)
    assert change["high"] == pytest.approx(0.299445, abs=1e-6)
    # the difference itself lies between 142/242 - 90/234 and 143/242 - 88/234
    assert change["rounding"] == pytest.approx(0.21 - 0.202161, abs=1e-6)
    assert change["p"] == pytest.approx(1.0269e-05, rel=1e-3)


def test_only_successive_figures_of_a_row_are_compared_and_a_gap_is_stepped_over() -> None:
    figures = [
        figure("druk", "2019", counted(14, 20)),
        figure("druk", "2015", counted(3, 10)),
        figure("geld", "2015", counted(5, 10)),
        figure("geld", "2017", counted(4, 20)),
        figure("rust", "2017", counted(1, 20)),
    ]
    found = change_rows(figures, ["2015", "2017", "2019"], remarks={("geld", "2015", "2017"): "anders"})
    assert found[["row", "earlier", "later", "remark"]].to_numpy().tolist() == [
        ["druk", "2015", "2019", ""],
        ["geld", "2015", "2017", "anders"],
    ]
    assert found["low"].tolist() == pytest.approx([0.025978, -0.589181], abs=1e-6)
    assert found["high"].tolist() == pytest.approx([0.646620, 0.040656], abs=1e-6)


def test_holm_counts_the_rows_between_the_same_two_waves() -> None:
    figures = [
        figure(row, wave, counted(hits, 100))
        for row, hits in {"a": (10, 40), "b": (10, 22), "c": (10, 12)}.items()
        for wave, hits in zip(("1", "2"), hits, strict=True)
    ]
    found = change_rows(figures, ["1", "2"], remarks={})
    by_size = found.sort_values("p")
    first, second, third = by_size["p"]
    assert by_size["p_holm"].tolist() == pytest.approx([3 * first, max(3 * first, 2 * second), third])
    alone = change_rows(figures[:2], ["1", "2"], remarks={})
    assert alone["p_holm"].tolist() == alone["p"].tolist()


def test_the_interval_of_a_published_share_is_wider_than_of_the_same_count() -> None:
    found = share_rows([figure("x", "1", published(38, 234), loose=True), figure("x", "2", counted(89, 234))])
    assert found.loc[0, "low"] < found.loc[1, "low"]
    assert found.loc[0, "high"] > found.loc[1, "high"]
    assert pd.isna(found.loc[0, "n"])
    assert found.loc[1, "n"] == 89


def answers(given: dict[str, str]) -> pd.DataFrame:
    rows = [(name, code or None) for name, codes in given.items() for code in (codes.split() or [""])]
    return pd.DataFrame(rows, columns=["respondent", "code"], dtype=object)


def test_a_panel_counts_only_who_answered_both_times() -> None:
    both = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]
    # of the ten: druk both times A, B, C; only before D; only after E-I; never J
    earlier = answers(dict.fromkeys("abcd", "druk") | dict.fromkeys("efghij", "") | {"k": "druk geld"})
    later = answers(dict.fromkeys(both[:3] + both[4:9], "druk") | {"D": "geld", "J": "", "Z": "druk"})
    assert shared_respondents(earlier, later) == 10
    rows = [figure(row, wave, counted(1, 2)) for row in ("druk", "geld") for wave in ("2017", "2019")]
    shares, changes = panel_tables(earlier, later, rows, remarks={})
    assert shares[["row", "wave", "n", "base"]].to_numpy().tolist() == [
        ["druk", "2017", 4, 10],
        ["druk", "2019", 8, 10],
        ["geld", "2017", 0, 10],
        ["geld", "2019", 1, 10],
    ]
    assert changes["difference"].tolist() == pytest.approx([0.4, 0.1])
    assert changes["n_pairs"].tolist() == [10, 10]
    assert changes.loc[0, "p"] == pytest.approx(0.21875)  # McNemar exact of 1 against 5


def test_a_panel_of_nobody_is_empty() -> None:
    rows = [figure("druk", wave, counted(1, 2)) for wave in ("1", "2")]
    shares, changes = panel_tables(answers({"a": "druk"}), answers({"b": "druk"}), rows, remarks={})
    assert shares.empty
    assert changes.empty
