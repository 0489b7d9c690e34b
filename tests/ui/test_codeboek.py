"""The codebook page: reading codes, choosing a codebook, saving versions."""

from typing import Any

from streamlit.testing.v1 import AppTest
from tests.builders import add_question, codebook
from tests.ui.pages import PageOpener, button, texts

from coding.codebook import Add, Code, Edit, to_csv
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.ui.components.codebook_tree import tree


def field(app: AppTest, label: str) -> Any:
    """Return the field with this label."""
    return next(item for item in (*app.text_input, *app.text_area) if item.label == label)


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


def test_who_saves_second_sees_the_first_change_and_decides(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    anna, ben = (
        small.codings.ensure_coder("Anna", role="lead"),
        small.codings.ensure_coder("Ben", role="lead"),
    )
    first = open_page("codeboek", question="7", coder=anna)
    second = open_page("codeboek", question="7", coder=ben)
    for app, label in ((first, "Te hoge prijs"), (second, "Prijzen")):
        app.selectbox(key="edit-vervoer").select("duur").run()
        field(app, "Label").input(label)
        field(app, "Waarom deze wijziging?").input("korter")
    button(first, "Opslaan als nieuwe versie").click().run()
    assert "Opgeslagen als versie 2" in texts(first)
    button(second, "Opslaan als nieuwe versie").click().run()
    assert not second.exception
    shown = texts(second)
    assert "Anna wijzigde intussen hetzelfde (versie 2). Er is nog niets van u opgeslagen." in shown
    assert "Te duur, label: „Te duur” werd „Te hoge prijs”." in shown
    assert small.codebooks.current("vervoer").number == 2
    button(second, "Mijn wijziging eroverheen").click().run()
    assert not second.exception
    stored = small.codebooks.current("vervoer")
    assert (stored.number, stored.content.code("duur").label) == (3, "Prijzen")


def test_a_form_drawn_before_anothers_change_does_not_take_that_back(
    small: Project, open_page: PageOpener
) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna", role="lead"))
    app.selectbox(key="edit-vervoer").select("duur").run()
    small.codebook_steps.apply(
        "vervoer", Edit("laat", {"label": "Vertraging"}), author="Ben", reason="duidelijker"
    )
    field(app, "Label").input("Te hoge prijs")
    field(app, "Waarom deze wijziging?").input("korter")
    button(app, "Opslaan als nieuwe versie").click().run()
    assert not app.exception
    assert "Wat anderen intussen wijzigden, staat er ook in: Te laat, label" in texts(app)
    content = small.codebooks.current("vervoer").content
    assert (content.code("duur").label, content.code("laat").label) == ("Te hoge prijs", "Vertraging")


def test_merging_tells_first_what_it_touches_and_can_be_taken_back(
    small: Project, open_page: PageOpener
) -> None:
    [segment] = add_question(small, ["altijd te laat"])
    anna = small.codings.ensure_coder("Anna", role="lead")
    small.codings.judge([JudgementUpdate(segment, frozenset({"laat"}), read=True)], coder_id=anna)
    app = open_page("codeboek", question="7", coder=anna)
    app.selectbox(key="edit-vervoer").select("laat").run()
    app.selectbox(key="into-vervoer-1-laat").select("zelden").run()
    assert "Dit raakt 1 codering: 1 tekst, 1 codeur. Wie 'Te laat' gaf, krijgt 'Rijdt zelden'" in texts(app)
    assert small.codings.codings("7")["code"].tolist() == ["laat"]
    app.text_input(key="why-merge-vervoer-1-laat").input("komt op hetzelfde neer").run()
    app.button(key="do-merge-vervoer-1-laat").click().run()
    assert not app.exception
    assert small.codings.codings("7")["code"].tolist() == ["zelden"]
    assert "opgegaan in Rijdt zelden" in texts(app)
    app.button(key="codebook-undo").click().run()
    assert not app.exception
    assert small.codings.codings("7")["code"].tolist() == ["laat"]
    assert small.codebooks.current("vervoer").content == codebook()


def test_a_code_is_moved_split_retired_and_restored(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna", role="lead"))
    app.selectbox(key="edit-vervoer").select("zelden").run()
    app.button(key="up-vervoer-1-zelden").click().run()
    app.text_area(key="parts-vervoer-2-zelden").input("Niet op zondag: Op zondag rijdt er niets.").run()
    app.text_input(key="why-split-vervoer-2-zelden").input("te breed").run()
    app.button(key="do-split-vervoer-2-zelden").click().run()
    app.text_input(key="why-retire-vervoer-3-zelden").input("niet meer nodig").run()
    app.button(key="do-retire-vervoer-3-zelden").click().run()
    assert not app.exception
    content = small.codebooks.current("vervoer").content
    assert [code.id for code in content.live] == ["dienst", "laat", "niet-op-zondag", "duur", "geen"]
    assert content.code("niet-op-zondag").definition == "Op zondag rijdt er niets."
    assert "Nog in te vullen bij: Niet op zondag." in texts(app)
    app.text_input(key="why-restore-vervoer-4-zelden").input("toch wel").run()
    app.button(key="do-restore-vervoer-4-zelden").click().run()
    assert not small.codebooks.current("vervoer").content.code("zelden").retired
    log = small.codebook_steps.log("vervoer")
    assert log["kind"].tolist() == ["restore", "retire", "split", "move", "edit"]
    app.button(key="undo-vervoer-3").click().run()
    assert not app.exception
    assert small.codebooks.current("vervoer").content.code("niet-op-zondag").retired


def test_a_label_like_another_is_pointed_out_once(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna", role="lead"))
    field(app, "Label").input("Dienstregelingen")
    for name in ("Definitie", "Wanneer wel", "Wanneer niet"):
        field(app, name).input("x")
    field(app, "Voorbeelden, één per regel (ten minste twee)").input("een\ntwee")
    field(app, "Kernwoorden, gescheiden door komma's").input("x")
    field(app, "Waarom deze wijziging?").input("kwam vaak voor")
    button(app, "Opslaan als nieuwe versie").click().run()
    assert "'Dienstregelingen' lijkt op: Dienstregeling. Is het iets anders?" in texts(app)
    assert small.codebooks.current("vervoer").number == 1
    button(app, "Opslaan als nieuwe versie").click().run()
    assert not app.exception
    assert "dienstregelingen" in small.codebooks.current("vervoer").content


def test_notes_stand_at_the_code_until_dealt_with(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna", role="lead"))
    app.selectbox(key="edit-vervoer").select("laat").run()
    field(app, "Nieuwe notitie").input("ook bij uitval?")
    next(box for box in app.checkbox if box.label == "De definitie moet duidelijker").check()
    button(app, "Notitie bewaren").click().run()
    assert "Definitie moet duidelijker**: ook bij uitval?" in texts(app)
    number = int(small.code_notes.list("vervoer")["id"].iloc[0])
    app.button(key=f"close-code-{number}").click().run()
    assert not app.exception
    assert len(small.code_notes.list("vervoer")) == 0


def test_a_file_that_lacks_codes_offers_to_retire_them(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["altijd te laat"])
    app = open_page("codeboek", question="7", coder=small.codings.ensure_coder("Anna", role="lead"))
    kept = [row for row in to_csv(codebook()).split("\r\n") if not row.startswith("duur,")]
    uploader = next(item for item in app.file_uploader if item.key == "codebook-file-vervoer")
    uploader.upload("codes.csv", "\r\n".join(kept).encode(), "text/csv").run()
    assert not app.exception
    assert "Te duur is vervallen." in texts(app)
    next(item for item in app.button if str(item.key).startswith("file-save-")).click().run()
    assert not app.exception
    assert small.codebooks.current("vervoer").content.code("duur").retired


def test_what_a_codebook_says_cannot_become_html() -> None:
    content = Add(_code(definition="<script>alert(1)</script>")).applied(codebook())
    shown = tree(content, colours={code.id: "#000" for code in content.codes}, uses=None)
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_searching_leaves_only_codes_that_match() -> None:
    content = Add(_code()).applied(codebook())
    shown = tree(content, colours={code.id: "#000" for code in content.codes}, uses=None, find="vriest")
    assert shown.count("<details") == 1
    assert "Kou" in shown
