"""The texts of a queue as a coder reads them: where they stand, what is around them, which are the same."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coding.codings.twins import same_groups
from coding.project import Project

AROUND = 600  # signs shown of the passage before and after


@dataclass(frozen=True)
class Item:
    """One text of a queue.

    Attributes
    ----------
    before, after
        Of a passage: the end of the one before and the beginning of the one after it in the report.
    respondent, survey
        Whose answer it is; only for looking up chosen variables, never shown itself.
    group
        Number of the texts in this queue that are the same.
    """

    segment_id: int
    text: str
    title: str | None
    headings: tuple[str, ...]
    page: int | None
    before: str = ""
    after: str = ""
    respondent: str | None = None
    group: int = 0

    @property
    def source(self) -> list[str]:
        """Return the path to a passage: the report, then its headings."""
        return [part for part in (self.title, *self.headings) if part]


def load_items(project: Project, question_key: str, queue_id: int) -> list[Item]:
    """Return the texts of a queue in its order; of a report with where they stand."""
    return in_queue(project, queue_id, load_texts(project, question_key))


def load_texts(project: Project, question_key: str) -> dict[int, Item]:
    """Return every text of a question by its number, in no queue yet."""
    segments = project.corpus.segments(question_key, codable_only=False).to_dict("records")
    return {int(row["id"]): _item(row) for row in _with_neighbours(segments)}


def in_queue(project: Project, queue_id: int, texts: Mapping[int, Item]) -> list[Item]:
    """Return the texts of a queue in its order."""
    queue = [texts[int(number)] for number in project.codings.queue_segments(queue_id)["segment_id"]]
    groups = same_groups([item.text for item in queue])
    return [replace(item, group=group) for item, group in zip(queue, groups, strict=True)]


def _with_neighbours(rows: Sequence[Mapping[Hashable, Any]]) -> list[dict[Hashable, Any]]:
    """Lay beside each passage the text before and after it in the same report."""
    around: list[dict[Hashable, Any]] = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        after = rows[place + 1] if place + 1 < len(rows) else None
        around.append({**row, "before": _same_report(before, row), "after": _same_report(after, row)})
    return around


def _same_report(other: Mapping[Hashable, Any] | None, row: Mapping[Hashable, Any]) -> str:
    return str(other["text"]) if other is not None and other["document_id"] == row["document_id"] else ""


def _item(row: Mapping[Hashable, Any]) -> Item:
    page, of_report = row["page"], not isinstance(row["respondent"], str)
    before, after = row["before"], row["after"]
    return Item(
        segment_id=int(row["id"]),
        text=str(row["text"]),
        title=str(row["title"]) if of_report else None,  # who answered is nobody's business here
        headings=tuple(str(heading) for heading in row["headings"]),
        page=int(page) if page is not None and page == page else None,  # a missing number is not itself
        before=before if len(before) <= AROUND else f"… {before[-AROUND:]}",
        after=after if len(after) <= AROUND else f"{after[:AROUND]} …",
        respondent=None if of_report else str(row["respondent"]),
    )
