"""The saved recipes of one project, and the log of their runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from coding.codebook import Codebooks
from coding.corpus import Corpus
from coding.errors import NotFoundError
from coding.i18n import _
from coding.kept_names import kept_name
from coding.recipes.comparing import COLUMNS, SAME, compare
from coding.recipes.model import Recipe, Rerun, Run
from coding.recipes.reasons import reasons
from coding.recipes.result import result_of
from coding.recipes.state import WITH_MODEL, read_state
from coding.store import Database
from coding.store.schema import TableRecipe, TableRun
from coding.tables import Tables, TableSpec

if TYPE_CHECKING:
    import pandas as pd

    from coding.classifier import Classifiers


class Recipes:
    """Recipes of tables that are kept under a name; every version of them stays, and every run.

    Parameters
    ----------
    tables
        Where tables are made.
    classifiers
        Which model suggests.
    """

    def __init__(self, database: Database, tables: Tables, classifiers: "Classifiers") -> None:
        self._database = database
        self._tables = tables
        self._classifiers = classifiers

    # ── keeping ─────────────────────────────────────────────────────────────────────────────────

    def save(self, name: str, spec: TableSpec, *, author: str, title: str = "") -> Recipe:
        """Keep a recipe under a name: a new one, or a new version of the one that is there.

        The same recipe and title again change nothing. What was retired is listed again.

        Parameters
        ----------
        title
            What stands above the table; else the name.

        Raises
        ------
        InputError
            When the name is empty or too long.
        NotFoundError
            When there is no such question.
        """
        name = kept_name(name, missing=_("Geef de tabel een naam."))
        self._state(spec)  # what is not there is told now
        values: dict[str, Any] = {"title": title.strip() or name, "spec": spec.to_dict(), "retired": False}
        with self._database.write() as connection:
            return self._add_version(connection, name, values, author=author)

    def retire(self, name: str, *, author: str) -> Recipe:
        """List a recipe no longer; what was made with it stays, and saving it again brings it back."""
        with self._database.write() as connection:
            found = _newest(connection, name)
            values = {"title": found.title, "spec": found.spec.to_dict(), "retired": True}
            return self._add_version(connection, found.name, values, author=author)

    def list(self, *, question: str | None = None, retired: bool = False) -> list[Recipe]:
        """Return the recipes as they stand, by name.

        Parameters
        ----------
        question
            Only those about this question.
        retired
            Also those that are no longer listed.
        """
        with self._database.read() as connection:
            rows = connection.execute(_newest_of_each().order_by(TableRecipe.name)).all()
        found = [_as_recipe(row) for row in rows]
        return [
            recipe
            for recipe in found
            if (retired or not recipe.retired) and question in (None, recipe.spec.question)
        ]

    def recipe(self, name: str) -> Recipe:
        """Return one recipe as it stands; `NotFoundError` naming those there are."""
        with self._database.read() as connection:
            return _newest(connection, name)

    # ── running ─────────────────────────────────────────────────────────────────────────────────

    def rerun(self, name: str, *, author: str) -> Rerun:
        """Make the table of a recipe now, keep how it came out, and tell what changed since the last time.

        Raises
        ------
        NotFoundError
            When there is no such recipe, or what it asks for is no longer there.
        """
        recipe = self.recipe(name)
        # What comes in while the table is made is told the next time, rather than not at all.
        state = self._state(recipe.spec)
        table = self._tables.theme_table(recipe.spec)
        before = next(iter(self.runs(name)), None)
        with self._database.write() as connection:
            row = connection.execute(
                insert(TableRun)
                .values(recipe_id=recipe.id, result=result_of(table), state=state, author=author)
                .returning(TableRun.id, TableRun.created_at)
            ).one()
        run = Run(row.id, recipe.number, result_of(table), state, author, row.created_at)
        changes, why = self.compare(before, run)
        return Rerun(recipe, table, run, before, changes, tuple(why))

    def runs(self, name: str) -> Sequence[Run]:
        """Return how the table of a recipe came out each time, newest first; `log` says why as well."""
        statement = (
            select(
                TableRun.id,
                TableRecipe.number,
                TableRun.result,
                TableRun.state,
                TableRun.author,
                TableRun.created_at,
            )
            .join(TableRecipe, TableRecipe.id == TableRun.recipe_id)
            .where(TableRecipe.name == self.recipe(name).name)
            .order_by(TableRun.id.desc())
        )
        with self._database.read() as connection:
            return [Run(*row) for row in connection.execute(statement)]

    def log(self, name: str) -> Sequence[tuple[Run, tuple[str, ...]]]:
        """Return every run, newest first, with what had happened since the one before it."""
        runs = self.runs(name)
        return [
            (run, tuple(self.compare(before, run)[1]))
            for run, before in zip(runs, [*runs[1:], None], strict=True)
        ]

    def compare(self, before: Run | None, after: Run) -> tuple["pd.DataFrame", Sequence[str]]:
        """Return what differs between two runs of one recipe, cell by cell, and why, in sentences."""
        import pandas as pd

        if before is None:
            return pd.DataFrame(columns=list(COLUMNS)), []
        changes = compare(before.result, after.result)
        with self._database.read() as connection:
            why = reasons(connection, before.state, after.state)
        differing = changes[changes["kind"] != SAME]
        if not why and len(differing):
            why = [_("Waardoor de cijfers verschillen, is uit het logboek niet op te maken.")]
        return changes, why

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _state(self, spec: TableSpec) -> dict[str, Any]:
        corpus = Corpus(self._database)
        closed = spec.survey is not None
        survey = spec.survey or corpus.question(spec.question).survey
        codebook = None if closed else Codebooks(self._database).for_question(spec.question)
        model_id = self._classifiers.current_id(spec.question) if spec.whose in WITH_MODEL else None
        respondents = corpus.respondents(survey)
        with self._database.read() as connection:
            return read_state(connection, spec, codebook, respondents, model_id=model_id)

    def _add_version(
        self, connection: Connection, name: str, values: dict[str, Any], *, author: str
    ) -> Recipe:
        row = connection.execute(_newest_of_each().where(TableRecipe.name == name)).one_or_none()
        if row is not None and all(getattr(row, key) == value for key, value in values.items()):
            return _as_recipe(row)
        number = 1 if row is None else row.number + 1
        connection.execute(insert(TableRecipe).values(name=name, number=number, author=author, **values))
        return _newest(connection, name)


def _newest_of_each() -> Select[*tuple[Any, ...]]:
    newest = select(func.max(TableRecipe.id)).group_by(TableRecipe.name)
    return select(
        TableRecipe.id,
        TableRecipe.name,
        TableRecipe.number,
        TableRecipe.title,
        TableRecipe.spec,
        TableRecipe.retired,
        TableRecipe.author,
        TableRecipe.created_at,
    ).where(TableRecipe.id.in_(newest))


def _newest(connection: Connection, name: str) -> Recipe:
    rows = connection.execute(_newest_of_each().order_by(TableRecipe.name)).all()
    wanted = " ".join(name.split())
    row = next((row for row in rows if row.name == wanted), None)
    if row is None:
        known = ", ".join(row.name for row in rows if not row.retired)
        raise NotFoundError(
            _("Er is geen bewaarde tabel '{name}'; er zijn: {known}.").format(
                name=name, known=known or _("geen")
            )
        )
    return _as_recipe(row)


def _as_recipe(row: Row[*tuple[Any, ...]]) -> Recipe:
    return Recipe(
        row.id,
        row.name,
        row.number,
        row.title,
        TableSpec.from_dict(row.spec),
        bool(row.retired),
        row.author,
        row.created_at,
    )
