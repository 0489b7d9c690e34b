"""How a report was cut is seen and changed before it is kept."""

import json

from streamlit.testing.v1 import AppTest
from tests.ui.pages import PageOpener, button, texts

from coding.corpus import Edit, read_document
from coding.project import Project
from coding.ui.components.cuts import Draft, places_to_cut, summary

PROSE = "Het team is goed bereikbaar. De wachttijd is lang; dat komt door ziekte."
REPORT = f"# Terugblik\n\n{PROSE}\n\nEen tweede alinea.\n\n## Literatuur\n\nBos, K. (2019).\n".encode()


def _open(open_page: PageOpener, *files: tuple[str, bytes]) -> AppTest:
    app = open_page("gegevens")
    app.file_uploader[0].set_value([(name, content, "") for name, content in files])
    return app.run()


def _parts(app: AppTest) -> list[list[str]]:
    """Return the parts on screen, each in pieces that end where it can be cut."""
    return [json.loads(element.proto.json)["pieces"] for element in app.get("bidi_component")]


def _whole(app: AppTest) -> str:
    return "\n".join("".join(pieces) for pieces in _parts(app))


def _draft(app: AppTest) -> Draft:
    (draft,) = app.session_state["report-drafts"].values()
    return draft


def _press(app: AppTest, ending: str) -> AppTest:
    (found,) = [one for one in app.button if str(one.key).endswith(ending)]
    return found.click().run()


def test_nothing_is_kept_before_the_cuts_were_shown(small: Project, open_page: PageOpener) -> None:
    app = _open(open_page, ("r.md", REPORT))
    assert not app.exception
    assert "2 passages om te coderen · 1 apart gezet (bronvermelding 1)" in texts(app)
    assert ["Het team is goed bereikbaar. ", "De wachttijd is lang; ", "dat komt door ziekte."] in _parts(app)
    assert small.corpus.files().empty


def test_cut_join_bring_back_and_freeze(small: Project, open_page: PageOpener) -> None:
    app = _open(open_page, ("r.md", REPORT))
    _draft(app).change(Edit("split", 1, at=29))  # before 'De wachttijd'
    app.run()
    assert "3 passages om te coderen" in texts(app)
    app = _press(app, "1-3-merge")
    app = _press(app, "2-4-mark")  # the reference is wanted after all
    assert not app.exception
    button(app, "Importeren").click().run()
    assert not app.exception
    assert list(small.corpus.segments("rapporten")["text"]) == [
        "Het team is goed bereikbaar.",
        "De wachttijd is lang; dat komt door ziekte. Een tweede alinea.",
        "Bos, K. (2019).",
    ]


def test_a_change_is_taken_back(small: Project, open_page: PageOpener) -> None:
    app = _open(open_page, ("r.md", REPORT))
    app = _press(app, "0-1-mark")
    assert "1 passage om te coderen" in texts(app)
    app = _press(app, "cuts-0-undo")
    assert "2 passages om te coderen" in texts(app)


def test_lines_that_were_left_out_come_back(small: Project, open_page: PageOpener) -> None:
    pages = "\f".join(
        f"Verslag van het team\n\nAlinea {word} met wat tekst.\n" for word in ("een", "twee", "drie")
    )
    app = _open(open_page, ("r.txt", pages.encode()))
    assert "3 regels weggelaten" in texts(app)
    assert "Verslag van het team (3×)" in texts(app)
    app = _press(app, "-back-0")
    assert "regels weggelaten" not in texts(app)
    assert "6 passages om te coderen" in texts(app)


def test_long_reports_are_shown_some_parts_at_a_time(small: Project, open_page: PageOpener) -> None:
    report = "\n\n".join(f"Alinea nummer {number} van het verslag." for number in range(60))
    app = _open(open_page, ("r.txt", report.encode()))
    assert "1 tot 25 van 60" in texts(app)
    button(app, "Volgende").click().run()
    button(app, "Volgende").click().run()
    assert "51 tot 60 van 60" in texts(app)
    assert "Alinea nummer 59 " in _whole(app)
    assert "Alinea nummer 0 " not in _whole(app)


def test_what_was_one_click_is_taken_back_as_one() -> None:
    draft = Draft("r.md", read_document(REPORT, name="r.md"))
    draft.change(Edit("split", 1, at=29), Edit("merge", 1))  # its first sentence to the heading before
    assert draft.document.blocks[0].text == "Terugblik Het team is goed bereikbaar."
    assert draft.document.blocks[1].text == "De wachttijd is lang; dat komt door ziekte."
    draft.change(Edit("mark", 1, kind="furniture"))
    draft.undo()
    draft.undo()
    assert (draft.document, draft.edits) == (draft.read, [])


def test_a_pdf_without_text_is_told_before_importing(small: Project, open_page: PageOpener) -> None:
    from tests.corpus.pdf_builder import make_pdf

    app = _open(open_page, ("scan.pdf", make_pdf([[]])))
    assert "afbeeldingen van tekst" in texts(app)


def test_where_a_part_may_be_cut() -> None:
    text = "Eén zin. ‘Nog een.’ Twee; drie\nvier"
    assert [text[at:] for at in places_to_cut(text)] == [
        "‘Nog een.’ Twee; drie\nvier",
        "Twee; drie\nvier",
        "drie\nvier",
        "vier",
    ]


def test_the_summary_counts_what_is_left_out() -> None:
    assert (
        summary(read_document(REPORT, name="r.md"))
        == "2 passages om te coderen · 1 apart gezet (bronvermelding 1)"
    )
