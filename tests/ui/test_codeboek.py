"""The codebook page: reading codes, choosing a codebook, saving versions."""

import pytest
from tests.builders import add_question, codebook
from tests.ui.pages import PageOpener, button, texts

from coding.codebook import Code, CodebookError
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.ui.components.codebook_edit import changes, with_code
from coding.ui.components.codebook_tree import tree


def _code(**values: object) -> Code:
    plain = {
        "id": "kou",
        "label": "Kou",
        "definition": "Het is koud in de bus.",
        "include": "kou",
        "exclude": "tocht",
        "examples": ("brr", "het vriest erin"),
        "key_terms": ("kou",),
    }
    return Code(**(plain | values))  # type: ignore[arg-type]


def test_shows_every_code_with_its_number_of_answers(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ["altijd te laat", "te laat en te duur", "prima"])
    coder = small.codings.ensure_coder("Anna")
    given = [{"laat"}, {"laat", "duur"}, {"geen"}]
    small.codings.judge(
        [
            JudgementUpdate(segment, frozenset(codes), read=True, client="t", revision=number)
            for number, (segment, codes) in enumerate(zip(segments, given, strict=True), start=1)
        ],
        coder_id=coder,
    )
    app = open_page("codeboek", question="7")
    assert not app.exception
    shown = next(element.proto.body for element in app.get("html") if 'class="cb"' in element.proto.body)
    # the theme takes in its child once per answer; nobody said the bus is rare
    assert [shown.count(label) for label in ("Dienstregeling", "Te laat", "Rijdt zelden")] == [1, 1, 1]
    uses = dict(
        zip(
            [part.split("<")[0].strip() for part in shown.split('class="name">')[1:]],
            [part.split("<")[0] for part in shown.split('class="uses">')[1:]],
            strict=True,
        )
    )
    assert uses == {
        "Dienstregeling": "2 keer gegeven",
        "Te laat": "2 keer gegeven",
        "Rijdt zelden": "niet gebruikt",
        "Te duur": "1 keer gegeven",
        "Geen klacht": "1 keer gegeven",
    }


def test_a_codebook_that_comes_with_the_program_is_brought_in_by_choosing_it(
    small: Project, open_page: PageOpener
) -> None:
    add_question(small, ["altijd te laat"])
    small.corpus.set_codebook("7", None)
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna"))
    app.selectbox(key="codebook-None").select("knelpunten").run()
    button(app, "Gebruik dit codeboek bij vraag 7").click().run()
    assert not app.exception
    assert small.corpus.question("7").codebook == "knelpunten"
    assert small.codebooks.versions("knelpunten")["author"].tolist() == ["Anna"]


def test_a_question_gets_a_codebook_of_ones_own(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    small.corpus.set_codebook("7", None)
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna"))
    name = next(field for field in app.text_input if field.label == "Naam van het nieuwe codeboek")
    name.input("De bus in de ochtend")
    button(app, "Nieuw codeboek beginnen").click().run()
    assert not app.exception
    stored = small.codebooks.for_question("7")
    assert stored.content.title == "De bus in de ochtend"
    assert [code.id for code in stored.content.codes] == ["overig", "weet-niet", "nvt"]
    name = next(field for field in app.text_input if field.label == "Naam van het nieuwe codeboek")
    name.input("De bus in de ochtend")
    button(app, "Nieuw codeboek beginnen").click().run()
    assert "Er is al een codeboek met deze naam" in texts(app)


def test_changing_a_code_is_a_new_version_with_a_reason(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna"))
    app.selectbox(key="edit-vervoer").select("duur").run()
    next(field for field in app.text_input if field.label == "Label").input("Te hoge prijs")
    button(app, "Opslaan als nieuwe versie").click().run()
    assert "Schrijf erbij waarom" in texts(app)
    assert small.codebooks.current("vervoer").number == 1
    next(field for field in app.text_input if field.label == "Waarom deze wijziging?").input("duidelijker")
    button(app, "Opslaan als nieuwe versie").click().run()
    assert not app.exception
    stored = small.codebooks.current("vervoer")
    assert (stored.number, stored.content.code("duur").label) == (2, "Te hoge prijs")
    newest = small.codebooks.versions("vervoer").iloc[0]
    assert (newest["author"], newest["reason"]) == ("Anna", "duidelijker")


def test_a_new_code_comes_after_its_theme_and_before_what_stands_alone() -> None:
    below = with_code(codebook(), _code(parent="dienst"))
    assert [code.id for code in below.codes] == ["dienst", "laat", "zelden", "kou", "duur", "geen"]
    alone = with_code(codebook(), _code())
    assert [code.id for code in alone.codes] == ["dienst", "laat", "zelden", "duur", "kou", "geen"]
    assert changes(codebook(), alone) == ["Nieuw: Kou."]


def test_a_code_that_is_not_right_is_refused() -> None:
    with pytest.raises(CodebookError, match="voorbeelden"):
        with_code(codebook(), _code(examples=("een",)))
    with pytest.raises(CodebookError, match="al op regel"):
        with_code(codebook(), _code(label="Te duur"))


def test_what_a_codebook_says_cannot_become_html() -> None:
    content = with_code(codebook(), _code(definition="<script>alert(1)</script>"))
    shown = tree(content, colours={code.id: "#000" for code in content.codes}, uses=None)
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_searching_leaves_only_codes_that_match() -> None:
    content = with_code(codebook(), _code())
    shown = tree(content, colours={code.id: "#000" for code in content.codes}, uses=None, find="vriest")
    assert shown.count("<details") == 1
    assert "Kou" in shown
