"""What is coded, in words: answers to a question, or passages of reports."""

from dataclasses import dataclass

from coding.i18n import _, format_number
from coding.project import Project


@dataclass(frozen=True)
class Unit:
    """The word for one and for several of what is coded."""

    one: str
    many: str

    def count(self, n: int) -> str:
        """Return a number with its word: ``1 antwoord``, ``12 antwoorden``."""
        return f"{format_number(n)} {self.one if n == 1 else self.many}"


def unit_of(project: Project, question: str) -> Unit:
    """Return what a question is coded in."""
    if project.corpus.question(question).kind == "reports":
        return Unit(_("passage"), _("passages"))
    return Unit(_("antwoord"), _("antwoorden"))
