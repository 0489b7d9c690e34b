"""The Word document for report writers, opened again with python-docx."""

import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from tests.theme_tables import ODD_TEXTS, made_table, with_hidden, with_intervals, with_tests, with_text

from coding.errors import InputError
from coding.exchange import Exhibit, QuoteText, tables_docx
from coding.tables import ThemeTable

MADE_AT = datetime(2026, 5, 3, 12, 5, tzinfo=UTC)


def written(*exhibits: Exhibit, template: tuple[str, bytes] | None = None, title: str = "") -> bytes:
    return tables_docx(exhibits, made_at=MADE_AT, template=template, title=title)


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def texts(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@cache
def full() -> bytes:
    return written(
        Exhibit(
            made_table(), note="Eigen noot.", chart=True, quotes=[QuoteText(" Het is druk. ", "een team")]
        ),
        Exhibit(with_tests(with_hidden(made_table(by="G32"))), caption="Naar G32"),
        title="Bijlage",
    )


def test_tables_are_numbered_by_a_field_that_word_renews() -> None:
    document = opened(full())
    captions = [p for p in document.paragraphs if p.style is not None and p.style.name == "Caption"]
    assert [p.text for p in captions] == [
        "Tabel 1. Vraag 63. =Wat knelt? (N = 1.760)",
        "Figuur 1. Vraag 63. =Wat knelt?",
        "Tabel 2. Naar G32 (N = 1.760)",
        "Tabel 3. Toetsen bij: Naar G32 (N = 1.760)",
        "Tabel 4. Logistische regressie bij: Naar G32 (N = 1.760)",
    ]
    fields = [code.text for code in document.element.body.iter(qn("w:instrText"))]
    assert fields == [f" SEQ {word} \\* ARABIC " for word in ("Tabel", "Figuur", "Tabel", "Tabel", "Tabel")]


def test_the_table_has_the_figures_in_dutch_notation_to_the_right() -> None:
    table = opened(full()).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[:3] == [
        ["", "Thema", "n", "%"],
        ["1", "Werkbeheersing", "74", "42%"],
        ["", '=HYPERLINK("x")', "29", "16%"],
    ]
    assert cells[5] == ["", "Gelezen, geen code van toepassing", "5", "–"]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert [str(side) for side in sides] == ["None", "None", "RIGHT (2)", "RIGHT (2)"]


def test_heads_come_back_on_every_page_and_rows_stay_whole() -> None:
    table = opened(full()).tables[1]
    marks = [
        (row._tr.trPr.find(qn("w:tblHeader")) is not None, row._tr.trPr.find(qn("w:cantSplit")) is not None)
        for row in table.rows
    ]
    assert marks == [(True, True)] * 2 + [(False, True)] * 5
    assert [cell.text for cell in table.rows[0].cells][2:] == [
        "Totaal\nN\u00a0=\u00a01.760",
        "Totaal\nN\u00a0=\u00a01.760",
        "=G32\nN\u00a0=\u00a026",
        "=G32\nN\u00a0=\u00a026",
        "onbekend\nN\u00a0=\u00a04",
        "onbekend\nN\u00a0=\u00a04",
    ]
    assert [cell.text for cell in table.rows[2].cells][2:] == ["74", "42%", "×", "×", "1", "–"]


def test_notes_quotes_method_and_definitions_follow() -> None:
    found = texts(opened(full()))
    assert found[0] == "Bijlage"
    assert "Eigen noot. =Een noot. Codeboek: Proef, versie 3." in found
    place = found.index("“Het is druk.”")
    assert found[place + 1] == "een team"
    assert found[found.index("Toelichting") + 1 :][:4] == [
        "Bij alle tabellen",
        "Afronding. Hele procenten.",
        "Wat de codes betekenen (Tabel 1, Tabel 2)",
        "Werkbeheersing. Grip op het werk.",
    ]


def test_a_picture_says_what_it_shows() -> None:
    document = opened(full())
    (picture,) = document.inline_shapes
    words = picture._inline.docPr
    assert words.get("title") == "Vraag 63. =Wat knelt?"
    assert words.get("descr") == "Het meest genoemd: Werkbeheersing (42%). Geen: 18%."


def test_the_same_figures_give_the_same_bytes_and_state_their_moment() -> None:
    again = written(Exhibit(made_table()))
    assert again == written(Exhibit(made_table()))
    properties = opened(again).core_properties
    assert properties.created is not None
    assert properties.created.replace(tzinfo=UTC) == MADE_AT
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 5, 3, 12, 5, 0)}


def wide() -> ThemeTable:
    table = with_intervals(made_table(by="G32", decimals=2))
    groups = table.groups.assign(group=table.groups["group"] + " met een woordgroepgewijzenaam")
    bases = table.group_bases.assign(group=table.group_bases["group"] + " met een woordgroepgewijzenaam")
    object.__setattr__(table, "groups", groups)
    object.__setattr__(table, "group_bases", bases)
    return table


def test_a_wide_table_lies_on_its_side_and_the_next_stands_again() -> None:
    document = opened(written(Exhibit(made_table()), Exhibit(wide()), Exhibit(made_table())))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_a_document_that_begins_with_a_wide_table_has_no_empty_page_before_it() -> None:
    first, *_rest = opened(written(Exhibit(wide()))).sections
    assert first.orientation == WD_ORIENT.LANDSCAPE


def house_style(*, dotx: bool = False) -> bytes:
    document = Document()
    document.add_paragraph("Oude tekst van het sjabloon")
    document.sections[0].header.paragraphs[0].text = "Onze organisatie"
    for name in ("Bijschrift", "Tabelnoot", "Citaat"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("Huisstijl", WD_STYLE_TYPE.TABLE)
    out = io.BytesIO()
    document.save(out)
    if not dotx:
        return out.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as packed, zipfile.ZipFile(made, "w") as again:
        for part in packed.infolist():
            content = packed.read(part).replace(b"document.main+xml", b"template.main+xml")
            again.writestr(part.filename, content)
    return made.getvalue()


@pytest.mark.parametrize("dotx", [False, True])
def test_a_template_gives_its_styles_and_none_of_its_text(dotx: bool) -> None:
    template = ("stijl.dotx" if dotx else "stijl.docx", house_style(dotx=dotx))
    exhibit = Exhibit(made_table(), quotes=[QuoteText("Druk.")])
    document = opened(written(exhibit, template=template))
    assert [p.style.name for p in document.paragraphs[:3] if p.style is not None] == [
        "Bijschrift",
        "Tabelnoot",
        "Citaat",
    ]
    table_style = document.tables[0].style
    assert table_style is not None
    assert table_style.name == "Huisstijl"
    assert "Oude tekst van het sjabloon" not in texts(document)
    assert document.sections[0].header.paragraphs[0].text == "Onze organisatie"


@pytest.mark.parametrize("content", [b"geen zip", b""])
def test_what_is_no_template_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=re.escape("stijl.docx")):
        written(Exhibit(made_table()), template=("stijl.docx", content))


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_breaks_nothing(text: str) -> None:
    exhibit = Exhibit(
        with_tests(with_text(made_table(by="G32"), text)),
        caption=text,
        note=text,
        quotes=[QuoteText(text, text)],
    )
    document = opened(written(exhibit, title=text))
    assert len(document.tables) == 3
