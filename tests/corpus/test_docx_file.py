"""Reading Word documents, made by the test itself."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from coding.corpus import ReadDocument, read_document
from coding.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document) -> ReadDocument:  # type: ignore[no-untyped-def]
    return read_document(saved(document), name="r.docx")


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_styles_lists_tables_heads_and_feet() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kopregel"
    document.sections[0].footer.paragraphs[0].text = "Pagina 1"
    document.add_heading("Terugblik", 0)
    document.add_heading("Wat goed gaat", 1)
    document.add_paragraph("Een alinea met 👩‍👩‍👧 en coo\u0308rdinatie.")
    document.add_heading("Details", 2)
    document.add_paragraph("punt een", style="List Bullet")
    document.add_paragraph("punt twee", style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Dorp", "Aantal", "Oost", "12"], strict=True):
        cell.text = text
    document.add_paragraph("Tabel 1", style="Caption")
    document.add_paragraph("")

    result = read(document)

    assert kinds(result) == [
        ("heading", "Terugblik"),
        ("heading", "Wat goed gaat"),
        ("paragraph", "Een alinea met 👩‍👩‍👧 en coördinatie."),
        ("heading", "Details"),
        ("list", "punt een"),
        ("list", "punt twee"),
        ("table", "Dorp\tAantal\nOost\t12"),
        ("table", "Tabel 1"),
    ]
    assert result.blocks[4].headings == ("Wat goed gaat", "Details")
    assert result.title == "Terugblik"


def test_a_style_based_on_a_heading_is_one() -> None:
    document = docx.Document()
    style = document.styles.add_style("Huisstijl kop", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Eigen kop", style="Huisstijl kop")
    document.add_paragraph("tekst")
    assert kinds(read(document))[0] == ("heading", "Eigen kop")
    assert read(document).blocks[0].level == 2


def test_tracked_changes_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Dit ")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>nieuwe </w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>oude </w:delText></w:r></w:del>"))
    paragraph.add_run("stuk.")
    assert read(document).text == "Dit nieuwe stuk."


def test_text_in_a_content_control_is_read() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>in een veld</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read(document).text == "in een veld"


def test_line_breaks_tabs_and_pages() -> None:
    document = docx.Document()
    document.add_paragraph("een\ntwee\tdrie")
    document.add_page_break()
    document.add_paragraph("vier")
    result = read(document)
    assert kinds(result) == [("paragraph", "een\ntwee\tdrie"), ("paragraph", "vier")]
    assert result.blocks[1].page == 2


def with_footnote() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("De tekst")
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))
    paragraph.add_run(" gaat door.")
    document.add_paragraph("Volgende alinea.")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>--</w:t></w:r></w:p>'
        "</w:footnote>"
        '<w:footnote w:id="2"><w:p><w:r><w:t>De noot.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    whole, out = io.BytesIO(saved(document)), io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            if part.filename == "word/_rels/document.xml.rels":
                relation = (
                    '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
                )
                data = data.replace(b"</Relationships>", relation.encode())
            target.writestr(part, data)
        target.writestr("word/footnotes.xml", notes)
    return out.getvalue()


def test_a_footnote_stands_behind_its_paragraph() -> None:
    assert kinds(read_document(with_footnote(), name="r.docx")) == [
        ("paragraph", "De tekst gaat door."),
        ("footnote", "De noot."),
        ("paragraph", "Volgende alinea."),
    ]


def test_a_document_without_text() -> None:
    with pytest.raises(InputError, match="geen tekst"):
        read(docx.Document())


def test_entities_are_refused() -> None:
    whole, out = io.BytesIO(saved(docx.Document())), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "word/document.xml":
                data = (
                    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
                    + data[55:]
                )
            target.writestr(part, data)
    with pytest.raises(InputError, match=r"word/document\.xml"):
        read_document(out.getvalue(), name="r.docx")


def test_the_outline_level_of_a_paragraph_makes_a_heading() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kop zonder stijl")
    level = paragraph._p.get_or_add_pPr().makeelement(qn("w:outlineLvl"), {qn("w:val"): "0"})
    paragraph._p.get_or_add_pPr().append(level)
    assert kinds(read(document)) == [("heading", "Kop zonder stijl")]


def test_a_caption_above_a_table_without_a_style_belongs_to_it() -> None:
    document = docx.Document()
    document.add_paragraph("Tabel 1 Wachttijd per team")
    document.add_table(1, 2)._cells[0].text = "Noord"
    document.add_paragraph("Tabel 1 laat zien dat het lang duurt.")
    assert [kind for kind, _text in kinds(read(document))] == ["table", "table", "paragraph"]


def test_a_table_within_a_cell_is_read_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Thema", "Bevinding", "Drukte", "Te vol."], strict=True):
        cell.text = text
    table.cell(1, 1).add_table(1, 2).cell(0, 0).text = "Binnenin"
    assert kinds(read(document)) == [("table", "Thema\tBevinding\nDrukte\tTe vol. Binnenin")]
