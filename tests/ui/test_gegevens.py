"""The data page: what a file holds, what will happen, what happened."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.pages import PageOpener, button, texts

from coding.corpus import guess_mapping, read_table
from coding.errors import InputError
from coding.project import Project
from coding.ui.components import mapping_table as mt

SURVEY = (
    b"gemeente;inwoners;stand;v7 Wat vindt u van de bus?\n"
    b"Aalwijk;12000;volledig;altijd te laat en dat is al jaren zo\n"
    b"Beekzicht;45000;volledig;prima geregeld hoor, hier geen klachten over\n"
    b"Aalwijk;12000;gedeeltelijk;\n"
)
REPORT = (
    b"# Terugblik\n\nHet team is goed bereikbaar voor inwoners, al duurt het soms lang.\n\n"
    b"De samenwerking met scholen kan beter, zeggen medewerkers.\n"
)


def _upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "") for name, content in files])
    return app.run()


def _as_it_is(app: AppTest) -> None:
    """Ask for the import without replacing personal data."""
    next(box for box in app.checkbox if box.label.startswith("Namen en andere")).uncheck().run()


def test_answers_wait_for_a_review_unless_asked_otherwise(small: Project, open_page: PageOpener) -> None:
    app = _upload(open_page("gegevens"), ("bus.csv", SURVEY))
    button(app, "Importeren").click().run()
    assert not app.exception
    assert "bus.csv: de teksten wachten op nakijken" in texts(app)
    assert small.corpus.questions().empty
    assert [batch.n_texts for batch in small.pseudonyms.waiting()] == [2]


def test_a_report_waits_when_asked(small: Project, open_page: PageOpener) -> None:
    app = _upload(open_page("gegevens"), ("terugblik.md", REPORT))
    next(box for box in app.checkbox if box.label.startswith("Namen en andere")).check().run()
    button(app, "Importeren").click().run()
    assert not app.exception
    assert small.corpus.questions().empty
    assert [batch.name for batch in small.pseudonyms.waiting()] == ["terugblik.md"]


def test_an_empty_project_says_how_to_begin(small: Project, open_page: PageOpener) -> None:
    app = open_page("gegevens")
    assert not app.exception
    assert "Begin met de antwoorden op een peiling" in texts(app)


def test_says_what_will_happen_before_anything_happens(small: Project, open_page: PageOpener) -> None:
    app = _upload(open_page("gegevens"), ("bus.csv", SURVEY))
    assert not app.exception
    shown = texts(app)
    assert "2 respondenten, 1 open vraag, 2 antwoorden." in shown
    assert "Rij 4 (Aalwijk) niet overgenomen" in shown
    assert small.corpus.questions().empty


def test_imports_and_says_that_a_second_time_changes_nothing(small: Project, open_page: PageOpener) -> None:
    app = _upload(open_page("gegevens"), ("bus.csv", SURVEY))
    _as_it_is(app)
    button(app, "Importeren").click().run()
    assert not app.exception
    assert "bus.csv: 2 nieuwe respondenten, 2 nieuwe antwoorden." in texts(app)
    questions = small.corpus.questions()
    assert questions[["key", "n_segments"]].values.tolist() == [["7", 2]]
    again = _upload(app, ("bus.csv", SURVEY))
    _as_it_is(again)
    button(again, "Importeren").click().run()
    assert "er is niets veranderd" in texts(again)
    assert len(small.corpus.files()) == 1


def test_a_broken_file_is_told_in_a_sentence_and_imports_nothing(
    small: Project, open_page: PageOpener
) -> None:
    app = _upload(open_page("gegevens"), ("bus.csv", b"gemeente;antwoord\nAalwijk;te laat;en te duur\n"))
    assert not app.exception
    assert "bus.csv, rij 2: deze rij heeft 3 cellen en de kopregel 2." in texts(app)
    assert small.corpus.files().empty


def test_several_reports_at_once_and_a_broken_one_does_not_hold_up_the_others(
    small: Project, open_page: PageOpener
) -> None:
    app = _upload(open_page("gegevens"), ("terugblik.md", REPORT), ("leeg.txt", b""))
    button(app, "Importeren").click().run()
    assert not app.exception
    shown = texts(app)
    assert "terugblik.md: 3 tekstblokken." in shown
    assert "leeg.txt: niet geïmporteerd." in shown
    assert small.corpus.questions()["kind"].tolist() == ["reports"]


MAPPING = b"""
id: bus
respondent: gemeente
duplicates: [{column: stand, order: [volledig, gedeeltelijk]}]
open_questions:
  - column: v7 Wat vindt u van de bus?
    id: bus-7
    text: Wat vindt u ervan?
    codebook: knelpunten
