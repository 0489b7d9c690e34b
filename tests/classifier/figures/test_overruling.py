from coding.classifier.figures.overruling import Seen, overruling


def test_by_hand() -> None:
    seen = [
        Seen({"a": 0.9, "b": 0.3}, frozenset({"a"}), frozenset({"a"})),  # taken over
        Seen({"a": 0.7}, frozenset({"a"})),  # given by hand, as proposed
        Seen({"a": 0.6, "b": 0.5}, frozenset({"b"})),  # a overruled, b kept
        Seen({"a": 0.2, "b": 0.6}, frozenset({"a", "c"})),  # a missed, b overruled, c not shown at all
        Seen({"a": 0.8}, frozenset()),  # read, and no code applies
    ]
    found = overruling(seen)
    assert found["a"] == {"proposed": 4, "kept": 2, "taken": 1, "overruled": 2, "missed": 1}
    assert found["b"] == {"proposed": 2, "kept": 1, "taken": 0, "overruled": 1, "missed": 0}
    assert found["c"] == {"proposed": 0, "kept": 0, "taken": 0, "overruled": 0, "missed": 1}


def test_fifty_is_what_one_reads() -> None:
    # 49.5% is drawn as 50%, and filled
    assert overruling([Seen({"a": 0.495}, frozenset())])["a"]["overruled"] == 1
    assert overruling([Seen({"a": 0.494}, frozenset({"a"}))])["a"] == {
        "proposed": 0,
        "kept": 0,
        "taken": 0,
        "overruled": 0,
        "missed": 1,
    }
