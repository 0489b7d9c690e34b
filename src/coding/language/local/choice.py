"""Which text model a project uses: the word vectors of the program, or a model in a folder here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from coding.errors import CodingError
from coding.i18n import _
from coding.language.local.fingerprint import look_of, name_of
from coding.language.local.folder import STATIC, ModelFolder, default_prefix, recognise
from coding.language.local.kept import KeptVectors, forget
from coding.language.local.libraries import missing, not_installed
from coding.language.local.model import PROBE, LocalModel, local_model
from coding.language.vectors import ABOUT, TextModel, WordVectors, word_vectors
from coding.store import Database
from coding.store.schema import Setting

CHOSEN = "text_vectors"  # setting: folder, prefix, name, and size and moment of the files


@dataclass(frozen=True)
class VectorsInfo:
    """The text model of a project in words.

    Attributes
    ----------
    name
        Of what is used now; stored with groups and suggestions.
    folder
        The folder that was chosen; empty for the vectors of the program.
    prefix
        What is put before every text.
    problem
        Why what was chosen is not used, as a sentence; the program's own vectors are used then.
    advice
        What to type to mend that, where there is something to type.
    """

    name: str
    folder: str = ""
    prefix: str = ""
    problem: str = ""
    advice: str = ""


class ChosenVectors:
    """The text model of one project.

    Parameters
    ----------
    database
        The project's database.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def info(self) -> VectorsInfo:
        """Return which text model is used, and what is wrong with the one that was chosen."""
        chosen = self._chosen()
        if chosen is None:
            return VectorsInfo(word_vectors().name)
        told = VectorsInfo(str(chosen["name"]), str(chosen["folder"]), str(chosen["prefix"]))
        try:
            self._folder(chosen)
        except CodingError as error:
            problem, _line, advice = str(error).partition("\n")
            return VectorsInfo(word_vectors().name, told.folder, told.prefix, problem, advice)
        return told

    def model(self) -> TextModel:
        """Return the text model; that of the program where the one that was chosen is not usable here."""
        chosen = self._chosen()
        if chosen is None:
            return word_vectors()
        try:
            folder = self._folder(chosen)
        except CodingError:  # `info` says what is wrong
            return word_vectors()
        model = local_model(folder, name=str(chosen["name"]), prefix=str(chosen["prefix"]))
        return model if folder.kind == STATIC else KeptVectors(self.database, model)

    def use(self, folder: str | Path | None, *, prefix: str | None = None) -> VectorsInfo:
        """Choose a folder for this project; ``None`` goes back to the vectors of the program.

        Groups and suggestions that are there stay as they are, until somebody groups or trains again.

        Parameters
        ----------
        folder
            With a model2vec, ONNX or sentence-transformers model.
        prefix
            What the model wants before every text; what its folder says when left out.

        Raises
        ------
        CodingError
            When there is no model that works there; nothing is changed then.
        """
        chosen: dict[str, Any] | None = None
        if folder is not None:
            found = recognise(Path(folder).expanduser().absolute())
            before = default_prefix(found.path) if prefix is None else prefix
            name = name_of(found, before)
            LocalModel(found, name=name, prefix=before).embed([PROBE])
            chosen = {"folder": str(found.path), "prefix": before, "name": name, "files": look_of(found)}
        earlier = self._chosen()
        with self.database.write() as connection:
            if earlier is not None and (chosen is None or chosen["name"] != earlier["name"]):
                forget(connection, str(earlier["name"]))
            connection.execute(delete(Setting).where(Setting.key == CHOSEN))
            if chosen is not None:
                connection.execute(insert(Setting).values(key=CHOSEN, value={"value": chosen}))
        return self.info()

    def _folder(self, chosen: dict[str, Any]) -> ModelFolder:
        """Return the folder that was chosen, when it is here, unchanged, and can be read."""
        folder = recognise(Path(chosen["folder"]))
        if missing(folder.kind):
            raise not_installed(folder)
        if look_of(folder) != chosen["files"] and name_of(folder, chosen["prefix"]) != chosen["name"]:
            raise CodingError(
                _(
                    "In de map {folder} staat een ander model dan toen u haar koos. Kies de map opnieuw om "
                    "het te gebruiken, of zet het oude model terug."
                ).format(folder=folder.path)
            )
        return folder

    def _chosen(self) -> dict[str, Any] | None:
        with self.database.read() as connection:
            stored = connection.scalar(select(Setting.value).where(Setting.key == CHOSEN))
        return None if stored is None else stored["value"]


def vectors_from(folder: Path) -> TextModel:
    """Return what a folder holds to give texts a vector: word vectors as trained here, or a text model.

    Raises
    ------
    CodingError
        When it holds neither, or its library is not installed.
    """
    if (folder / ABOUT).is_file():
        return WordVectors.load(folder)
    found = recognise(folder)
    prefix = default_prefix(found.path)
    return local_model(found, name=name_of(found, prefix), prefix=prefix)


def text_model(database: Database) -> TextModel:
    """Return what gives the texts of a project their places."""
    return ChosenVectors(database).model()
