"""What python-docx has no words for: numbered captions, rules, rows that stay whole, pictures described."""

from typing import TYPE_CHECKING

from coding.xml_text import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.shape import InlineShape
    from docx.shared import Length
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

A4_CM, MARGIN_CM = (21.0, 29.7), 2.5
RULE_COLOUR = "7F7F7F"
RULE_EIGHTHS = 6  # of a point
# the schema has an order: Word refuses a file whose properties of a cell stand in another one
_AFTER_BORDERS = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


def add_text(
    document: "Document", text: str, style: "ParagraphStyle", *, with_next: bool = False
) -> "Paragraph":
    """Add a paragraph of text from anywhere."""
    paragraph = document.add_paragraph(xml_text(text), style=style)
    paragraph.paragraph_format.keep_with_next = with_next or None
    return paragraph


def add_caption(
    document: "Document", word: str, number: int, text: str, style: "ParagraphStyle", *, above: bool
) -> "Paragraph":
    """Add *Tabel 3. …* whose number Word counts itself; ``above`` keeps it on the page of what follows."""
    paragraph = document.add_paragraph(f"{word} ", style=style)
    _add_field(paragraph, f" SEQ {word} \\* ARABIC ", str(number))
    paragraph.add_run(f". {xml_text(text)}")
    paragraph.paragraph_format.keep_with_next = above or None
    return paragraph


def _add_field(paragraph: "Paragraph", instruction: str, shown: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "instruction":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = instruction
            run._r.append(code)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def set_cell(
    cell: "_Cell",
    text: str,
    style: "ParagraphStyle",
    *,
    right: bool = False,
    bold: bool = False,
    indent_cm: float = 0,
) -> None:
    """Fill a cell with one paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    paragraph = cell.paragraphs[0]
    paragraph.style = style
    run = paragraph.add_run(xml_text(text))
    run.bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if indent_cm:
        paragraph.paragraph_format.left_indent = Cm(indent_cm)


def draw_rules(row: "_Row", *sides: str) -> None:
    """Draw a line at the ``top`` or ``bottom`` of all cells of a row."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in row._tr.tc_lst:
        properties = cell.get_or_add_tcPr()
        borders = properties.find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            properties.insert_element_before(borders, *_AFTER_BORDERS)
        for side in sides:
            line = OxmlElement(f"w:{side}")
            for name, value in (
                ("val", "single"),
                ("sz", str(RULE_EIGHTHS)),
                ("space", "0"),
                ("color", RULE_COLOUR),
            ):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)


def keep_whole(row: "_Row", *, head: bool = False) -> None:
    """Never break a row over pages; a head is repeated on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def set_widths(table: "Table", widths_cm: list[float]) -> None:
    """Give the columns their width, in the grid and in every cell (Word reads one, LibreOffice the other)."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        place = 0
        for cell in row._tr.tc_lst:
            span = cell.grid_span
            cell.width = Cm(sum(widths_cm[place : place + span]))
            place += span


def set_margins(table: "Table", *, side_cm: float, above_cm: float) -> None:
    """Set the room around the text of all cells."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", above_cm), ("left", side_cm), ("bottom", above_cm), ("right", side_cm)):
        entry = OxmlElement(f"w:{side}")
        entry.set(qn("w:w"), str(int(Cm(room).twips)))
        entry.set(qn("w:type"), "dxa")
        margins.append(entry)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def describe(picture: "InlineShape", *, title: str, text: str) -> None:
    """Say beside a picture what it shows, for who does not see it."""
    properties = picture._inline.docPr
    properties.set("title", xml_text(title))
    properties.set("descr", xml_text(text))


def text_size_cm(section: "Section") -> tuple[float, float]:
    """Return how wide and how high text is on the pages of a section."""
    width, height = page_size_cm(section)
    sides = _cm(section.left_margin, MARGIN_CM) + _cm(section.right_margin, MARGIN_CM)
    ends = _cm(section.top_margin, MARGIN_CM) + _cm(section.bottom_margin, MARGIN_CM)
    return width - sides, height - ends


def page_size_cm(section: "Section") -> tuple[float, float]:
    """Return how wide and how high the pages of a section are; A4 where the document does not say."""
    return _cm(section.page_width, A4_CM[0]), _cm(section.page_height, A4_CM[1])


def lies(section: "Section") -> bool:
    """Tell whether pages are wider than high."""
    width, height = page_size_cm(section)
    return width > height


def turn(document: "Document", *, landscape: bool) -> "Section":
    """Go on with pages that lie or stand; a new page begins where that differs from the last one."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    last: Section = document.sections[-1]
    if lies(last) == landscape:
        return last
    width, height = page_size_cm(last)
    empty = len(document.element.body) == 1  # the section itself, and no page before it
    section: Section = last if empty else document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(height), Cm(width)
    return section


def _cm(length: "Length | None", usual: float) -> float:
    return usual if length is None else float(length.cm)
