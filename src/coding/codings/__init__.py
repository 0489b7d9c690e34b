"""Who judged what, when: coders, events, current codings, queues."""

from coding.codings.adjudication import Adjudications, Reading, TakenBack
from coding.codings.alike import Alike
from coding.codings.audit_draws import Draw, audit_sample, draws_of
from coding.codings.bulk import BulkChange, BulkCoding, BulkKind, BulkResult
from coding.codings.changes import Changes
from coding.codings.code_notes import CodeNotes, NoteKind
from coding.codings.codebook_steps import CodebookSteps, Step
from coding.codings.combining import Basis
from coding.codings.decisions import Decision
from coding.codings.division import Divisions, Proposal
from coding.codings.log import CodingLog, LogPage
from coding.codings.log_words import LogKind, LogLine, Wanted, kind_names
from coding.codings.model import (
    Action,
    JudgementState,
    JudgementUpdate,
    MarkedSpan,
    Origin,
    Receipt,
    Role,
    Strategy,
    UndoResult,
)
from coding.codings.people import Person, Team
from coding.codings.permissions import NotAllowedError, Permission, act_of, role_names
from coding.codings.recoding import Touched
from coding.codings.store import Codings
from coding.codings.twins import Twins

__all__ = [
    "Action",
    "Adjudications",
    "Alike",
    "Basis",
    "BulkChange",
    "BulkCoding",
    "BulkKind",
    "BulkResult",
    "Changes",
    "CodeNotes",
    "CodebookSteps",
    "CodingLog",
    "Codings",
    "Decision",
    "Divisions",
    "Draw",
    "JudgementState",
    "JudgementUpdate",
    "LogKind",
    "LogLine",
    "LogPage",
    "MarkedSpan",
    "NotAllowedError",
    "NoteKind",
    "Origin",
    "Permission",
    "Person",
    "Proposal",
    "Reading",
    "Receipt",
    "Role",
    "Step",
    "Strategy",
    "TakenBack",
    "Team",
    "Touched",
    "Twins",
    "UndoResult",
    "Wanted",
    "act_of",
    "audit_sample",
    "draws_of",
    "kind_names",
    "role_names",
]
