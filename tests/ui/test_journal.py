"""What a browser sends is read with distrust: nothing in it can fail or write what it should not."""

import random

import pytest

from coding.codings import MarkedSpan, Origin
from coding.ui.components.queue.journal import (
    MAX_ENTRIES,
    MAX_MEMO,
    Entry,
    Known,
    clean_text,
    parse_journal,
    problem,
)

CLIENT = "0123456789abcdef0123456789abcdef"


def _entry(**changes):
    return {
        "segment": 5,
        "codes": ["laat"],
        "read": True,
        "memo": "",
        "origins": {"laat": "suggestion"},
        "base": 2,
        "revision": 9,
        "model": 3,
        "queue": 4,
    } | changes


def _message(*entries, **changes):
    journals = [{"client": CLIENT, "question": "7", "entries": list(entries)}]
    return {"scope": "here", "seq": 12, "position": 3, "journals": journals} | changes


def _updates(raw):
    return [entry.update for entry in parse_journal(raw, scope="here").entries]


def test_a_sound_message_is_read_as_it_is():
    journal = parse_journal(_message(_entry()), scope="here")
    assert (journal.sequence, journal.position) == (12, 3)
    [entry] = journal.entries
    assert entry.question == "7"
    update = entry.update
    assert (update.segment_id, update.codes, update.read, update.memo) == (5, {"laat"}, True, "")
    assert update.origins == {"laat": Origin.SUGGESTION}
    assert (update.base_version, update.client, update.revision) == (2, CLIENT, 9)
    assert (update.model_id, update.queue_id) == (3, 4)


def test_whole_numbers_may_come_as_floats():
    [update] = _updates(_message(_entry(segment=5.0, revision=9.0, base=0.0)))
    assert (update.segment_id, update.revision, update.base_version) == (5, 9, 0)


@pytest.mark.parametrize(
    "raw", [None, 3, "tekst", [], {}, {"scope": "elsewhere"}, {"scope": None}, {"scope": ["here"]}]
)
def test_what_is_not_for_this_window_is_no_message(raw):
    assert parse_journal(raw, scope="here") is None


@pytest.mark.parametrize(
    "journals",
    [
        None,
        {},
        "x",
        [None],
        [[]],
        [{"client": CLIENT}],
        [{"client": CLIENT, "question": "7", "entries": {}}],
        [{"client": CLIENT, "question": 7, "entries": [_entry()]}],
        [{"client": "", "question": "7", "entries": [_entry()]}],
        [{"client": "short", "question": "7", "entries": [_entry()]}],
        [{"client": "with spaces and more", "question": "7", "entries": [_entry()]}],
        [{"client": "a" * 65, "question": "7", "entries": [_entry()]}],
        [{"client": 12345678, "question": "7", "entries": [_entry()]}],
    ],
)
def test_a_broken_journal_holds_no_entries(journals):
    assert parse_journal(_message(journals=journals), scope="here").entries == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"segment": 0},
        {"segment": -1},
        {"segment": "5"},
        {"segment": None},
        {"segment": True},
        {"segment": 5.5},
        {"segment": 2**31},
        {"segment": float("nan")},
        {"segment": float("inf")},
        {"revision": 0},
        {"revision": 2**31},
        {"revision": None},
        {"base": -1},
        {"base": "0"},
        {"read": 1},
        {"read": "true"},
        {"read": None},
        {"memo": None},
        {"memo": 5},
        {"codes": None},
        {"codes": "laat"},
        {"codes": [1]},
        {"codes": [None]},
        {"codes": [["laat"]]},
        {"codes": ["laat"] * 201},
        {"flagged": "true"},
        {"flagged": 1},
        {"marks": {}},
        {"marks": [None]},
        {"marks": [{"code": "laat"}]},
        {"marks": [{"code": 1, "start": 0, "end": 2}]},
        {"marks": [{"code": "laat", "start": -1, "end": 2}]},
        {"marks": [{"code": "laat", "start": 2, "end": 2}]},
        {"marks": [{"code": "laat", "start": 0, "end": 2.5}]},
        {"marks": [{"code": "laat", "start": 0, "end": 2}] * 501},
    ],
)
def test_an_entry_that_makes_no_sense_is_left_out_and_the_others_stay(changes):
    updates = _updates(_message(_entry(**changes), _entry(segment=6)))
    assert [update.segment_id for update in updates] == [6]


