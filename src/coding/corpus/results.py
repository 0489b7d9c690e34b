"""What the corpus hands back: reports of an import, facts about a question."""

from dataclasses import dataclass
from typing import Any

from coding.i18n import _, format_number, ngettext


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    unchanged
        This very file was imported before; nothing was written.
    n_respondents, n_answers, n_segments
        What is new in the project since this import (a report counts no respondents or answers).
    dropped
        What was in the file and did not come along, a sentence each.
    notes
        What else a person should know, a sentence each.
    """

    unchanged: bool
    n_respondents: int = 0
    n_answers: int = 0
    n_segments: int = 0
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return one sentence that says what is new."""
        if self.unchanged:
            return _("was al geïmporteerd; er is niets veranderd.")
        if not (self.n_respondents or self.n_answers or self.n_segments):
            return _("gelezen; er stond niets nieuws in.")
        parts = []
        if self.n_respondents:
            parts.append(
                ngettext("{n} nieuwe respondent", "{n} nieuwe respondenten", self.n_respondents).format(
                    n=format_number(self.n_respondents)
                )
            )
        if self.n_answers:
            parts.append(
                ngettext("{n} nieuw antwoord", "{n} nieuwe antwoorden", self.n_answers).format(
                    n=format_number(self.n_answers)
                )
            )
        elif self.n_segments:
            parts.append(
                ngettext("{n} tekstblok", "{n} tekstblokken", self.n_segments).format(
                    n=format_number(self.n_segments)
                )
            )
        return ", ".join(parts) + "."

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as they are stored with the file."""
        return {
            "unchanged": self.unchanged,
            "n_respondents": self.n_respondents,
            "n_answers": self.n_answers,
            "n_segments": self.n_segments,
            "dropped": list(self.dropped),
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class QuestionInfo:
    """One question, or one collection of reports (``kind``: open, reports).

    ``asked_if``: the conditions under which it was asked, as `coding.store.schema.Question` has them.
    """

    id: int
    key: str
    survey: str
    kind: str
    text: str
    codebook_id: int | None
    codebook: str | None
    asked_if: list[dict[str, Any]] | None = None
