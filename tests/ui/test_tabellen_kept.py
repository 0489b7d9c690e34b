"""The page Tabellen: saved tables, the question over time, quotes."""

import pytest
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.codings import JudgementUpdate, Role
from coding.project import Project
from coding.tables import TableSpec
from coding.ui.components.table_views import TableView
from coding.waves import Part

ANSWERS = [
    "De bus komt elke ochtend veel te laat bij de halte.",
    "Te laat en bovendien te duur voor een gezin.",
    "Prima zo, niets te klagen over de bus.",
    "Soms komt de bus <b>nooit</b>, en dan weer twee tegelijk.",
]
GIVEN = [{"laat"}, {"laat", "duur"}, {"geen"}, {"zelden"}]


@pytest.fixture(autouse=True)
def no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found without parts of speech, which take seconds to load."""
    monkeypatch.setattr("coding.pseudonyms.recognise.tagger", lambda: None)


@pytest.fixture
def coded(small: Project) -> Project:
    segments = add_question(small, ANSWERS)
    anna = small.codings.ensure_coder("Anna", role=Role.LEAD)
    small.codings.judge(
        [
            JudgementUpdate(segment, frozenset(codes), read=True, client="t", revision=number)
            for number, (segment, codes) in enumerate(zip(segments, GIVEN, strict=True), start=1)
        ],
        coder_id=anna,
    )
    return small


def anna(project: Project) -> int:
    return project.codings.ensure_coder("Anna")


def test_a_table_is_kept_and_made_again(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7", coder=anna(coded))
    assert not app.exception
    next(field for field in app.text_input if field.label == "Naam van de tabel").set_value("Klachten")
    button(app, "Tabel bewaren").click()
    app.run()
    assert not app.exception
    [recipe] = coded.recipes.list()
    assert (recipe.name, recipe.author, recipe.spec.question) == ("Klachten", "Anna", "7")
    assert "zonder uitsplitsing" in texts(app)
    bram = coded.codings.ensure_coder("Bram")
    segment = int(coded.corpus.segments("7")["id"].iloc[0])
    coded.codings.judge([JudgementUpdate(segment, frozenset({"laat"}), read=True)], coder_id=bram)
    button(app, "Opnieuw maken").click()
    app.run()
    assert not app.exception
    assert "is geen enkel cijfer veranderd" in texts(app)
    assert "1 tekst is ook door iemand anders gelezen." in texts(app)
    button(app, "Uit de lijst").click()
    app.run()
    assert "Bewaarde tabellen" not in texts(app)


def test_quotes_are_chosen_cut_and_withdrawn(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7", coder=anna(coded))
    app.session_state["table-view"] = TableView.QUOTES
    app.session_state["quote-code-7"] = "laat"
    app.run()
    assert not app.exception
    assert ANSWERS[0] in texts(app)
    assert "Reiziger" not in texts(app)  # nobody is told who said it
    app.text_area[0].set_value("[…] elke ochtend veel te laat bij de halte.")
    next(one for one in app.button if one.label == "Zo kiezen").click()
    app.run()
    assert not app.exception
    [quote] = coded.quotes.chosen("7")
    assert quote.shown == "[…] elke ochtend veel te laat bij de halte."
    assert "1 citaat gekozen" in texts(app)
    assert ANSWERS[0] not in texts(app)  # who said it is not proposed again
    button(app, "Intrekken").click()
    app.run()
    assert coded.quotes.chosen("7") == []


def test_a_question_over_time_with_published_figures(coded: Project, open_page: PageOpener) -> None:
    app = open_page("tabellen", question="7", coder=anna(coded))
    app.session_state["table-view"] = TableView.WAVES
    app.run()
    assert not app.exception
    assert "Deze vraag door de tijd" in texts(app)
    coded.waves.save("Bus", [Part("2014"), Part("2015"), Part("2017", "7")], author="Anna")
    coded.waves.add_figure("Bus", "2014", code="laat", percent=20, n=99, source="Rapport", author="Anna")
    app.run()
    assert not app.exception
    fields = {field.label: field for field in app.text_input}
    fields["Percentage"].set_value("38")
    fields["Bron"].set_value("Rapport")
    app.number_input[0].set_value(200)
    next(box for box in app.selectbox if box.label == "Thema").set_value("laat")
    next(box for box in app.selectbox if box.label == "Meting").set_value("2015")
    button(app, "Cijfer invoeren").click()
    app.run()
    assert not app.exception
    _first, figure = coded.waves.figures("Bus")
    assert (figure.label, figure.percent, figure.n, figure.author) == ("Te laat", 38, 200, "Anna")
    shown = texts(app)
    assert "Verschil 2015–2017" in shown
    assert "+12" in shown  # 2 of 4 against 38%
    assert "2015 · Te laat: 38% van N = 200 (Rapport)" in shown


def test_who_may_not_export_keeps_and_chooses_nothing(coded: Project, open_page: PageOpener) -> None:
    coded.recipes.save("Klachten", TableSpec(question="7"), author="Anna")
    bram = coded.codings.ensure_coder("Bram")
    app = open_page("tabellen", question="7", coder=bram)
    assert "Opnieuw maken" not in texts(app)
    assert "Tabel bewaren" not in texts(app)
    for view in (TableView.QUOTES, TableView.WAVES):
        app.session_state["table-view"] = view
        app.run()
        assert not app.exception
        assert "Bram is codeur en mag niet" in texts(app)
