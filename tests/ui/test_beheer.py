"""The management page: people, settings, the copy of a project."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.classifier import trains_itself
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.ui.pages.beheer import backup


def test_people_get_a_role_and_can_stop(small: Project, open_page: PageOpener) -> None:
    anna, bram = small.codings.ensure_coder("Anna"), small.codings.ensure_coder("Bram")
    app = open_page("beheer", coder=anna)
    assert not app.exception
    app.selectbox(key=f"role-{anna}").select("lead").run()
    app.toggle(key=f"active-{bram}").set_value(False).run()
    assert not app.exception
    coders = small.codings.coders().set_index("name")
    assert coders.loc["Anna", "role"] == "lead"
    assert coders["active"].astype(bool).to_dict() == {"Anna": True, "Bram": False}


def test_adding_somebody(small: Project, open_page: PageOpener) -> None:
    app = open_page("beheer")
    next(field for field in app.text_input if field.label == "Iemand toevoegen").input("Carla *")
    button(app, "Toevoegen").click().run()
    assert not app.exception
    assert small.codings.coders()["name"].tolist() == ["Carla *"]
    assert "Carla * doet mee." in texts(app)


def test_the_project_gets_a_name_and_a_language(small: Project, open_page: PageOpener) -> None:
    app = open_page("beheer")
    next(field for field in app.text_input if field.label == "Naam van het project").input("Bussen 2017")
    next(field for field in app.selectbox if field.label.startswith("Taal van het scherm")).select("en")
    button(app, "Bewaren").click().run()
    assert not app.exception
    settings = small.settings()
    assert (settings["name"], settings["language"]) == ("Bussen 2017", "en")


def test_learning_by_itself_can_be_switched_off(small: Project, open_page: PageOpener) -> None:
    app = open_page("beheer")
    [by_itself] = [box for box in app.checkbox if box.label.startswith("Leer tijdens het coderen vanzelf")]
    assert by_itself.value
    by_itself.uncheck()
    button(app, "Bewaren").click().run()
    assert not app.exception
    assert not trains_itself(small.settings())


def test_says_where_the_data_is(small: Project, open_page: PageOpener, location: Path) -> None:
    app = open_page("beheer")
    assert str(location) in [element.value for element in app.code]
    assert "Niets verlaat deze machine." in texts(app)


def test_the_copy_is_a_whole_project_in_one_file(small: Project, location: Path, tmp_path: Path) -> None:
    add_question(small, ["te laat", "prima"])  # still in the write-ahead log, not in the file itself
    copy = tmp_path / "kopie.db"
    copy.write_bytes(backup(location))
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Project(copy) as project:
        assert project.corpus.segments("7")["text"].tolist() == ["te laat", "prima"]


def test_roles_bind_once_somebody_leads(small: Project, open_page: PageOpener) -> None:
    anna, bram = small.team.join("Anna"), small.team.join("Bram")
    app = open_page("beheer", coder=bram)
    assert not app.exception
    assert app.selectbox(key=f"role-{anna}").disabled
    assert "Bram is codeur en mag niet bepalen wie er meedoen." in texts(app)
    assert not [field for field in app.text_input if field.label == "Iemand toevoegen"]
    app = open_page("beheer", coder=anna)
    assert not app.selectbox(key=f"role-{bram}").disabled


def test_a_change_that_cannot_be_is_said_and_taken_back(small: Project, open_page: PageOpener) -> None:
    anna = small.team.add("Anna", role="lead", login="anna@voorbeeld.nl")
    app = open_page("beheer", coder=anna)
    app.toggle(key=f"active-{anna}").set_value(False).run()
    assert not app.exception
    assert "Er moet iemand hoofdonderzoeker zijn" in app.error[0].value
    assert app.toggle(key=f"active-{anna}").value is True
    app.text_input(key=f"login-{anna}").input("a.dewit@voorbeeld.nl").run()
    assert small.team.person(anna).login == "a.dewit@voorbeeld.nl"


def test_work_is_divided_after_a_look(small: Project, open_page: PageOpener) -> None:
    add_question(small, [f"antwoord {i}" for i in range(10)])
    anna, bram = small.codings.ensure_coder("Anna"), small.codings.ensure_coder("Bram")
    app = open_page("beheer", question="7", coder=anna)
    assert "10 teksten zijn nog van niemand." in texts(app)
    next(field for field in app.multiselect if field.label == "Over wie").set_value([anna, bram]).run()
    assert "Anna en Bram krijgen elk 6 teksten; 2 teksten worden door twee gelezen" in texts(app)
    button(app, "Verdelen").click().run()
    assert not app.exception
    assert small.divisions.progress("7")["n_items"].tolist() == [6, 6]
    assert small.divisions.divisions("7")["author"].tolist() == ["Anna"]
    assert "0 teksten zijn nog van niemand." in texts(app)


def test_the_log_shows_others_only_to_who_may_see_them(small: Project, open_page: PageOpener) -> None:
    [segment] = add_question(small, ["te laat"])
    anna, bram = small.team.join("Anna"), small.team.join("Bram")
    small.codings.judge([JudgementUpdate(segment, frozenset({"laat"}), read=True)], coder_id=anna)
    app = open_page("beheer", question="7", coder=anna)
    assert not app.exception
    assert "gaf Te laat; las" in texts(app)
    app = open_page("beheer", question="7", coder=bram)
    assert "gaf Te laat" not in texts(app)
    assert "liet Anna meedoen" not in texts(app)


def test_the_log_is_searched_and_turned_page_by_page(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, [f"antwoord {i}" for i in range(60)])
    anna = small.codings.ensure_coder("Anna")
    for segment in segments:
        small.codings.judge([JudgementUpdate(segment, frozenset(), read=True)], coder_id=anna)
    app = open_page("beheer", question="7", coder=anna)
    assert "antwoord 59" in texts(app)
    assert "antwoord 3<" not in texts(app)
    button(app, "Eerder").click().run()
    assert "antwoord 3<" in texts(app)
    assert "antwoord 59" not in texts(app)
    next(field for field in app.text_input if field.label == "Zoeken").input("antwoord 59").run()
    assert not app.exception
    assert "antwoord 59" in texts(app)
    assert "Eerder" not in [element.label for element in app.button]


def test_who_has_not_said_who_they_are_is_asked_on_every_tab(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["te laat", "prima"])
    small.team.join("Anna")  # leads: from now on roles count
    app = open_page("beheer")
    assert not app.exception
    assert [element.value for element in app.subheader].count("Wie bent u?") == 3
