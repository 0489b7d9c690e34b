"""Who did what, newest first, in plain words: read from the events themselves, page by page."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import TextIO

from coding.codings.log_events import EventLines
from coding.codings.log_others import OTHER_SOURCES, other_lines
from coding.codings.log_results import RESULT_SOURCES
from coding.codings.log_words import LogLine, Wanted, kind_names
from coding.formulas import guard_formula
from coding.i18n import _
from coding.store import Database

PAGE = 50
EVENTS = "events"


@dataclass(frozen=True)
class LogPage:
    """Some lines, newest first, and where the next page goes on (none: there is no more)."""

    lines: tuple[LogLine, ...]
    following: Mapping[str, int] | None


class CodingLog:
    """The log of a project: codings, imports, codebooks, decisions, personal data, division, results."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, wanted: Wanted | None = None, *, n: int = PAGE, after: Mapping[str, int] | None = None
    ) -> LogPage:
        """Return the next lines that answer to what is wanted.

        Parameters
        ----------
        after
            ``following`` of the page before. What happens meanwhile does not shift the pages.
        """
        places = dict(after or {})
        lines: list[LogLine] = []
        for line in self._lines(wanted or Wanted(), places):
            if len(lines) == n:
                return LogPage(tuple(lines), places)
            lines.append(line)
            places[line.source] = line.first_id
        return LogPage(tuple(lines), None)

    def write_csv(self, file: TextIO, wanted: Wanted | None = None) -> int:
        """Write all lines that answer to what is wanted, guarded against formulas; return how many."""
        writer = csv.writer(file)
        writer.writerow([_("wanneer"), _("wie"), _("soort"), _("wat"), _("waar")])
        names, n = kind_names(), 0
        for line in self._lines(wanted or Wanted(), {}):
            when = line.when.astimezone().isoformat(sep=" ", timespec="seconds")
            texts = (line.who, names[line.kind], line.what, line.where)
            writer.writerow([when, *map(guard_formula, texts)])
            n += 1
        return n

    def _lines(self, wanted: Wanted, places: Mapping[str, int]) -> Iterator[LogLine]:
        with self._database.read() as connection:
            sources = [EventLines(connection, wanted).lines(before=places.get(EVENTS))]
            sources += [
                other_lines(connection, source, wanted, before=places.get(source.name))
                for source in (*OTHER_SOURCES, *RESULT_SOURCES)
            ]
            yield from merge(*sources, key=_moment, reverse=True)


def _moment(line: LogLine) -> datetime:
    return line.when
