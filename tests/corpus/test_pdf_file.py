"""Reading PDF, written by the test itself."""

import io

import pypdf
import pytest

from coding.corpus import ReadDocument, cut, read_document
from coding.errors import InputError
from tests.corpus.pdf_builder import Piece, column, make_pdf

BODY_ONE = [
    "Het team werkt sinds 2015 in drie wijken en heeft in die tijd veel be-",
    "reikt, al vinden de medewerkers dat zelf niet altijd. Het wijk-",
    "team groeide van vijf naar negen mensen.",
    "",
    "De tweede alinea gaat over de werkdruk. Die is hoog en neemt volgens",
    "iedereen die wij spraken nog altijd toe, vooral in de wijk waar de",
]
BODY_TWO = [
    "nieuwbouw staat. Niemand heeft daar een oplossing voor gevonden.",
    "",
    "• eerst het ene punt dat wat langer is en daarom over de regel heen",
    "gaat lopen;",
    "• dan het andere.",
]


def report(title: str = "") -> bytes:
    head: Piece = (70, 815, 8, False, "Rapport wijkteam | Bureau X")
    pages = []
    for number, body in enumerate(
        [BODY_ONE, BODY_TWO, ["Op de laatste bladzijde staat nog een zin."]], start=1
    ):
        pages.append([head, *column(body, top=740), (300, 30, 8, False, str(number))])
    pages[0][1:1] = [(70, 780, 16, True, "Evaluatie wijkteam"), (70, 760, 12, True, "1 Opdracht")]
    pages[0] += [
        (70, 60, 7.5, False, "1 Cijfers van de gemeente, eigen be-"),
        (70, 51, 7.5, False, "werking."),
    ]
    return make_pdf(pages, title=title)


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_a_whole_report() -> None:
    document = read_document(report(), name="r.pdf")
    assert kinds(document)[:-1] == [
        ("heading", "Evaluatie wijkteam"),
        ("heading", "1 Opdracht"),
        (
            "paragraph",
            "Het team werkt sinds 2015 in drie wijken en heeft in die tijd veel bereikt, al vinden de "
            "medewerkers dat zelf niet altijd. Het wijkteam groeide van vijf naar negen mensen.",
        ),
        (
            "paragraph",
            "De tweede alinea gaat over de werkdruk. Die is hoog en neemt volgens iedereen die wij spraken "
            "nog altijd toe, vooral in de wijk waar de nieuwbouw staat. Niemand heeft daar een oplossing "
            "voor gevonden.",
        ),
        ("footnote", "1 Cijfers van de gemeente, eigen bewerking."),
        (
            "list",
            "eerst het ene punt dat wat langer is en daarom over de regel heen gaat lopen;",
        ),
        ("list", "dan het andere."),
    ]
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 1, 2, 2, 3]
    assert document.dropped == ("6 regels weggelaten: kop- en voetregels en paginanummers.",)
    whole = document.text
    assert all(whole[segment.start : segment.end] == segment.text for segment in cut(document))


def test_the_title_of_the_file_unless_a_program_made_it_up() -> None:
    assert read_document(report("Evaluatie 2018"), name="r.pdf").title == "Evaluatie 2018"
    assert read_document(report("Microsoft Word - concept3.docx"), name="r.pdf").title is None


def test_the_call_of_a_footnote_is_no_part_of_the_text() -> None:
    line = [
        (70, 700, 10, False, "Het aantal meldingen steeg fors"),
        (222, 704, 6, False, "1"),
        (226, 700, 10, False, "."),
    ]
    more = column(["Dat is een alinea op zichzelf, met genoeg tekst om een pagina te zijn."], top=660)
    document = read_document(make_pdf([[*line, *more]]), name="r.pdf")
    assert document.blocks[0].text == "Het aantal meldingen steeg fors."


def test_a_scan_is_refused() -> None:
    with pytest.raises(InputError, match="OCR"):
        read_document(make_pdf([[], [], []]), name="scan.pdf")


def test_a_page_without_text_is_told() -> None:
    page = column([f"Regel {n} met gewone tekst over het werk van het team." for n in range(20)])
    document = read_document(make_pdf([page, []]), name="r.pdf")
    assert document.notes == ("Op pagina 2 staat geen tekst.",)


def test_a_locked_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(report()))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="wachtwoord"):
        read_document(out.getvalue(), name="r.pdf")


def test_a_pdf_that_anyone_may_open_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(report()))
    writer.encrypt("", owner_password="geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read_document(out.getvalue(), name="r.pdf").text == read_document(report(), name="r.pdf").text


@pytest.mark.parametrize("keep", [0.2, 0.4, 0.6, 0.8])
def test_half_a_pdf_is_refused_or_mended(keep: float) -> None:
    """The parser mends some broken files; what it cannot mend gives a sentence, never a traceback."""
    content = report()
    half = content[: int(len(content) * keep)]
    try:
        text = read_document(half, name="r.pdf").text
    except InputError as error:
        text = str(error)
    assert text.startswith(("r.pdf: ", "Evaluatie wijkteam"))


def encrypted(user_password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(
        pypdf.PdfReader(io.BytesIO(make_pdf([column(["De tekst van het rapport staat hier."] * 3)])))
    )
    writer.encrypt(user_password, "van de eigenaar", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_may_be_read_but_not_changed_is_read(algorithm: str) -> None:
    assert "De tekst van het rapport" in read_document(encrypted("", algorithm), name="x.pdf").text


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_is_refused(algorithm: str) -> None:
    with pytest.raises(InputError, match=r"x\.pdf.*met een wachtwoord beveiligd"):
        read_document(encrypted("geheim", algorithm), name="x.pdf")
