"""Which pipeline a project works with: the one it began with, until somebody asks for another."""

from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, insert, select

from coding.errors import CodingError
from coding.i18n import _
from coding.language.choice import BUILT_IN, PipelineInfo, choose, installed
from coding.language.local.kept import KIND
from coding.store import Database
from coding.store.schema import Analysis, Setting

WANTED = "language_model"  # setting: the model that somebody named, as `load` takes it
SETTLED = "analysed_with"  # setting: name and model of the pipeline whose analyses this project uses


@dataclass(frozen=True)
class PipelineChange:
    """The question that is open when another pipeline is chosen than the project was analysed with.

    Attributes
    ----------
    own, chosen
        The project's pipeline, and the one that a new project would get now.
    n_again
        How many different texts would be analysed again.
    n_waiting
        How many texts wait for the answer: not analysed yet, while the project's own pipeline is gone.
    """

    own: PipelineInfo
    chosen: PipelineInfo
    n_again: int
    n_waiting: int


class SettledPipeline:
    """The pipeline of one project.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def chosen(self) -> PipelineInfo:
        """Return the pipeline a new project would get: the one in the settings, else the best there is."""
        return choose(self._wanted())

    def own(self) -> PipelineInfo:
        """Return the pipeline whose analyses this project uses; its ``model`` is empty when it is gone."""
        settled = self._settled()
        if settled is None:
            return self.chosen()
        name, model = settled
        with suppress(CodingError):  # what the settings name may be gone while the project's own is there
            chosen = self.chosen()
            if chosen.name == name:
                return chosen
        for candidate in filter(None, (model, *installed(), BUILT_IN)):
            with suppress(CodingError):
                found = choose(candidate)
                if found.name == name:
                    return replace(found, reason=_("Hiermee is dit project ontleed."))
        return PipelineInfo(name, "", _("Hiermee is dit project ontleed, maar het is er niet meer."))

    def settle(self, pipeline: PipelineInfo) -> None:
        """Make this the project's own pipeline."""
        self._set(SETTLED, {"name": pipeline.name, "model": pipeline.model})

    def want(self, model: str | None) -> None:
        """Name the model to choose; ``None`` leaves the choice to the program."""
        self._set(WANTED, model)

    def _wanted(self) -> str | None:
        wanted = self._setting(WANTED)
        return str(wanted) if wanted else None

    def _settled(self) -> tuple[str, str] | None:
        stored = self._setting(SETTLED)
        if isinstance(stored, dict):
            return str(stored["name"]), str(stored["model"])
        # A project from before this was noted down: what most of its texts were analysed with.
        most = (
            select(Analysis.pipeline)
            .where(~Analysis.pipeline.startswith(KIND))
            .group_by(Analysis.pipeline)
            .order_by(func.count().desc(), Analysis.pipeline)
            .limit(1)
        )
        with self.database.read() as connection:
            found = connection.scalar(most)
        return None if found is None else (found, "")

    def _setting(self, key: str) -> object:
        with self.database.read() as connection:
            value = connection.scalar(select(Setting.value).where(Setting.key == key))
        return None if value is None else value["value"]

    def _set(self, key: str, value: object) -> None:
        if self._setting(key) == value:
            return
        with self.database.write() as connection:
            connection.execute(delete(Setting).where(Setting.key == key))
            if value is not None:
                connection.execute(insert(Setting).values(key=key, value={"value": value}))
