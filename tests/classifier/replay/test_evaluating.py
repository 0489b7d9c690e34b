import csv
import io

import pytest
from sklearn.metrics import f1_score
from tests.classifier.replay.builders import learnable

from coding.classifier.model import label_matrix
from coding.classifier.replay import (
    CodedTable,
    Evaluation,
    Reading,
    evaluate,
    evaluation_csv,
    format_evaluation,
)


def others(n: int, seed: int) -> CodedTable:
    """Texts of other respondents."""
    table = learnable(n, seed=seed)
    groups = [f"ander {who}" for who in table.groups]
    return CodedTable("b", table.texts, table.label_sets, groups, table.contexts)


@pytest.fixture(scope="module")
def found() -> Evaluation:
    return evaluate(learnable(80, seed=1), others(60, seed=2), reading=Reading.PLAIN)


def test_what_stands_in_both_tables_is_not_judged() -> None:
    known, apart = learnable(80, seed=1), others(60, seed=2)
    both = CodedTable(
        "b",
        apart.texts + known.texts[:5],
        apart.label_sets + known.label_sets[:5],
        apart.groups + ["x"] * 5,
        apart.contexts + [""] * 5,
    )
    plain, again = (evaluate(known, table, reading=Reading.PLAIN) for table in (apart, both))
    assert again.n_left_out - plain.n_left_out == 5
    assert again.n_test == plain.n_test


def test_it_learns(found: Evaluation) -> None:
    assert found.figures["micro_f1"] > 0.85
    assert {row["code"] for row in found.quality["per_code"]} == {"vertraging", "prijs", "netheid"}


def test_the_table_per_code_is_that_of_the_decisions() -> None:
    known, apart = learnable(80, seed=1), others(60, seed=2)
    result = evaluate(known, apart, reading=Reading.PLAIN)
    labels = label_matrix(apart.label_sets, ["prijs"])
    row = next(row for row in result.quality["per_code"] if row["code"] == "prijs")
    assert row["n"] == labels.sum()
    f1 = 2 * row["precision"] * row["recall"] / (row["precision"] + row["recall"])
    assert row["f1"] == pytest.approx(f1)
    assert f1_score([1, 1, 0], [1, 0, 0]) == pytest.approx(2 / 3)  # the same formula by other hands


def test_as_text_and_as_csv(found: Evaluation) -> None:
    shown = format_evaluation(found)
    assert "F1 samen" in shown
    assert "vertraging" in shown
    rows = list(csv.reader(io.StringIO(evaluation_csv(found))))
    assert rows[0] == ["code", "label", "n", "precision", "recall", "f1"]
    assert float(next(row for row in rows if row[0] == "micro_f1")[5]) == pytest.approx(
        found.figures["micro_f1"], abs=1e-4
    )
