"""A project: one database and the rooms that work on it."""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import delete, insert, select

from coding.errors import NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Setting

if TYPE_CHECKING:
    from coding.agreement import Agreement
    from coding.classifier import Classifiers
    from coding.clusters import Clusters
    from coding.codebook import Codebooks
    from coding.codings import (
        Adjudications,
        Alike,
        BulkCoding,
        Changes,
        CodebookSteps,
        CodeNotes,
        CodingLog,
        Codings,
        Divisions,
        Team,
        Twins,
    )
    from coding.corpus import Corpus
    from coding.language import Language
    from coding.pseudonyms import Pseudonyms
    from coding.queueing import LearningQueues
    from coding.quotes import Quotes
    from coding.recipes import Recipes
    from coding.reporting import Reports
    from coding.tables import Tables
    from coding.waves import Waves


class Project:
    """One study.

    Parameters
    ----------
    location
        A project file, made when it is not there, or the URL of a PostgreSQL database.
    must_exist
        Refuse to make a new project file.

    Examples
    --------
    >>> import tempfile
    >>> with Project(Path(tempfile.mkdtemp()) / "study.db") as project:
    ...     project.settings()
    {}
    """

    def __init__(self, location: str | Path, *, must_exist: bool = False) -> None:
        if must_exist and "://" not in str(location) and not Path(location).expanduser().exists():
            raise NotFoundError(
                _("Er is geen project {file}. Maak er een met `coding import` of `coding demo`.").format(
                    file=location
                )
            )
        self.database = Database(location)

    def __enter__(self) -> Self:
        """Use the project in a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    @cached_property
    def corpus(self) -> "Corpus":
        """Files, respondents, questions, documents and segments."""
        from coding.corpus import Corpus

        return Corpus(self.database)

    @cached_property
    def pseudonyms(self) -> "Pseudonyms":
        """Texts that wait until somebody looked at the personal data in them."""
        from coding.pseudonyms import Pseudonyms

        return Pseudonyms(self.database)

    @cached_property
    def language(self) -> "Language":
        """Tokens and lemmas of every segment."""
        from coding.language import Language

        return Language(self.database)

    @cached_property
    def codebooks(self) -> "Codebooks":
        """Codebooks and their versions."""
        from coding.codebook import Codebooks

        return Codebooks(self.database)

    @cached_property
    def codebook_steps(self) -> "CodebookSteps":
        """Changes of codebooks, with the codings that hang on them."""
        from coding.codings import CodebookSteps

        return CodebookSteps(self.database)

    @cached_property
    def code_notes(self) -> "CodeNotes":
        """What people noted at codes."""
        from coding.codings import CodeNotes

        return CodeNotes(self.database)

    @cached_property
    def codings(self) -> "Codings":
        """Coders, their judgements, queues."""
        from coding.codings import Codings

        return Codings(self.database)

    @cached_property
    def divisions(self) -> "Divisions":
        """Who codes which part, and what is coded twice."""
        from coding.codings import Divisions

        return Divisions(self.database)

    @cached_property
    def log(self) -> "CodingLog":
        """Who did what, in plain words."""
        from coding.codings import CodingLog

        return CodingLog(self.database)

    @cached_property
    def team(self) -> "Team":
        """Who takes part, and what they may do."""
        from coding.codings import Team

        return Team(self.database)

    @cached_property
    def bulk(self) -> "BulkCoding":
        """One change to many segments at once."""
        from coding.codings import BulkCoding

        return BulkCoding(self.database)

    @cached_property
    def adjudication(self) -> "Adjudications":
        """What was decided together where coders differ."""
        from coding.codings import Adjudications

        return Adjudications(self.database)

    @cached_property
    def alike(self) -> "Alike":
        """One judgement for answers that are the same."""
        from coding.codings import Alike

        return Alike(self.database)

    @cached_property
    def changes(self) -> "Changes":
        """What was coded lately."""
        from coding.codings import Changes

        return Changes(self.database)

    @cached_property
    def twins(self) -> "Twins":
        """Answers that are the same, or nearly so."""
        from coding.codings import Twins

        return Twins(self.corpus, self.language)

    @cached_property
    def clusters(self) -> "Clusters":
        """Groups of similar segments."""
        from coding.clusters import Clusters

        return Clusters(self.database, self.language)

    @cached_property
    def classifiers(self) -> "Classifiers":
        """Trained classifiers and their suggestions."""
        from coding.classifier import Classifiers

        return Classifiers(self.database, self.language)

    @cached_property
    def queueing(self) -> "LearningQueues":
        """Queues that grow while somebody reads, and the draw of the audit."""
        from coding.queueing import LearningQueues

        return LearningQueues(self.database, self.classifiers)

    @cached_property
    def agreement(self) -> "Agreement":
        """Agreement between coders."""
        from coding.agreement import Agreement

        return Agreement(self.database)

    @cached_property
    def tables(self) -> "Tables":
        """Theme tables."""
        from coding.tables import Tables

        return Tables(self.database, lambda: self.classifiers)

    @cached_property
    def reports(self) -> "Reports":
        """Reports: all tables of a recipe at once, as files."""
        from coding.reporting import Reports

        return Reports(self.database, self.tables, self.quotes)

    @cached_property
    def recipes(self) -> "Recipes":
        """Saved recipes of tables, and the log of their runs."""
        from coding.recipes import Recipes

        return Recipes(self.database, self.tables, self.classifiers)

    @cached_property
    def quotes(self) -> "Quotes":
        """Words that illustrate a code, proposed and chosen."""
        from coding.quotes import Quotes

        return Quotes(self.database, self.tables)

    @cached_property
    def waves(self) -> "Waves":
        """The same question in several surveys, and figures of earlier waves."""
        from coding.waves import Waves

        return Waves(self.database, self.tables)

    def settings(self) -> dict[str, Any]:
        """Return all project settings."""
        with self.database.read() as connection:
            return {
                row.key: row.value["value"] for row in connection.execute(select(Setting.key, Setting.value))
            }

    def set(self, key: str, value: Any) -> None:
        """Store one setting; ``None`` takes it away."""
        with self.database.write() as connection:
            connection.execute(delete(Setting).where(Setting.key == key))
            if value is not None:
                connection.execute(insert(Setting).values(key=key, value={"value": value}))
