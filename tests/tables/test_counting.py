"""Counting by value: every expected number below was counted by hand from the lists in this file."""

from dataclasses import replace

import pandas as pd
import pytest

from coding.codebook import Code, CodebookContent, Dimension
from coding.errors import CodingError
from coding.tables.counting import Counting, count_themes
from coding.tables.layout import NO_CODE, ranks
from coding.tables.statistics import percentage

# segment: codes; None = not read, [] = read and no code applies
ANSWERS: dict[int, list[str] | None] = {
    1: ["druk", "last"],
    2: ["druk"],
    3: ["beheersing"],
    4: ["druk", "beheersing", "geld"],
    5: ["geld"],
    6: ["geen"],
    7: ["geen"],
    8: [],
    9: ["last", "privacy"],
    10: None,
}


def make_code(code_id: str, **more: object) -> Code:
    plain: dict[str, object] = {
        "label": code_id.capitalize(),
        "definition": "d",
        "include": "i",
        "exclude": "e",
        "examples": ("a", "b"),
        "key_terms": ("k",),
    }
    return Code(id=code_id, **(plain | more))  # type: ignore[arg-type]


BOOK = CodebookContent(
    id="proef",
    title="Proef",
    description="d",
    source="s",
    codes=(
        make_code("privacy"),
        make_code("beheersing"),
        make_code("last", parent="beheersing"),
        make_code("wacht", parent="beheersing"),
        make_code("druk", parent="beheersing"),
        make_code("geld"),
        make_code("weet-niet", exclusive=True),
        make_code("geen", exclusive=True),
        make_code("wonen"),
        make_code("ervaring", dimension="soort"),
        make_code("les", dimension="soort"),
    ),
    dimensions=(Dimension("soort", "Soort"),),
)


