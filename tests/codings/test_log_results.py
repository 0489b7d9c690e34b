"""The log of what was kept of results, and of which model suggests."""

import pytest
from tests.builders import add_question

from coding.codings import LogKind, Wanted
from coding.project import Project
from coding.tables import TableSpec


@pytest.fixture
def kept(project: Project) -> Project:
    add_question(project, ["de bus is te laat", "te duur"])
    return project


def told(project: Project, kind: LogKind) -> list[tuple[str, str, str]]:
    return [(line.who, line.what, line.where) for line in project.log.page(Wanted(kind=kind)).lines]


def test_choices_of_models(kept: Project) -> None:
    kept.classifiers.choose("7", None, author="Anna")
    assert told(kept, LogKind.MODEL) == [("Anna", "liet voortaan het nieuwste model voorstellen doen", "7")]


def test_saved_tables_and_their_runs(kept: Project) -> None:
    spec = TableSpec(question="7")
    kept.recipes.save("Klachten", spec, author="Anna")
    kept.recipes.rerun("Klachten", author="Bram")
    kept.recipes.save("Klachten", spec, author="Bram", title="Klachten over de bus")
    kept.recipes.retire("Klachten", author="Anna")
    assert told(kept, LogKind.TABLE) == [
        ("Anna", "haalde een bewaarde tabel uit de lijst", "Klachten"),
        ("Bram", "wijzigde een bewaarde tabel", "Klachten, versie 2"),
        ("Bram", "maakte een bewaarde tabel opnieuw", "Klachten"),
        ("Anna", "bewaarde een tabel", "Klachten, versie 1"),
    ]
