"""What a line of the log is, and what can be asked of the log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coding.i18n import _


class LogKind(StrEnum):
    """What a line is about."""

    CODING = "coding"
    BULK = "bulk"
    UNDO = "undo"
    IMPORT = "import"
    CODEBOOK = "codebook"
    ADJUDICATION = "adjudication"
    NOTE = "note"
    PRIVACY = "privacy"
    DIVISION = "division"
    TEAM = "team"
    MODEL = "model"
    TABLE = "table"


@dataclass(frozen=True)
class LogLine:
    """One act: when, who, what and where, in words; ``source`` and ``first_id`` say what it was read from."""

    when: datetime
    who: str
    kind: LogKind
    what: str
    where: str
    source: str
    first_id: int


@dataclass(frozen=True)
class Wanted:
    """What to look for; empty is everything.

    ``text`` is looked for in codes, memos, reasons, and in the answers and who gave them; ``until`` is
    exclusive; ``segment_id`` asks for the history of one answer.
    """

    text: str = ""
    person: str = ""
    kind: LogKind | None = None
    since: datetime | None = None
    until: datetime | None = None
    segment_id: int | None = None


def kind_names() -> dict[LogKind, str]:
    """Return the kinds of lines in words."""
    return {
        LogKind.CODING: _("coderen"),
        LogKind.BULK: _("veel tegelijk"),
        LogKind.UNDO: _("ongedaan maken"),
        LogKind.IMPORT: _("importeren"),
        LogKind.CODEBOOK: _("codeboek"),
        LogKind.ADJUDICATION: _("beslissen"),
        LogKind.NOTE: _("notitie bij een code"),
        LogKind.PRIVACY: _("persoonsgegevens"),
        LogKind.DIVISION: _("werkverdeling"),
        LogKind.TEAM: _("mensen"),
        LogKind.MODEL: _("model"),
        LogKind.TABLE: _("tabellen"),
    }


def shortened(text: str, n: int = 120) -> str:
    """Return a text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= n else text[: n - 1] + "…"