def test_flag_and_marks_are_read_and_an_older_browser_leaves_them_alone():
    marks = [{"code": "laat", "start": 0.0, "end": 4}, {"code": "duur", "start": 2, "end": 9}]
    [update] = _updates(_message(_entry(flagged=True, marks=marks)))
    assert update.flagged is True
    assert update.marks == {MarkedSpan("laat", 0, 4), MarkedSpan("duur", 2, 9)}
    [older] = _updates(_message(_entry()))
    assert (older.flagged, older.marks) == (None, None)


@pytest.mark.parametrize("entry", [None, 3, "x", [], {}])
def test_an_entry_must_be_a_mapping(entry):
    assert _updates(_message(entry)) == []


def test_only_origins_that_a_person_at_a_browser_can_have():
    origins = {"a": "hand", "b": "undo", "c": "bulk", "d": "import", "e": 5, "f": None}
    [update] = _updates(_message(_entry(origins=origins)))
    assert update.origins == {"a": Origin.HAND, "b": Origin.UNDO}
    [update] = _updates(_message(_entry(origins="hand")))
    assert update.origins == {}


def test_model_and_queue_may_be_missing_or_nonsense():
    [update] = _updates(_message(_entry(model=None, queue="x")))
    assert (update.model_id, update.queue_id) == (None, None)


def test_memo_is_made_fit_for_every_database_and_bounded():
    [update] = _updates(_message(_entry(memo="a\x00b\ud83d c 😀")))
    assert update.memo == "ab\ufffd c 😀"
    [update] = _updates(_message(_entry(memo="é" * (MAX_MEMO + 5))))
    assert len(update.memo) == MAX_MEMO


def test_clean_text_leaves_ordinary_text_alone():
    text = "Regel 1\nregel 2\té ë 👩‍👧 ‘citaat’"
    assert clean_text(text) == text


def test_the_number_of_entries_is_bounded():
    entries = [_entry(segment=number) for number in range(1, MAX_ENTRIES + 500)]
    assert len(_updates(_message(*entries))) == MAX_ENTRIES


def test_position_and_sequence_fall_back_on_nought():
    journal = parse_journal(_message(seq="x", position=-4), scope="here")
    assert (journal.sequence, journal.position) == (0, 0)
    assert parse_journal(_message(seq=1_800_000_000_000), scope="here").sequence == 1_800_000_000_000


def test_random_rubbish_never_fails():
    chance = random.Random(4)
    values = [None, True, -1, 0, 7, 2**70, 1.5, float("nan"), "", "here", "\ud800", [], {}, [{}], CLIENT]
    names = [*_entry(), "scope", "seq", "position", "journals", "client", "question", "entries"]

    def rubbish(depth: int):
        kind = chance.random()
        if depth == 0 or kind < 0.4:
            return chance.choice(values)
        if kind < 0.6:
            return [rubbish(depth - 1) for _ in range(chance.randrange(4))]
        return {chance.choice(names): rubbish(depth - 1) for _ in range(chance.randrange(8))}

    for _number in range(3000):
        raw = rubbish(4)
        journal = parse_journal({"scope": "here", "journals": raw}, scope="here")
        assert all(isinstance(entry, Entry) for entry in journal.entries)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"codes": []}, None),
        ({"codes": ["geen"]}, None),
        ({"segment": 99}, "answer"),
        ({"codes": ["laat", "onbekend"]}, "code"),
        ({"codes": ["laat", "geen"]}, "exclusive"),
        ({"codes": ["geen"], "marks": [{"code": "laat", "start": 0, "end": 4}]}, "exclusive"),
        ({"marks": [{"code": "onbekend", "start": 0, "end": 4}]}, "code"),
        ({"marks": [{"code": "laat", "start": 0, "end": 20}]}, None),
        ({"marks": [{"code": "laat", "start": 0, "end": 21}]}, "mark"),
    ],
)
def test_what_cannot_be_stored_is_named(changes, expected):
    known = Known(codes={"laat", "duur", "geen"}, exclusive={"geen"})
    [entry] = parse_journal(_message(_entry(**changes)), scope="here").entries
    length = 20 if entry.update.segment_id == 5 else None
    assert problem(entry, known, length=length) == expected