"""


def test_a_mapping_file_beside_the_survey_says_what_the_columns_are(
    small: Project, open_page: PageOpener
) -> None:
    app = _upload(open_page("gegevens"), ("bus.csv", SURVEY), ("bus.yaml", MAPPING))
    assert "niet overgenomen: rij 2 gaat voor (stand)" in texts(app)
    _as_it_is(app)
    button(app, "Importeren").click().run()
    assert not app.exception
    question = small.corpus.question("bus-7")
    assert (question.text, question.codebook) == ("Wat vindt u ervan?", "knelpunten")
    assert small.corpus.variables().empty


def _edited(changes: dict[str, dict[str, str]], options: mt.SurveyOptions | None = None):
    table = read_table(SURVEY, name="bus.csv")
    guess = guess_mapping(table)
    frame = mt.to_frame(table, guess).set_index("column", drop=False)
    for column, values in changes.items():
        for name, value in values.items():
            frame.loc[column, name] = value
    return mt.from_frame(frame.reset_index(drop=True), options or mt.options_of(guess), guess=guess)


def test_the_table_of_columns_makes_the_mapping() -> None:
    mapping = _edited(
        {
            "stand": {"role": mt.SKIP},
            "inwoners": {"role": mt.NUMBER, "id": "inwoners", "text": "Inwonertal"},
            "v7 Wat vindt u van de bus?": {"codebook": "knelpunten"},
        },
        mt.SurveyOptions("bus", duplicate_column="stand", duplicate_order=["volledig"], split_respondent="/"),
    )
    assert mapping.respondent == "gemeente"
    assert [(one.key, one.type, one.label) for one in mapping.variables] == [
        ("inwoners", "number", "Inwonertal")
    ]
    assert [(one.id, one.codebook) for one in mapping.open_questions] == [("7", "knelpunten")]
    assert mapping.split_respondent == "/"
    assert mapping.to_dict()["duplicates"] == [
        {"column": "stand", "order": ["volledig"]},
        "most_answered",
    ]


@pytest.mark.parametrize("roles", [{"gemeente": mt.SKIP}, {"stand": mt.RESPONDENT}])
def test_exactly_one_column_is_the_respondent(roles: dict[str, str]) -> None:
    with pytest.raises(InputError, match="precies één kolom"):
        _edited({column: {"role": role} for column, role in roles.items()})


def test_an_open_question_needs_a_number() -> None:
    with pytest.raises(InputError, match="geef deze open vraag een nummer"):
        _edited({"v7 Wat vindt u van de bus?": {"id": ""}})


def test_every_role_has_a_word() -> None:
    every: Sequence[str] = (mt.RESPONDENT, mt.OPEN, mt.CLOSED, mt.CATEGORY, mt.NUMBER, mt.SKIP)
    assert list(mt.roles()) == list(every)


def test_personal_data_beside_the_answers_are_told_before_anything_is_stored(
    small: Project, open_page: PageOpener
) -> None:
    survey = SURVEY.replace(b"stand;", b"contact;").replace(b"volledig", b"mevrouw Femke de Haan")
    app = _upload(open_page("gegevens"), ("bus.csv", survey))
    assert not app.exception
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "Kolom 'contact' (kenmerk): 1 waarde met persoonsgegevens (persoon), bij 2 respondenten. Die wacht "
        "mee op het nakijken; of sla de kolom over."
    ]
    assert small.pseudonyms.waiting() == []
    _as_it_is(app)
    assert not app.warning


def test_numbers_that_are_personal_data_stop_the_import_on_the_page(
    small: Project, open_page: PageOpener
) -> None:
    survey = SURVEY.replace(b"12000", b"0612345678").replace(b"45000", b"0687654321")
    numbers = MAPPING + b"variables: [{column: inwoners, type: number}]\n"
    app = _upload(open_page("gegevens"), ("bus.csv", survey), ("bus.yaml", numbers))
    assert not app.exception
    assert "een getal kan niet worden vervangen" in texts(app)
    assert button(app, "Importeren").disabled


@pytest.mark.parametrize(("values", "waiting"), [((b"ja", b"nee"), 0), ((b"mevrouw Jansen", b"nee"), 1)])
def test_closed_questions_are_searched_too_and_wait_only_where_something_was_found(
    small: Project, open_page: PageOpener, values: tuple[bytes, bytes], waiting: int
) -> None:
    survey = b"gemeente;contact\nAalwijk;%b\nBeekzicht;%b\n" % values
    mapping = b"id: p\ntitle: P\nrespondent: gemeente\nvariables: [{column: contact, type: category}]\n"
    app = _upload(open_page("gegevens"), ("contact.csv", survey), ("contact.yaml", mapping))
    button(app, "Importeren").click().run()
    assert not app.exception
    assert len(small.pseudonyms.waiting()) == waiting
    assert len(small.corpus.respondents("p")) == (0 if waiting else 2)
