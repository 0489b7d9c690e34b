"""The Word document that tables go into: our own look, or the styles of a template."""

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.corpus import BROKEN_ARCHIVE, check_archive
from coding.errors import InputError
from coding.exchange.docx_parts import A4_CM, MARGIN_CM
from coding.i18n import _, current_language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle, _TableStyle

FONT, INK, GREY = "Calibri", "1A1A1A", "595959"
TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
# what house styles call them, ours last; Word keeps its own styles under their English names
NAMES = {
    "title": ("Rapporttitel", "Title"),
    "heading": ("Bijlagekop", "Heading 1"),
    "subheading": ("Bijlagetussenkop", "Heading 2"),
    "caption": ("Tabeltitel", "Tabelbijschrift", "Bijschrift", "Caption"),
    "cell": ("Tabeltekst", "Tabel tekst", "Tabelcel"),
    "note": ("Tabelnoot", "Noot bij tabel", "Bron", "Noot"),
    "quote": ("Citaat", "Quote"),
}
TABLE_NAMES = ("Thematabel", "Rapporttabel", "Huisstijl tabel", "Huisstijltabel", "Huisstijl", "Tabel")


@dataclass(frozen=True)
class Look:
    """The document to fill, and the styles to fill it with; no table style: the rules are drawn by us."""

    document: "Document"
    styles: "dict[str, ParagraphStyle]"
    table: "_TableStyle | None"


def new_look() -> Look:
    """Return an empty A4 document with a look of its own."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(Cm, A4_CM)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    _set_language(document)
    _set_font(document.styles["Normal"], size=10.5)
    _set_font(document.styles["Title"], size=20, bold=True)
    _set_font(document.styles["Heading 1"], size=15, bold=True)
    _set_font(document.styles["Heading 2"], size=12, bold=True)
    _set_font(document.styles["Caption"], size=10, bold=True)
    _set_font(document.styles["Quote"], size=10.5, italic=True)
    _without_rule(document.styles["Title"])
    return Look(document, _styles(document), None)


def template_look(content: bytes, *, name: str) -> Look:
    """Return a document with the styles, margins, header and footer of a template, and none of its text.

    Parameters
    ----------
    content
        A Word document or template (``.docx``, ``.dotx``).

    Raises
    ------
    InputError
        When it is something else, or broken.
    """
    from docx import Document
    from docx.oxml.ns import qn

    check_archive(content, name)
    try:
        document = Document(io.BytesIO(_as_document(content)))
    except BROKEN_ARCHIVE as error:
        raise InputError(
            _("dit is geen Word-document; geef een sjabloon als .docx of .dotx, zonder macro's."), file=name
        ) from error
    body = document.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    return Look(document, _styles(document), _table_style(document))


def _as_document(content: bytes) -> bytes:
    """Make a document of a template: only its content type differs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as again:
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "[Content_Types].xml":
                data = data.replace(TEMPLATE_TYPE, DOCUMENT_TYPE)
            again.writestr(part.filename, data)
    return out.getvalue()


def _styles(document: "Document") -> "dict[str, ParagraphStyle]":
    """Find a style for every part of a table; make what is not there."""
    from docx.enum.style import WD_STYLE_TYPE

    there = {
        style.name.casefold(): style
        for style in document.styles
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name
    }
    found = {}
    for role, names in NAMES.items():
        known = next((there[name.casefold()] for name in names if name.casefold() in there), None)
        found[role] = known if known is not None else _make_style(document, role, names[0])
    return found


def _make_style(document: "Document", role: str, name: str) -> "ParagraphStyle":
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    sizes = {"title": 20, "heading": 15, "subheading": 12, "caption": 10, "cell": 9.5, "note": 8.5}
    if role in sizes:
        style.font.size = Pt(sizes[role])
    style.font.bold = True if role in {"title", "heading", "subheading", "caption"} else None
    style.font.italic = True if role == "quote" else None
    style.paragraph_format.space_before = Pt({"quote": 4, "note": 4}.get(role, 0))
    style.paragraph_format.space_after = Pt({"cell": 0, "note": 14}.get(role, 6))
    if role == "note":
        style.font.color.rgb = RGBColor.from_string(GREY)
    if role == "cell":
        style.paragraph_format.line_spacing = 1.0
    if role == "quote":
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(1)
    return style


def _table_style(document: "Document") -> "_TableStyle | None":
    """Return the table style of the house: one with a telling name, else the first that is not Word's own."""
    from docx.enum.style import WD_STYLE_TYPE

    there = [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE and style.name]
    wanted = {name.casefold(): place for place, name in enumerate(TABLE_NAMES)}
    named = sorted(
        (style for style in there if style.name.casefold() in wanted),
        key=lambda style: wanted[style.name.casefold()],
    )
    own = [style for style in there if not style.builtin]
    return next(iter([*named, *own]), None)


def _set_font(
    style: "ParagraphStyle", *, size: float, bold: bool | None = None, italic: bool | None = None
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor.from_string(INK)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _without_rule(style: "ParagraphStyle") -> None:
    from docx.oxml.ns import qn

    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        return


def _set_language(document: "Document") -> None:
    from docx.oxml.ns import qn

    code = {"nl": "nl-NL", "en": "en-GB"}[current_language()]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), code)
