"""The word vectors on the pages: which, what is wrong, and another folder."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.builders import add_question
from tests.language.folders import static_folder
from tests.ui.pages import PageOpener, button, texts

from coding.codings import Role
from coding.language.local import choice
from coding.language.local import model as local
from coding.project import Project
from coding.ui.components import job_status


class Lengths:
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture
def chosen(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a project uses."""
    monkeypatch.setattr(local, "_read", lambda folder: Lengths())
    monkeypatch.setattr(choice, "missing", lambda kind: [])
    add_question(small, [f"te laat {number}" for number in range(32)])
    folder = static_folder(tmp_path / "model")
    small.language.vectors.use(folder, prefix="query: ")
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, list[str]]]:
    """The jobs that a page started."""
    found: list[tuple[str, str, list[str]]] = []
    monkeypatch.setattr(
        job_status,
        "start",
        lambda _project, verb, question, *, options: found.append((verb, question, options)),
    )
    return found


def test_another_folder_is_read_beside_the_app(
    small: Project, open_page: PageOpener, started: list[tuple[str, str, list[str]]]
) -> None:
    app = open_page("beheer")
    assert not app.exception
    assert "Woordvectoren: nl_vectors-" in texts(app)
    assert not [found for found in app.button if found.label.startswith("Terug")]
    next(field for field in app.text_input if field.label == "Map met het model").input(" /data/e5 ")
    button(app, "Lezen en gebruiken").click().run()
    assert not app.exception
    assert started == [("language", "", ["--vectors=/data/e5"])]
    next(field for field in app.text_input if field.label.startswith("Woorden vóór")).input("query: ")
    button(app, "Lezen en gebruiken").click().run()
    assert started[-1] == ("language", "", ["--vectors=/data/e5", "--prefix=query: "])


def test_an_empty_field_starts_nothing(
    small: Project, open_page: PageOpener, started: list[tuple[str, str, list[str]]]
) -> None:
    app = open_page("beheer")
    button(app, "Lezen en gebruiken").click().run()
    assert not app.exception
    assert started == []


def test_what_is_in_use_is_told_and_can_be_given_up(
    small: Project, chosen: Path, open_page: PageOpener
) -> None:
    app = open_page("beheer")
    assert not app.exception
    assert "model2vec-" in texts(app)
    assert "“query" in texts(app)
    button(app, "Terug naar de meegeleverde woordvectoren").click().run()
    assert not app.exception
    assert small.language.vectors.info().folder == ""
    assert "Woordvectoren: nl_vectors-" in texts(app)


def test_a_folder_that_is_gone_is_told_with_what_is_used_instead(
    small: Project, chosen: Path, open_page: PageOpener
) -> None:
    chosen.rename(chosen.with_name("weg"))
    app = open_page("beheer")
    assert not app.exception
    shown = texts(app)
    assert "Er is op deze machine geen map" in shown
    assert "meegeleverde woordvectoren" in shown
    assert "Woordvectoren: nl_vectors-" in shown


@pytest.mark.parametrize("page", ["verkennen", "model"])
def test_other_pages_say_that_it_is_gone(
    small: Project, chosen: Path, open_page: PageOpener, page: str
) -> None:
    hint = "De woordvectoren die voor dit project zijn gekozen, zijn nu niet te gebruiken."
    app = open_page(page, question="7")
    assert not app.exception
    assert hint not in texts(app)
    chosen.rename(chosen.with_name("weg"))
    assert hint in texts(app.run())


def test_who_may_not_change_the_project_sees_what_is_in_use(small: Project, open_page: PageOpener) -> None:
    small.codings.ensure_coder("Anna", role=Role.LEAD)
    reader = small.codings.ensure_coder("Bas", role=Role.READER)
    app = open_page("beheer", coder=reader)
    assert not app.exception
    assert "Woordvectoren: nl_vectors-" in texts(app)
    assert "Map met het model" not in [field.label for field in app.text_input]
