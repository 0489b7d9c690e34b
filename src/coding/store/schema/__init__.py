"""The tables of a project.

Text is immutable, events are append-only, current codings are derived from events in the same
transaction (``docs/store.md``). A change here needs a migration in ``migrations/versions``.
"""

from coding.store.schema.base import Base, Setting, UtcDateTime, utc_now
from coding.store.schema.codebooks import Code, Codebook, CodebookChange, CodebookVersion
from coding.store.schema.codings import (
    Adjudication,
    CodeNote,
    Coder,
    Coding,
    CodingEvent,
    Judgement,
    Mark,
    TeamEvent,
)
from coding.store.schema.machine import (
    Analysis,
    Cluster,
    ClusterMember,
    ClusterRun,
    Model,
    ModelChoice,
    Suggestion,
)
from coding.store.schema.pseudonyms import PseudonymBatch, PseudonymEvent, PseudonymFinding, PseudonymText
from coding.store.schema.queues import AuditDraw, AuditItem, Division, DivisionPart, Queue, QueueItem
from coding.store.schema.results import (
    EarlierFigure,
    Quote,
    TableRecipe,
    TableRun,
    WavePart,
    WaveSeries,
)
from coding.store.schema.texts import (
    Document,
    Question,
    Respondent,
    RespondentValue,
    Segment,
    SourceFile,
    Variable,
)

__all__ = [
    "Adjudication",
    "Analysis",
    "AuditDraw",
    "AuditItem",
    "Base",
    "Cluster",
    "ClusterMember",
    "ClusterRun",
    "Code",
    "CodeNote",
    "Codebook",
    "CodebookChange",
    "CodebookVersion",
    "Coder",
    "Coding",
    "CodingEvent",
    "Division",
    "DivisionPart",
    "Document",
    "EarlierFigure",
    "Judgement",
    "Mark",
    "Model",
    "ModelChoice",
    "PseudonymBatch",
    "PseudonymEvent",
    "PseudonymFinding",
    "PseudonymText",
    "Question",
    "Queue",
    "QueueItem",
    "Quote",
    "Respondent",
    "RespondentValue",
    "Segment",
    "Setting",
    "SourceFile",
    "Suggestion",
    "TableRecipe",
    "TableRun",
    "TeamEvent",
    "UtcDateTime",
    "Variable",
    "WavePart",
    "WaveSeries",
    "utc_now",
]
