"""A stored model as one looks at it: which, when, by whom, from what, how good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from coding.classifier.limits import FEW_USES
from coding.classifier.versions import library_versions
from coding.errors import NotFoundError
from coding.i18n import _
from coding.store.schema import Model


@dataclass(frozen=True)
class ModelSummary:
    """A stored classifier.

    Attributes
    ----------
    id, created_at, pipeline
        Which one, when, and with which language pipeline.
    n_coded
        Number of texts it learned from, those included that were read and got no code.
    metrics
        Held-out quality: micro_f1, macro_f1, micro_precision, micro_recall, n_learned and per_code (a list
        of code, label, n, precision, recall, f1; None where there was too little to measure). Models since
        schema 0004 have intervals beside them (``…_low``, ``…_high``) and what `measuring.measure` adds.
    settings
        The recipe: how it was trained, from which snapshot, with which versions of what.
    author, origin
        Who had it trained (may be empty), and whether by hand or by itself (``auto``).
    complete
        Whether its weights and all its suggestions are kept; else it is made again when it is needed.
    """

    id: int
    created_at: datetime
    pipeline: str
    n_coded: int
    metrics: dict[str, Any]
    settings: dict[str, Any]
    author: str = ""
    origin: str = "hand"
    complete: bool = True

    @property
    def rare(self) -> dict[str, int]:
        """The codes it saw too seldom for its certainty to rest on, and how often it saw each."""
        uses = {str(row["code"]): int(row["n"]) for row in self.metrics.get("per_code", [])}
        return {code: n for code, n in uses.items() if n < FEW_USES}

    @property
    def sha256(self) -> str:
        """What tells its snapshot from others; empty for models of before snapshots were kept."""
        return str(self.settings.get("snapshot_sha256", ""))

    @property
    def outdated(self) -> bool:
        """Whether it was made with other libraries than those of now, and can be made again."""
        now = library_versions()
        return bool(self.sha256) and any(self.versions.get(name) != now[name] for name in now)

    @property
    def versions(self) -> dict[str, str]:
        """The versions of what its weights were made with."""
        refitted: dict[str, Any] = self.settings.get("refitted") or {}
        return dict(refitted.get("versions") or self.settings.get("versions") or {})


def read_summary(connection: Connection, model_id: int) -> ModelSummary:
    """Return one model.

    Raises
    ------
    NotFoundError
        When there is no such model.
    """
    row = connection.execute(
        select(
            Model.id,
            Model.created_at,
            Model.pipeline,
            Model.metrics,
            Model.settings,
            Model.author,
            Model.origin,
            Model.payload.is_not(None).label("complete"),
        ).where(Model.id == model_id)
    ).one_or_none()
    if row is None:
        raise no_model(model_id)
    return ModelSummary(
        id=row.id,
        created_at=row.created_at,
        pipeline=row.pipeline,
        n_coded=row.settings.get("n_coded", 0),
        metrics=row.metrics,
        settings=row.settings,
        author=row.author,
        origin=row.origin,
        complete=bool(row.complete),
    )


def no_model(model_id: int) -> NotFoundError:
    """Return what is said of a model that is not there."""
    return NotFoundError(_("Er is geen model {id}.").format(id=model_id))
