"""What is written down of a coder's work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_NAME = 200  # of a person, as in the database
READ, MEMO, FLAG = "@read", "@memo", "@flag"  # among origins, beside codes: no code's id holds an @


class Action(StrEnum):
    """What one event did."""

    ADD = "add"
    REMOVE = "remove"
    READ = "read"
    REOPEN = "reopen"
    MEMO = "memo"
    MARK = "mark"
    UNMARK = "unmark"
    FLAG = "flag"
    UNFLAG = "unflag"


class Origin(StrEnum):
    """How a judgement came about."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    BULK = "bulk"
    IMPORT = "import"
    CODEBOOK = "codebook"
    UNDO = "undo"


class Role(StrEnum):
    """What a person does in the team."""

    CODER = "coder"
    LEAD = "lead"
    ANALYST = "analyst"
    READER = "reader"


class Strategy(StrEnum):
    """How segments come before a coder."""

    ORDER = "order"
    RANDOM = "random"
    CLUSTER = "cluster"
    UNCERTAIN = "uncertain"
    HAND = "hand"
    DIVISION = "division"
    REPRESENTATIVES = "representatives"
    DIVERSE = "diverse"
    DISAGREEMENT = "disagreement"
    MIX = "mix"


@dataclass(frozen=True, order=True)
class MarkedSpan:
    """Words that show a code: code points into the segment's text, end exclusive."""

    code: str
    start: int
    end: int

    @property
    def aspect(self) -> str:
        """The name of this mark among the origins of an update."""
        return f"{self.code}@{self.start}-{self.end}"


@dataclass(frozen=True)
class JudgementState:
    """How one coder stands towards one segment.

    ``version`` is 0 where the coder never judged the segment; ``read`` with no codes means: read, and no
    code applies; ``flagged``: to be talked over. Every mark's code is among the codes.
    """

    codes: frozenset[str] = frozenset()
    read: bool = False
    memo: str = ""
    version: int = 0
    flagged: bool = False
    marks: frozenset[MarkedSpan] = frozenset()


@dataclass(frozen=True)
class JudgementUpdate:
    """The state a coder wants a segment to have, as a browser or script sends it.

    Attributes
    ----------
    codes, read, memo, flagged, marks
        The whole wanted state, never a difference: sending it twice is harmless. ``None``: whoever sends
        this knows nothing of flags or marks, and they stay as they are. The code of a mark is given with
        it; the marks of a code go with the code.
    origins
        How each thing that changed came to change, by code, by `MarkedSpan.aspect`, or ``READ``, ``MEMO``,
        ``FLAG``; what is not named was done by hand. What is said to be undone, while nothing stands that
        could be, counts as done by hand too.
    base_version
        The version the coder was looking at. Older than the stored one: somebody changed it meanwhile.
    client, revision
        Names this act once and for all; a repeat is recognised. Revisions rise within a client.
    model_id
        The model whose suggestions were on screen.
    queue_id
        The queue through which the segment came before the coder.
    """

    segment_id: int
    codes: frozenset[str]
    read: bool
    memo: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    base_version: int = 0
    client: str = ""
    revision: int = 0
    model_id: int | None = None
    queue_id: int | None = None
    flagged: bool | None = None
    marks: frozenset[MarkedSpan] | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of an update: the state now stored, and whether it is the one that was sent."""

    segment_id: int
    accepted: bool
    state: JudgementState


@dataclass(frozen=True)
class UndoResult:
    """What was undone: how many segments it touched, and the codes that came and went."""

    segments: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
