"""What happened to codings between two moments, from events written out by hand."""

import pandas as pd

from coding.recipes.coding_changes import CodingChanges, coding_changes

COLUMNS = ["segment_id", "coder_id", "action", "code_id", "origin"]


def changes(rows: list[tuple[int, int, str, int | None, str]], *, since: int) -> CodingChanges:
    events = pd.DataFrame(rows, columns=COLUMNS)
    return coding_changes(events.assign(id=range(1, len(rows) + 1)), since=since)


BEFORE = [
    (1, 1, "add", 7, "hand"),
    (1, 1, "read", None, "hand"),
    (2, 1, "add", 7, "hand"),
    (2, 1, "read", None, "hand"),
    (3, 1, "read", None, "hand"),
]


def test_nothing_since() -> None:
    assert changes(BEFORE, since=5) == CodingChanges(0, 0, 0, 0, 0)


def test_each_kind_of_change() -> None:
    rows = [
        *BEFORE,
        (1, 1, "remove", 7, "hand"),  # recoded
        (1, 1, "add", 8, "hand"),
        (2, 1, "remove", 7, "codebook"),  # carried over
        (2, 1, "add", 9, "codebook"),
        (3, 1, "reopen", None, "hand"),  # reopened
        (1, 2, "add", 7, "hand"),  # a second reader: no recoding
        (1, 2, "read", None, "hand"),
        (4, 2, "add", 7, "suggestion"),  # newly read: no recoding either
        (4, 2, "read", None, "suggestion"),
        (5, 1, "read", None, "hand"),
        (5, 2, "read", None, "hand"),  # newly read by two is one text
    ]
    assert changes(rows, since=5) == CodingChanges(
        newly_read=2, read_again=1, recoded=1, carried_over=1, reopened=1
    )


def test_what_was_taken_back_does_not_count() -> None:
    rows = [
        *BEFORE,
        (1, 1, "remove", 7, "hand"),
        (1, 1, "add", 7, "undo"),
        (3, 1, "reopen", None, "hand"),
        (3, 1, "read", None, "undo"),
        (6, 1, "read", None, "hand"),
        (6, 1, "reopen", None, "undo"),
    ]
    assert changes(rows, since=5) == CodingChanges(0, 0, 0, 0, 0)


def test_changed_by_hand_after_the_codebook_did_counts_as_recoded() -> None:
    rows = [*BEFORE, (1, 1, "remove", 7, "codebook"), (1, 1, "add", 9, "codebook"), (1, 1, "add", 8, "hand")]
    found = changes(rows, since=5)
    assert (found.recoded, found.carried_over) == (1, 0)
