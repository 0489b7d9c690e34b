"""Whether a new model proposes something else than the one before it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from coding.classifier.figures.overruling import PROPOSED
from coding.classifier.keeping import proposed
from coding.classifier.snapshot import Snapshot
from coding.classifier.stopping import Agreement, Steady, agreement
from coding.classifier.summary import ModelSummary, read_summary
from coding.errors import NotFoundError
from coding.store.schema import Model

SMALLEST_STEP = 10
STEP = 0.05  # share of what the new model knows that must be new to it, or staying the same means nothing
FEWEST_UNREAD = 100  # texts that neither learned from; with fewer all texts are compared
LOOK_BACK = 20  # models


def step_from_before(
    connection: Connection,
    question: int,
    *,
    snapshot: Snapshot,
    suggestions: Sequence[Mapping[str, Any]],
    segment_ids: Sequence[int],
    n_codes: int,
) -> dict[str, Any] | None:
    """Compare what a new model proposes with the newest one that knew clearly less.

    Compared is what the coding window draws as proposed (50% or more), on texts that neither model learned
    from as long as there are a hundred.

    Parameters
    ----------
    question
        The number of the question.
    snapshot, suggestions
        What the new model learned from, and the rows it will store.
    segment_ids
        All texts of the question.
    n_codes
        How many codes can be proposed.

    Returns
    -------
    dict or None
        ``with`` (the other model), ``kappa``, ``changed``, ``n_texts``, ``unread`` (whether it was texts
        that neither knew). None where there is nothing to compare with.
    """
    before = _comparable(connection, question, snapshot)
    if before is None:
        return None
    known = {text.segment for text in snapshot.texts}
    unread = [segment for segment in segment_ids if segment not in known]
    compared = unread if len(unread) >= FEWEST_UNREAD else segment_ids
    new: dict[int, set[int]] = {}
    for row in suggestions:
        if row["probability"] >= PROPOSED:
            new.setdefault(row["segment_id"], set()).add(row["code_id"])
    old = proposed(connection, before, minimum=PROPOSED)
    found = agreement(
        {segment: old.get(segment, set()) for segment in compared},
        {segment: new.get(segment, set()) for segment in compared},
        n_codes=n_codes,
    )
    return asdict(found) | {"with": before, "unread": compared is unread}


def _comparable(connection: Connection, question: int, snapshot: Snapshot) -> int | None:
    least = max(SMALLEST_STEP, STEP * len(snapshot.texts))
    rows = connection.execute(
        select(Model.id, Model.snapshot)
        .where(Model.question_id == question, Model.payload.is_not(None), Model.snapshot.is_not(None))
        .order_by(Model.id.desc())
        .limit(LOOK_BACK)
    )
    for row in rows:
        between = Snapshot.from_bytes(row.snapshot).difference(snapshot)
        if len(between.added) + len(between.changed) >= least:
            return int(row.id)
    return None


def steps_of(connection: Connection, newest: ModelSummary) -> Steady:
    """Return the steps that led to a model, newest first, as far as they were compared."""
    steps: list[Agreement] = []
    model = newest
    while (step := model.metrics.get("steady")) is not None and len(steps) < LOOK_BACK:
        steps.append(Agreement(step["kappa"], step["changed"], step["n_texts"]))
        try:
            model = read_summary(connection, step["with"])
        except NotFoundError:  # a copy of part of a project
            break
    return Steady(steps)
