"""The language model on the pages: which one, and the question that another one puts."""

from pathlib import Path

import pytest
from tests.builders import add_question
from tests.language.models import save_model
from tests.ui.pages import PageOpener, button, texts

from coding.project import Project
from coding.ui.components import job_status

ANSWERS = [f"te laat {number}" for number in range(32)]


@pytest.fixture
def changed(small: Project, tmp_path: Path) -> Project:
    """A project that was analysed with the built-in model; another one was named since."""
    add_question(small, ANSWERS)
    small.language.analyse()
    small.language.use(str(save_model(tmp_path / "model", "nl_mijn")))
    return small


def test_says_which_model_is_in_use_and_why(small: Project, open_page: PageOpener) -> None:
    app = open_page("beheer")
    assert not app.exception
    assert "Het ingebouwde Nederlandse taalmodel, omdat er geen ander is geïnstalleerd." in texts(app)
    assert small.language.info.name in texts(app)
    assert "Woordvectoren: nl_vectors-" in texts(app)
    assert "opnieuw" not in texts(app)
    # nothing to choose from beside the built-in one
    assert all("taalmodel" not in field.label for field in app.selectbox)


def test_a_changed_model_is_a_question_with_a_button(
    changed: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, str, list[str]]] = []
    monkeypatch.setattr(
        job_status,
        "start",
        lambda _project, verb, question, *, options: started.append((verb, question, options)),
    )
    app = open_page("beheer")
    shown = texts(app)
    change = changed.language.change()
    assert change is not None
    assert f"Ontleed met {change.own.name}; nu gekozen is nl_mijn-9.9.9+" in shown
    assert "werkt het project verder met het oude" in shown
    assert started == []
    button(app, "Ontleed 32 teksten opnieuw").click().run()
    assert not app.exception
    assert started == [("analyse", "", ["--again"])]
    assert changed.language.info.name == change.own.name


def test_staying_with_the_old_model_ends_the_question(changed: Project, open_page: PageOpener) -> None:
    app = open_page("beheer")
    choice = next(field for field in app.selectbox if field.label.startswith("Welk taalmodel"))
    app = choice.select("ingebouwd").run()
    assert not app.exception
    assert not changed.language.changed()
    assert "Ontleed 32 teksten opnieuw" not in texts(app)


def test_a_model_that_is_gone_is_told_and_another_can_be_chosen(
    changed: Project, open_page: PageOpener, tmp_path: Path
) -> None:
    (tmp_path / "model").rename(tmp_path / "weg")
    app = open_page("beheer")
    assert not app.exception
    assert "is niet te gebruiken" in texts(app)
    choice = next(field for field in app.selectbox if field.label.startswith("Welk taalmodel"))
    app = choice.select("ingebouwd").run()
    assert "is niet te gebruiken" not in texts(app)


@pytest.mark.parametrize("page", ["verkennen", "model"])
def test_other_pages_point_to_the_question(changed: Project, open_page: PageOpener, page: str) -> None:
    hint = "Er is een ander taalmodel dan waarmee dit project is ontleed."
    app = open_page(page, question="7")
    assert not app.exception
    assert hint in texts(app)
    changed.language.use(None)
    assert hint not in texts(app.run())
