"""One coding per segment out of several: by value, on frames."""

import pandas as pd

from coding.codings.combining import combine, splits
from coding.codings.decisions import STANDING_COLUMNS

ANN, BEN, LEAD = (1, "Ann", "coder"), (2, "Ben", "coder"), (3, "Zora", "lead")


def reading(*rows: tuple[int, tuple[int, str, str], int]) -> pd.DataFrame:
    return pd.DataFrame(
        [(segment, number, name, role, moment) for segment, (number, name, role), moment in rows],
        columns=["segment_id", "coder_id", "coder", "role", "first_read_at"],
    )


def codes(*rows: tuple[int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["segment_id", "coder_id", "code"])


def decided(*rows: tuple[int, str, str]) -> pd.DataFrame:
    full = [
        (n, segment, code, decision, "", "Dirk", None, True)
        for n, (segment, code, decision) in enumerate(rows)
    ]
    return pd.DataFrame(full, columns=STANDING_COLUMNS)


def combined(read: pd.DataFrame, given: pd.DataFrame, together: pd.DataFrame) -> list[list[object]]:
    return combine(read, given, together).values.tolist()


def test_one_reader() -> None:
    read = reading((1, ANN, 5), (2, ANN, 6))
    assert combined(read, codes((1, 1, "a"), (1, 1, "b")), decided()) == [
        [1, "Ann", "a", "single"],
        [1, "Ann", "b", "single"],
        [2, "Ann", None, "single"],
    ]


def test_the_same_codes_by_all_readers_and_none_by_all_are_agreed() -> None:
    read = reading((1, BEN, 4), (1, ANN, 5), (2, ANN, 6), (2, BEN, 7))
    given = codes((1, 1, "a"), (1, 2, "a"))
    assert combined(read, given, decided()) == [[1, "Ben", "a", "agreed"], [2, "Ann", None, "agreed"]]


def test_where_readers_differ_the_lead_counts_then_who_read_first() -> None:
    read = reading((1, ANN, 1), (1, LEAD, 9), (2, BEN, 3), (2, ANN, 4))
    given = codes((1, 1, "a"), (1, 3, "b"), (2, 1, "a"))
    assert combined(read, given, decided()) == [
        [1, "Zora", "b", "unresolved"],
        [2, "Ben", None, "unresolved"],
    ]


def test_what_was_decided_counts_over_what_anybody_gave() -> None:
    read = reading((1, ANN, 1), (1, BEN, 2), (2, ANN, 1), (2, BEN, 2))
    given = codes((1, 1, "a"), (1, 1, "c"), (1, 2, "b"), (1, 2, "c"), (2, 1, "a"))
    together = decided((1, "a", "not"), (1, "b", "apply"), (2, "a", "not"))
    assert combined(read, given, together) == [
        [1, "Dirk", "c", "adjudicated"],
        [1, "Dirk", "b", "adjudicated"],
        [2, "Dirk", None, "adjudicated"],
    ]


def test_half_decided_or_to_discuss_is_unresolved_but_what_was_decided_holds() -> None:
    read = reading((1, ANN, 1), (1, BEN, 2))
    given = codes((1, 1, "a"), (1, 2, "b"))
    together = decided((1, "a", "not"), (1, "b", "discuss"))
    assert combined(read, given, together) == [[1, "Ann", None, "unresolved"]]


def test_a_decision_on_what_nobody_reads_any_more_brings_no_row() -> None:
    assert combined(reading((1, ANN, 1)), codes(), decided((9, "a", "apply"))) == [[1, "Ann", None, "single"]]


def test_nothing_read_gives_an_empty_frame() -> None:
    assert combine(reading(), codes(), decided()).columns.tolist() == ["segment_id", "coder", "code", "basis"]


def test_who_stands_where_leaves_out_what_is_not_read() -> None:
    read = reading((1, ANN, 1), (1, BEN, 2), (1, LEAD, 3))
    given = codes((1, 1, "a"), (1, 2, "a"), (1, 3, "b"), (2, 1, "a"))
    assert splits(read, given).values.tolist() == [[1, "a", 2, 3], [1, "b", 1, 3]]


def test_half_of_what_is_one_code_now_counts_only_where_readers_differ() -> None:
    half = decided((1, "a", "not"), (2, "a", "not")).assign(whole=False)
    read = reading((1, ANN, 5), (1, BEN, 6), (2, ANN, 7), (2, BEN, 8))
    given = codes((1, 1, "a"), (1, 2, "a"), (2, 1, "a"))
    found = combine(read, given, half)
    assert [tuple(row) for row in found[["segment_id", "code"]].to_numpy()] == [(1, "a"), (2, None)]
