"""How a report was cut is seen and changed before it is kept."""

from streamlit.testing.v1 import AppTest
from tests.ui.pages import PageOpener, button, texts

from coding.project import Project
from coding.ui.components.cuts import places_to_cut, summary

PROSE = "Het team is goed bereikbaar. De wachttijd is lang; dat komt door ziekte."
REPORT = f"# Terugblik\n\n{PROSE}\n\nEen tweede alinea.\n\n## Literatuur\n\nBos, K. (2019).\n".encode()


def _open(open_page: PageOpener, *files: tuple[str, bytes]) -> AppTest:
    app = open_page("gegevens")
    app.file_uploader[0].set_value([(name, content, "") for name, content in files])
    return app.run()


def _parts(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def _press(app: AppTest, ending: str) -> AppTest:
    (found,) = [one for one in app.button if str(one.key).endswith(ending)]
    return found.click().run()


def test_nothing_is_kept_before_the_cuts_were_shown(small: Project, open_page: PageOpener) -> None:
    app = _open(open_page, ("r.md", REPORT))
    assert not app.exception
    assert "2 passages om te coderen · 1 apart gezet (bronvermelding 1)" in texts(app)
    assert PROSE in _parts(app)
    assert small.corpus.files().empty


def test_cut_join_bring_back_and_freeze(small: Project, open_page: PageOpener) -> None:
    app = _open(open_page, ("r.md", REPORT))
    app = _press(app, "0-1-cut-29")  # before 'De wachttijd'
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
    assert "Alinea nummer 59 " in _parts(app)
    assert "Alinea nummer 0 " not in _parts(app)


def test_text_of_a_report_is_never_markup(small: Project, open_page: PageOpener) -> None:
    app = _open(
        open_page, ("r.txt", b"Een <script>alert(1)</script> in de tekst van het verslag, en meer niet.")
    )
    assert "&lt;script&gt;" in _parts(app)
    assert "<script>alert" not in _parts(app)


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
    from coding.corpus import read_document

    assert (
        summary(read_document(REPORT, name="r.md"))
        == "2 passages om te coderen · 1 apart gezet (bronvermelding 1)"
    )
