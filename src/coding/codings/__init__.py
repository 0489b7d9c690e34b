"""Who judged what, when: coders, events, current codings, queues."""

from coding.codings.model import (
    Action,
    BulkResult,
    JudgementState,
    JudgementUpdate,
    Origin,
    Receipt,
    Role,
    Strategy,
    UndoResult,
)
from coding.codings.store import Codings

__all__ = [
    "Action",
    "BulkResult",
    "Codings",
    "JudgementState",
    "JudgementUpdate",
    "Origin",
    "Receipt",
    "Role",
    "Strategy",
    "UndoResult",
]
