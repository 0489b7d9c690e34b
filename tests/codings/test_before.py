"""How coders stood before anything was decided together."""

from datetime import UTC, datetime, timedelta

from coding.codings.before import Event, Stand, replay

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def event(
    minute: int, action: str, code: str | None = None, *, origin: str = "hand", segment: int = 1
) -> Event:
    return Event(segment, 5, "Ann", action, code, origin, START + timedelta(minutes=minute))


def test_what_came_after_the_decision_does_not_count() -> None:
    events = [event(0, "add", "a"), event(1, "read"), event(9, "remove", "a"), event(9, "add", "b")]
    until = {1: START + timedelta(minutes=5)}
    assert replay(events, until) == {(1, 5, "Ann"): Stand(read=True, codes={"a": "hand"})}
    assert replay(events, {}) == {(1, 5, "Ann"): Stand(read=True, codes={"b": "hand"})}


def test_first_read_after_the_decision_is_not_read() -> None:
    assert replay([event(9, "add", "a"), event(9, "read")], {1: START}) == {}


def test_a_change_of_the_codebook_always_counts() -> None:
    events = [
        event(0, "add", "old"),
        event(1, "read"),
        event(9, "remove", "old", origin="codebook"),
        event(9, "add", "new", origin="codebook"),
    ]
    assert replay(events, {1: START + timedelta(minutes=5)})[1, 5, "Ann"].codes == {"new": "codebook"}


def test_a_code_that_comes_back_by_an_undo_keeps_its_origin() -> None:
    events = [
        event(0, "add", "a", origin="suggestion"),
        event(1, "remove", "a"),
        event(2, "add", "a", origin="undo"),
    ]
    assert replay(events, {})[1, 5, "Ann"].codes == {"a": "suggestion"}


def test_reopened_is_not_read_and_other_actions_change_nothing() -> None:
    events = [event(0, "read"), event(1, "memo"), event(2, "flag"), event(3, "mark", "a"), event(4, "reopen")]
    assert replay(events, {}) == {(1, 5, "Ann"): Stand(read=False, codes={})}
