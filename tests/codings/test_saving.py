"""Saves that come together are stored together, and none suffers by another."""

import threading

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.codings.saving import Saving
from coding.errors import CodingError

N = 8


def _update(segment, *codes):
    return JudgementUpdate(segment, codes=frozenset(codes), read=True)


def _all_at_once(project, saving, wanted):
    """Hold the writer's turn until all wait, then let go; return what each save gave or raised."""
    outcomes = {}

    def save(number, coder, updates):
        try:
            outcomes[number] = saving.store(updates, coder_id=coder)
        except (CodingError, OperationalError) as problem:
            outcomes[number] = problem

    threads = [threading.Thread(target=save, args=(number, *one)) for number, one in enumerate(wanted)]
    with project.database.write():
        for thread in threads:
            thread.start()
        while len(saving._waiting) < len(wanted):
            threads[0].join(0.01)
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(wanted))]


@pytest.fixture
def segments(project):
    return add_question(project, [f"Antwoord {n}" for n in range(N)])


@pytest.fixture
def coders(project):
    return [project.codings.ensure_coder(f"Codeur {n}") for n in range(N)]


def test_all_who_wait_are_stored_in_one_transaction(project, segments, coders):
    committed = []

    def note(connection):
        committed.append(connection)

    event.listen(project.database.engine, "commit", note)
    saving = Saving(project.database)
    wanted = [(coder, [_update(segment, "laat")]) for coder, segment in zip(coders, segments, strict=True)]
    outcomes = _all_at_once(project, saving, wanted)
    event.remove(project.database.engine, "commit", note)
    assert [[receipt.accepted for receipt in receipts] for receipts in outcomes] == [[True]] * N
    assert len(committed) == 2  # ours that kept them waiting, and theirs
    stored = project.codings.codings("7")
    assert sorted(zip(stored["coder_id"], stored["segment_id"], strict=True)) == sorted(
        zip(coders, segments, strict=True)
    )


def test_one_at_fault_does_not_take_the_others_along(project, segments, coders):
    saving = Saving(project.database)
    wanted = [(coder, [_update(segment, "laat")]) for coder, segment in zip(coders, segments, strict=True)]
    wanted[2] = (coders[2], [_update(segments[2], "bestaat niet")])
    wanted[5] = (coders[5], [_update(10**9, "laat")])
    outcomes = _all_at_once(project, saving, wanted)
    assert [isinstance(one, CodingError) for one in outcomes] == [n in {2, 5} for n in range(N)]
    stored = project.codings.codings("7")
    assert set(stored["coder_id"]) == set(coders) - {coders[2], coders[5]}
    assert len(saving.store([_update(segments[0], "duur")], coder_id=coders[5])) == 1  # it goes on


def test_nobody_is_told_that_something_is_stored_where_committing_fails(
    project, segments, coders, monkeypatch
):
    saving = Saving(project.database)

    def full(_connection):
        raise OperationalError("commit", {}, Exception("disk full"))

    event.listen(project.database.engine, "commit", full)
    wanted = [(coder, [_update(segment, "laat")]) for coder, segment in zip(coders, segments, strict=True)]
    outcomes = []
    threads = [
        threading.Thread(target=lambda one=one: outcomes.append(_outcome(saving, one))) for one in wanted
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    event.remove(project.database.engine, "commit", full)
    assert [type(one) for one in outcomes] == [OperationalError] * N
    assert project.codings.codings("7").empty
    assert saving.store([_update(segments[0], "laat")], coder_id=coders[0])[0].accepted


def _outcome(saving, one):
    coder, updates = one
    try:
        return saving.store(updates, coder_id=coder)
    except OperationalError as problem:
        return problem


def test_of_one_coder_each_save_builds_on_the_one_before(project, segments, coders):
    saving = Saving(project.database)
    versions = []
    threads = [
        threading.Thread(
            target=lambda n=n: versions.append(
                saving.store(
                    [
                        JudgementUpdate(
                            segments[0],
                            codes=frozenset({("laat", "duur")[n % 2]}),
                            read=True,
                            base_version=99,
                        )
                    ],
                    coder_id=coders[0],
                )[0].state.version
            )
        )
        for n in range(N)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = project.codings.history(segments[0])
    given = [row for row in history[["action", "code"]].itertuples(index=False) if row.code]
    standing = set()
    for action, code in given:  # the events alone lead to what stands
        standing = standing | {code} if action == "add" else standing - {code}
    assert standing == project.codings.states(segments[:1], coder_id=coders[0])[segments[0]].codes
    assert max(versions) == project.codings.states(segments[:1], coder_id=coders[0])[segments[0]].version
