"""Groups to split by, on values chosen by hand."""

import numpy as np
import pandas as pd
import pytest

from coding.codebook import Code, CodebookContent, Dimension
from coding.tables.groups import class_labels, number_groups, split_by_dimension, split_by_variable

SEGMENTS = pd.DataFrame({"segment_id": [1, 2, 3, 4], "respondent": ["a", "b", "c", "d"]})


def groups_of(memberships: pd.DataFrame) -> dict[int, str]:
    return dict(zip(memberships["segment_id"], memberships["group"], strict=True))


def test_classes_of_a_number_are_named_as_people_say_them() -> None:
    assert class_labels([20000, 50000, 100000]) == [
        "minder dan 20.000",
        "20.000 tot 50.000",
        "50.000 tot 100.000",
        "100.000 of meer",
    ]
    assert class_labels([2.5]) == ["minder dan 2,5", "2,5 of meer"]


def test_a_value_on_the_bound_is_in_the_upper_class() -> None:
    groups, order = number_groups(pd.Series({"a": 19999.0, "b": 20000.0, "c": np.nan}), [20000.0])
    assert groups["a"] == "minder dan 20.000"
    assert groups["b"] == "20.000 of meer"
    assert pd.isna(groups["c"])
    assert order == ["minder dan 20.000", "20.000 of meer"]


def test_few_different_numbers_stay_themselves_and_many_make_three_classes() -> None:
    groups, order = number_groups(pd.Series([2015.0, 2014.0, 2015.0]), [])
    assert (groups[0], order) == ("2015", ["2014", "2015"])
    groups, order = number_groups(pd.Series(range(10, 100, 10), dtype=float), [])
    assert len(order) == 3
    assert list(groups.value_counts()) == [3, 3, 3]


def test_categories_keep_their_order_and_only_those_that_occur() -> None:
    values = pd.Series({"a": "veel", "b": "weinig", "c": "veel", "d": "raar"})
    split = split_by_variable(
        SEGMENTS, values, label="Hoeveel", kind="category", levels=["weinig", "matig", "veel"]
    )
    assert split.groups == ("weinig", "veel", "raar")
    assert split.unknown is None
    assert groups_of(split.memberships) == {1: "veel", 2: "weinig", 3: "veel", 4: "raar"}


@pytest.mark.parametrize(
    "values", [{"a": "ja", "b": "ja", "c": "nee"}, {"a": "ja", "b": "ja", "c": "nee", "d": None}]
)
def test_a_missing_value_is_a_column_of_its_own(values: dict[str, str | None]) -> None:
    split = split_by_variable(SEGMENTS, pd.Series(values), label="G32", kind="category", levels=["ja", "nee"])
    assert split.groups == ("ja", "nee", "onbekend")
    assert groups_of(split.memberships)[4] == "onbekend"


def test_numbers_as_text_are_numbers() -> None:
    split = split_by_variable(
        SEGMENTS,
        pd.Series({"a": 8000.0, "b": 30000.0, "c": 60000.0, "d": 70000.0}),
        label="Inwoners",
        kind="number",
        levels=[50000, 20000],
    )
    assert split.groups == ("minder dan 20.000", "20.000 tot 50.000", "50.000 of meer")
    assert groups_of(split.memberships)[4] == "50.000 of meer"


def book() -> CodebookContent:
    def code(code_id: str, dimension: str) -> Code:
        return Code(code_id, code_id.upper(), "d", "i", "e", ("a", "b"), ("k",), dimension=dimension)

    return CodebookContent(
        "boek",
        "Boek",
        "d",
        "s",
        (code("geld", "thema"), code("ervaring", "soort"), code("les", "soort"), code("plan", "soort")),
        (Dimension("soort", "Soort"),),
    )


def test_a_passage_of_two_kinds_is_in_both_and_one_without_is_unknown() -> None:
    judged = pd.DataFrame(
        [(1, "geld"), (1, "les"), (1, "ervaring"), (2, "geld"), (3, None), (4, "les")],
        columns=["segment_id", "code"],
    )
    split = split_by_dimension(judged, book(), by="soort", dimension="thema")
    assert split.label == "Soort"
    assert split.groups == ("ERVARING", "LES", "onbekend")
    pairs = set(zip(split.memberships["segment_id"], split.memberships["group"], strict=True))
    assert pairs == {(1, "LES"), (1, "ERVARING"), (2, "onbekend"), (4, "LES")}
