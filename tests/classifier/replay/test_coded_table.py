"""Any table of coded texts, in the terms of a codebook, or without its rare codes."""

import pytest
from tests.builders import codebook

from coding.classifier.replay import CodedColumns, coded_table
from coding.classifier.replay.coded_table import CodedTable, some_of
from coding.corpus import read_table
from coding.errors import InputError


def table(*labels: str) -> CodedTable:
    rows = "".join(f"tekst {number},{cell}\n" for number, cell in enumerate(labels))
    return coded_table(
        read_table(f"text,labels\n{rows}".encode(), name="a.csv"), CodedColumns("text", "labels")
    )


def test_codes_are_known_by_identifier_and_by_label_in_any_case() -> None:
    found = table("Te duur", "DUUR|laat", "", "onbekend", "onbekend|te laat").in_terms_of(codebook().live)
    assert found.label_sets == [{"duur"}, {"duur", "laat"}, set(), {"laat"}]
    assert found.texts == ["tekst 0", "tekst 1", "tekst 2", "tekst 4"]  # 3: nobody said that no code applies


def test_a_table_with_other_codes_altogether_is_refused() -> None:
    with pytest.raises(InputError, match="geen van de codes staat in het codeboek: fiets, trein"):
        table("fiets", "trein").in_terms_of(codebook().live)


def test_a_table_without_frequent_codes_is_refused() -> None:
    assert table("a", "a", "b").with_frequent(2).label_sets == [{"a"}, {"a"}]
    with pytest.raises(InputError, match="geen enkele code heeft 3 teksten"):
        table("a", "a", "b").with_frequent(3)


def test_of_many_codes_a_few_are_named() -> None:
    assert some_of(list("abcde")) == "a, b, c, d, e"
    assert some_of(list("abcdefg")) == "a, b, c, d, e en nog 2"