def frames(answers: dict[int, list[str] | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    judged = [
        (segment, code) for segment, codes in answers.items() if codes is not None for code in codes or [None]
    ]
    return (
        pd.DataFrame(judged, columns=["segment_id", "code"]),
        pd.DataFrame({"segment_id": list(answers), "document_id": list(answers)}),
    )


def column(rows: pd.DataFrame, name: str) -> dict[str, object]:
    return {row["code"]: None if pd.isna(row[name]) else row[name] for _i, row in rows.iterrows()}


def test_counts_of_a_hand_counted_example() -> None:
    judged, answered = frames(ANSWERS)
    counts = count_themes(judged, BOOK, answered=answered)
    assert (counts.n_answered, counts.n_read) == (10, 9)
    assert column(counts.rows, "n") == {
        "beheersing": 5,  # answers 1, 2, 3, 4, 9: once each, though 1 has two children and 4 also itself
        "druk": 3,
        "last": 2,
        "wacht": 0,
        "geld": 2,
        "privacy": 1,
        "wonen": 0,
        "geen": 2,
        "weet-niet": 0,
        NO_CODE: 1,
    }
    # of the 9 that were read: 5/9 = 55.6, 3/9 = 33.3, 2/9 = 22.2, 1/9 = 11.1
    assert column(counts.rows, "percent") == {
        "beheersing": 56,
        "druk": 33,
        "last": 22,
        "wacht": 0,
        "geld": 22,
        "privacy": 11,
        "wonen": 0,
        "geen": 22,
        "weet-niet": 0,
        NO_CODE: 11,
    }


def test_order_ranks_and_blocks() -> None:
    judged, answered = frames(ANSWERS)
    rows = count_themes(judged, BOOK, answered=answered).rows
    assert list(rows["code"]) == [
        "beheersing",
        "druk",
        "last",
        "wacht",
        "geld",
        "privacy",
        "wonen",
        "geen",
        "weet-niet",
        NO_CODE,
    ]
    assert column(rows, "rank") == {
        "beheersing": 1,
        "druk": 1,
        "last": 2,
        "wacht": None,
        "geld": 2,
        "privacy": 3,
        "wonen": None,
        "geen": None,
        "weet-niet": None,
        NO_CODE: None,
    }
    assert list(rows["level"]) == [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert list(rows["block"]) == ["theme"] * 7 + ["exclusive"] * 2 + ["none"]
    assert rows["parent"].tolist()[:3] == [None, "beheersing", "beheersing"]


def test_ties_share_a_rank_and_keep_the_order_of_the_codebook() -> None:
    judged, answered = frames({1: ["geld"], 2: ["wonen"], 3: ["privacy"], 4: ["privacy"]})
    rows = count_themes(judged, BOOK, answered=answered).rows.head(3)
    assert list(rows["code"]) == ["privacy", "geld", "wonen"]
    assert list(rows["rank"]) == [1, 2, 2]
    assert ranks([3, 7, 7, 1]) == [3, 1, 1, 4]


@pytest.mark.parametrize(
    ("n", "base", "expected"),
    # 29/200 = 14.5 and 1/8 = 12.5 go up; 57/200 = 28.5 is 28.499999999999996 in floating point
    [(29, 200, 15), (1, 8, 13), (57, 200, 29), (1, 3, 33), (2, 3, 67), (32, 176, 18), (5, 5, 100), (0, 9, 0)],
)
def test_whole_percentages_round_halves_up_on_the_exact_fraction(n: int, base: int, expected: int) -> None:
    assert percentage(n, base) == expected


def test_nothing_read_gives_no_percentages_and_no_error() -> None:
    judged, answered = frames({1: None, 2: None})
    counts = count_themes(judged, BOOK, answered=answered)
    assert (counts.n_answered, counts.n_read) == (2, 0)
    assert counts.rows["percent"].isna().all()
    assert counts.rows["n"].sum() == 0
    assert NO_CODE not in set(counts.rows["code"])


def test_no_answers_at_all() -> None:
    judged, answered = frames({})
    counts = count_themes(judged, BOOK, answered=answered)
    assert (counts.n_answered, counts.n_read, len(counts.rows)) == (0, 0, 9)


def test_a_code_outside_the_codebook_is_an_error_not_a_silent_loss() -> None:
    judged, answered = frames({1: ["geld"], 2: ["onzin"]})
    with pytest.raises(CodingError, match="onzin"):
        count_themes(judged, BOOK, answered=answered)


def test_an_exclusive_code_beside_another_is_noticed() -> None:
    judged, answered = frames({1: ["geen", "geld"], 2: ["geen", "weet-niet"], 3: ["geen"], 4: ["geld"]})
    assert count_themes(judged, BOOK, answered=answered).n_contradicting == 2


def test_groups_have_their_own_base() -> None:
    judged, answered = frames(ANSWERS)
    memberships = pd.DataFrame(
        {
            "segment_id": range(1, 11),
            "group": ["ja", "ja", "ja", "ja", "nee", "nee", "nee", "nee", "nee", "nee"],
        }
    )
    counts = count_themes(
        judged,
        BOOK,
        answered=answered,
        memberships=memberships,
        groups=["nee", "ja"],
        how=Counting(minimum_base=5),
    )
    assert counts.group_bases[["group", "n_answered", "n_read"]].to_numpy().tolist() == [
        ["nee", 6, 5],
        ["ja", 4, 4],
    ]
    cell = counts.groups.set_index(["code", "group"])
    assert cell.loc[("beheersing", "nee"), "n"] == 1
    assert cell.loc[("beheersing", "nee"), "percent"] == 20
    assert cell.loc[("beheersing", "ja"), "n"] == 4
    assert pd.isna(cell.loc[("beheersing", "ja"), "percent"])  # 4 answers: too few for a percentage
    assert cell.loc[(NO_CODE, "nee"), "n"] == 1
    assert cell.loc[("geen", "nee"), "percent"] == 40
    assert len(cell) == 2 * len(counts.rows)


def test_reports_count_passages_and_reports() -> None:
    # three reports; area "geld" in two passages of report 1 and one of report 2
    judged = pd.DataFrame(
        [
            (1, "geld"),
            (1, "les"),
            (2, "geld"),
            (2, "ervaring"),
            (3, None),
            (4, "geld"),
            (5, "druk"),
            (5, "les"),
        ],
        columns=["segment_id", "code"],
    )
    answered = pd.DataFrame({"segment_id": range(1, 8), "document_id": [1, 1, 1, 2, 2, 3, 3]})
    counts = count_themes(judged, BOOK, answered=answered, how=Counting(per_passage=True))
    assert (counts.n_answered, counts.n_read) == (7, 5)
    assert (counts.n_documents, counts.n_documents_read) == (3, 2)
    row = counts.rows.set_index("code").loc["geld"]
    assert (row["n"], row["percent"], row["n_documents"], row["percent_documents"]) == (3, 60, 2, 100)
    row = counts.rows.set_index("code").loc["beheersing"]
    assert (row["n"], row["n_documents"], row["percent_documents"]) == (1, 1, 50)
    assert "les" not in set(counts.rows["code"])  # another dimension is another table
    kinds = count_themes(
        judged, BOOK, answered=answered, how=Counting(per_passage=True, dimension="soort")
    ).rows
    assert column(kinds, "n") == {"les": 2, "ervaring": 1, NO_CODE: 2}


def test_a_retired_code_is_in_the_table_only_where_something_was_coded_with_it() -> None:
    codes = tuple(replace(code, retired=code.id in {"privacy", "wonen", "wacht"}) for code in BOOK.codes)
    judged, answered = frames(ANSWERS)
    rows = count_themes(judged, replace(BOOK, codes=codes), answered=answered).rows.set_index("code")
    assert rows.loc["privacy", ["label", "n"]].tolist() == ["Privacy (vervallen)", 1]
    assert {"wonen", "wacht"} & set(rows.index) == set()
    assert rows.loc["geld", "label"] == "Geld"
