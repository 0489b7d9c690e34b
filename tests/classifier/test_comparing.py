from datetime import UTC, datetime
from typing import Any

import pytest

from coding.classifier.comparing import compare
from coding.classifier.registry_text import format_comparison
from coding.classifier.snapshot import LearnedText, Snapshot
from coding.classifier.summary import ModelSummary


def _model(number: int, per_code: list[dict[str, Any]], **settings: Any) -> ModelSummary:
    metrics = {"micro_f1": number / 10, "macro_f1": 0.1, "per_code": per_code}
    return ModelSummary(number, datetime.now(UTC), "nl", 5, metrics, {"seed": 1, "n_coded": 5, **settings})


def _code(code: str, n: int, f1: float | None) -> dict[str, Any]:
    return {"code": code, "label": code.upper(), "n": n, "precision": f1, "recall": f1, "f1": f1}


FIRST = _model(1, [_code("a", 9, 0.5), _code("b", 3, None), _code("gone", 2, 0.1)], versions={"numpy": "2.0"})
SECOND = _model(
    2, [_code("a", 10, 0.75), _code("b", 20, 0.4), _code("new", 1, 0.3)], versions={"numpy": "2.1"}
)


def test_codes_of_either_side_with_what_each_gained() -> None:
    found = compare(FIRST, SECOND, snapshots=(None, None))
    assert [(row.code, row.n, row.gain) for row in found.per_code] == [
        ("b", (3, 20), None),  # not learned before
        ("a", (9, 10), 0.25),
        ("new", (None, 1), None),
        ("gone", (2, None), None),
    ]
    assert found.texts is None


def test_only_what_differs_in_the_recipe() -> None:
    assert compare(FIRST, SECOND, snapshots=(None, None)).recipe == [("versions.numpy", "2.0", "2.1")]
    other = _model(3, [], seed=4, vectors="x", n_coded=99, snapshot_sha256="f")
    assert compare(_model(2, []), other, snapshots=(None, None)).recipe == [
        ("seed", "1", "4"),
        ("vectors", "", "x"),
    ]


@pytest.mark.parametrize(("n", "expected"), [(0, "precies dezelfde teksten"), (1, "1 tekst kwam erbij")])
def test_in_words(n: int, expected: str) -> None:
    before = Snapshot.of([LearnedText(1, ("a",), "single", 1)])
    after = Snapshot.of([*before.texts, *[LearnedText(2 + place, (), "single", 2) for place in range(n)]])
    text = format_comparison(compare(FIRST, SECOND, snapshots=(before, after)), {})
    assert expected in text
    assert "numpy: 2.0 → 2.1" in text
    row = next(line for line in text.splitlines() if line.startswith("A "))
    assert row.split() == ["A", "9", "10", "0,50", "0,75", "+0,25"]


def test_codes_that_changed_are_named_with_their_text() -> None:
    before = Snapshot.of([LearnedText(7, ("a",), "single", 1)])
    after = Snapshot.of([LearnedText(7, (), "adjudicated", 1)])
    text = format_comparison(compare(FIRST, SECOND, snapshots=(before, after)), {7: "de bus kwam niet"})
    assert "7  de bus kwam niet: a → geen code" in text
