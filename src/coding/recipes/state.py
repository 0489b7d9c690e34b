"""What the figures of a table rest on at a moment, as far as that can change."""

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from coding.codebook import StoredCodebook
from coding.codings import audit_sample
from coding.store import question_id
from coding.store.schema import Adjudication, CodingEvent, Document, Segment, TeamEvent
from coding.tables import Base, TableSpec, Whose

if TYPE_CHECKING:
    import pandas as pd

WITH_MODEL = (Whose.ESTIMATE, Whose.PREDICTED)


def read_state(
    connection: Connection,
    spec: TableSpec,
    codebook: StoredCodebook | None,
    respondents: "pd.DataFrame",
    *,
    model_id: int | None,
) -> dict[str, Any]:
    """Return what a table of this recipe rests on now, as plain values.

    Parameters
    ----------
    codebook
        The newest version of the question's codebook; None of a closed question.
    respondents
        Of the question's survey, a column per variable.
    model_id
        The model that suggests; kept only where the recipe counts with it.

    Returns
    -------
    dict
        ``spec``; ``events``, ``decisions``, ``roles``: the last row of each that is about this question (0:
        none); ``codebook`` (number) and its ``version``; ``texts``: how many there are, ``files``: those they
        came from; ``background``: a fingerprint of the variables the recipe uses; ``model`` and ``audit``:
        the model and how many texts of the audit sample were read, where they count; ``program``.
    """
    rests_on = _nothing_coded() if codebook is None else _coded(connection, spec, codebook)
    with_model = spec.whose in WITH_MODEL
    return rests_on | {
        "spec": spec.to_dict(),
        "roles": connection.scalar(select(func.max(TeamEvent.id)).where(TeamEvent.action == "role")) or 0,
        "background": _fingerprint(spec, respondents),
        "model": model_id if with_model else None,
        "audit": _n_audited(connection, spec) if with_model else None,
        "program": version("coding"),
    }


def _coded(connection: Connection, spec: TableSpec, codebook: StoredCodebook) -> dict[str, Any]:
    question = question_id(connection, spec.question)
    of_question = select(Segment.id).where(Segment.question_id == question)
    last = {
        name: connection.scalar(select(func.max(table.id)).where(table.segment_id.in_(of_question))) or 0
        for name, table in (("events", CodingEvent), ("decisions", Adjudication))
    }
    texts = select(func.count()).select_from(Segment).where(Segment.question_id == question, Segment.codable)
    files = select(Document.source_file_id).where(Document.question_id == question).distinct()
    return last | {
        "codebook": codebook.codebook_id,
        "version": codebook.number,
        "texts": connection.scalar(texts),
        "files": sorted(connection.scalars(files)),
    }


def _nothing_coded() -> dict[str, Any]:
    return {"events": 0, "decisions": 0, "codebook": None, "version": 0, "texts": 0, "files": []}


def _n_audited(connection: Connection, spec: TableSpec) -> int:
    return int(audit_sample(connection, question_id(connection, spec.question))["m"].sum())


def _fingerprint(spec: TableSpec, respondents: "pd.DataFrame") -> str | None:
    """Return what tells the variables that a recipe uses from any others; none where it uses none.

    Who was asked may depend on any of them.
    """
    used = list(respondents)
    if spec.base is not Base.ASKED:
        wanted = (spec.by, spec.weight, spec.question if spec.survey else None)
        used = [name for name in used if name in wanted]
    if not used:
        return None
    text = respondents[used].sort_index().to_csv()
    return hashlib.sha256(text.encode()).hexdigest()
