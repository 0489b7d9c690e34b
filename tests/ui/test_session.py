"""Which project, which question, who is at work, in which language: the frame around every page."""

import pytest
from streamlit.testing.v1 import AppTest
from tests.builders import add_question
from tests.ui.pages import texts

from coding.resources import resource


@pytest.fixture
def app(small, open_page) -> AppTest:
    """The whole app, not drawn yet, on a project with two questions."""
    add_question(small, ["Te laat."], key="7")
    add_question(small, ["Te duur."], key="8")
    small.codings.ensure_coder("Anna")
    return AppTest.from_file(str(resource("app.py")), default_timeout=60)


def _question_box(app: AppTest):
    return next(box for box in app.selectbox if box.key == "vraag")


def test_it_opens_at_coding_when_there_is_something_to_code(app):
    app.run()
    assert not app.exception
    assert app.subheader[0].value == "Wie bent u?"
    assert _question_box(app).value == "7"


def test_it_opens_at_the_data_in_an_empty_project(small, open_page):
    app = AppTest.from_file(str(resource("app.py")), default_timeout=60).run()
    assert not app.exception
    assert "Gegevens" in [title.value for title in app.title]


def test_the_address_chooses_the_question(app):
    app.query_params["vraag"] = "8"
    app.run()
    assert _question_box(app).value == "8"
    assert "8" in app.query_params["vraag"]


def test_an_unknown_question_in_the_address_is_ignored(app):
    app.query_params["vraag"] = "nergens"
    app.run()
    assert _question_box(app).value == "7"


def test_another_question_changes_the_address_and_drops_the_place(app):
    app.run()
    app.query_params["antwoord"] = "1"
    _question_box(app).select("8").run()
    assert "8" in app.query_params["vraag"]
    assert "antwoord" not in app.query_params


def test_a_question_with_a_codebook_comes_first(app, small):
    small.corpus.set_codebook("7", None)
    app.run()
    assert _question_box(app).value == "8"


def test_the_language_follows_the_address_and_stays(app):
    app.query_params["taal"] = "en"
    app.run()
    del app.query_params["taal"]
    app.run()
    assert app.session_state["taal"] == "en"
    assert app.query_params["taal"] == "en"  # for a reload, on whatever page one is by then


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_language_has_the_frame_around_the_page(app, language):
    app.query_params["taal"] = language
    app.run()
    assert _question_box(app).value == "7"
    assert app.subheader  # the form that asks who is at work


def test_the_language_of_the_project_counts_where_nobody_chose(app, small):
    small.set("language", "en")
    app.run()
    assert app.session_state["taal"] == "en"


def test_somebody_else_can_take_over(app, small):
    app.run()
    next(button for button in app.button if button.label == "Anna").click().run()
    assert app.session_state["coder_id"] == 1
    next(button for button in app.button if button.label == "Iemand anders aan het werk").click().run()
    assert app.subheader[0].value == "Wie bent u?"


def test_taking_over_under_a_new_name(app, small, monkeypatch):
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.cookies", _Cookies("1"))
    app.run()
    assert app.session_state["coder_id"] == 1  # this browser remembered
    next(button for button in app.button if button.label == "Iemand anders aan het werk").click().run()
    app.text_input[0].input("Bram")
    next(button for button in app.button if button.label == "Verder").click().run()
    names = small.codings.coders().set_index("id")["name"]
    assert names[app.session_state["coder_id"]] == "Bram"


@pytest.mark.parametrize(
    ("cookie", "asked", "expected"),
    [
        ("2.1", "1", 1),  # two tabs, two people
        ("2.1", "", 2),
        ("2.1", "9", 2),  # a link from somebody who never worked here
        ("", "1", 0),
        ("x.<b>.2", "1", 2),
    ],
)
def test_who_this_browser_remembers(app, small, monkeypatch, cookie, asked, expected):
    small.codings.ensure_coder("Bram")
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.cookies", _Cookies(cookie))
    app.query_params["wie"] = asked
    app.run()
    assert app.session_state["coder_id"] == expected


class _Cookies:
    """Every cookie there is, with one value."""

    def __init__(self, value: str) -> None:
        self.value = value

    def get(self, _name: str, _default: str = "") -> str:
        return self.value


def test_who_stopped_working_is_asked_again(app, small):
    app.run()
    next(button for button in app.button if button.label == "Anna").click().run()
    small.team.change(1, active=False)
    app.run()
    assert app.subheader[0].value == "Wie bent u?"
    assert "Anna" not in [button.label for button in app.button]


def test_the_name_of_the_project_is_text(app, small):
    small.set("name", "<script>alert(1)</script>")
    app.run()
    assert "&lt;script&gt;alert(1)" in texts(app)
    assert "<script>alert" not in texts(app)


def test_what_goes_wrong_on_a_page_is_said_in_plain_words(app, monkeypatch):
    from coding.ui.pages import coderen

    def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(coderen, "render", broken)
    app.run()
    assert not app.exception
    assert "Er ging iets mis op deze pagina" in app.error[0].value
    assert "secret detail" not in texts(app)


def test_a_project_that_cannot_be_opened_is_explained(tmp_path, monkeypatch):
    monkeypatch.setenv("CODING_PROJECT", str(tmp_path / "nowhere" / "study.db"))
    app = AppTest.from_file(str(resource("app.py")), default_timeout=60).run()
    assert not app.exception
    assert "bestaat niet; maak die eerst aan" in app.error[0].value
