"""The review of personal data: progress, deciding by string, undo, adding words, releasing."""

import pytest
from tests.pseudonyms.test_store import FIRST, mapping
from tests.ui.pages import PageOpener, button, texts

from coding.project import Project
from coding.pseudonyms import Batch, Recogniser


@pytest.fixture
def batch(small: Project) -> Batch:
    staged = small.pseudonyms.stage_survey(
        FIRST.encode(),
        name="a.csv",
        mapping=mapping(),
        recogniser=Recogniser(),
        by="Ans",
        passphrase="vier losse woorden hier",
    )
    assert isinstance(staged, Batch)
    return staged


@pytest.fixture
def coder(small: Project) -> int:
    return small.codings.ensure_coder("Ans")


def test_nothing_waits(open_page: PageOpener, small: Project, coder: int) -> None:
    assert "Er wacht niets" in texts(open_page("persoonsgegevens", coder=coder))


def test_every_place_is_shown_in_its_sentence(open_page: PageOpener, batch: Batch, coder: int) -> None:
    app = open_page("persoonsgegevens", coder=coder)
    assert not app.exception
    shown = texts(app)
    assert "a.csv: 5 teksten" in shown
    assert "Mevrouw <mark>Wiersinga</mark> belde" in shown
    assert app.get("progress")[0].proto.text == "0 van 3 vervangingen bekeken, op 5 plaatsen"


def test_a_decision_goes_on_to_the_next_and_is_undone(
    open_page: PageOpener, small: Project, batch: Batch, coder: int
) -> None:
    app = open_page("persoonsgegevens", coder=coder)
    app.button(key="review-reject").click().run()
    assert "Wiersinga: blijft staan (zo ook op 2 andere plaatsen)" in texts(app)
    assert "06-12345678" in texts(app)
    assert [(g.string, g.accepted) for g in small.pseudonyms.groups(batch.id) if g.decided] == [
        ("Wiersinga", False)
    ]
    app.button(key="review-accept").click().run()
    assert small.pseudonyms.batch(batch.id).n_decided == 4
    app.button(key="review-undo").click().run()
    app.button(key="review-undo").click().run()
    assert small.pseudonyms.batch(batch.id).n_decided == 0
    assert "ongedaan gemaakt" in texts(app)


def test_missed_words_are_added(open_page: PageOpener, small: Project, batch: Batch, coder: int) -> None:
    app = open_page("persoonsgegevens", coder=coder)
    next(field for field in app.text_input if field.label.startswith("Woorden")).set_value("Xqrt")
    button(app, "Toevoegen").click().run()
    assert "‘Xqrt’ (persoon) wordt vervangen, op 1 plaats." in app.session_state["marking-told"]
    assert "Xqrt" in [group.string for group in small.pseudonyms.groups(batch.id)]


def test_release_then_the_original_until_it_is_destroyed(
    open_page: PageOpener, small: Project, batch: Batch, coder: int
) -> None:
    app = open_page("persoonsgegevens", coder=coder)
    app.button(key="release").click().run()
    assert not app.exception
    assert "3 nieuwe respondenten" in texts(app)
    assert "Mevrouw [PERSOON-1] belde [TELEFOON-1]." in small.corpus.segments("1")["text"].tolist()
    app.text_input(key=f"passphrase-{batch.id}").set_value("een verkeerde wachtzin").run()
    app.button(key=f"fetch-{batch.id}").click().run()
    assert "niet de wachtzin" in texts(app)
    app.checkbox(key=f"sure-{batch.id}").check().run()
    app.button(key=f"destroy-{batch.id}").click().run()
    assert not small.pseudonyms.batch(batch.id).kept


def test_discard(open_page: PageOpener, small: Project, batch: Batch, coder: int) -> None:
    app = open_page("persoonsgegevens", coder=coder)
    app.button(key="discard").click().run()
    assert "niets van geïmporteerd" in texts(app)
    assert small.corpus.questions().empty


def test_text_from_outside_is_escaped(open_page: PageOpener, small: Project, coder: int) -> None:
    content = FIRST + 'Elst;"Mevrouw Wiersinga zei <b>nee</b> en <script>alert(1)</script>";\r\n'
    small.pseudonyms.stage_survey(
        content.encode(), name="b.csv", mapping=mapping(), recogniser=Recogniser(), by="Ans"
    )
    shown = texts(open_page("persoonsgegevens", coder=coder))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
