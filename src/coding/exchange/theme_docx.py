"""Theme tables as a Word document: numbered tables with notes, pictures, quotes, and how was counted."""

import io
from collections.abc import Sequence
from datetime import datetime

from coding.exchange.docx_parts import add_caption, add_text, describe, lies, text_size_cm, turn
from coding.exchange.docx_styles import Look, new_look, template_look
from coding.exchange.docx_table import add_grid, fits
from coding.exchange.exhibit import Exhibit, explanations
from coding.exchange.steady import steady_zip
from coding.i18n import _
from coding.tables import Grid
from coding.xml_text import xml_text

PROPERTY_LIMIT = 255  # characters Word takes in what it knows of a document
PICTURE_CM = 15.0
PICTURE_PART = 0.85  # of the height of a page, so that the caption is on it too


def tables_docx(
    exhibits: Sequence[Exhibit],
    *,
    made_at: datetime,
    title: str = "",
    template: tuple[str, bytes] | None = None,
) -> bytes:
    """Return a Word document with tables, their pictures and quotes, and at the end how was counted.

    The same figures and moment give the same bytes.

    Parameters
    ----------
    made_at
        The moment that the document states.
    title
        Stands on top of it.
    template
        Name and content of a Word document whose styles are used.

    Raises
    ------
    InputError
        When the template cannot be used.
    """
    look = new_look() if template is None else template_look(template[1], name=template[0])
    writer = _Writer(look)
    if title:
        add_text(look.document, title, look.styles["title"])
    for exhibit in exhibits:
        writer.add(exhibit)
    writer.add_method(exhibits)
    properties = look.document.core_properties
    properties.title = xml_text(title or _("Thematabellen"))[:PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = ""
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = made_at
    out = io.BytesIO()
    look.document.save(out)
    return steady_zip(out.getvalue(), made_at)


class _Writer:
    """Writes one document; counts its tables and figures."""

    def __init__(self, look: Look) -> None:
        self.look, self.document, self.styles = look, look.document, look.styles
        self.n_tables, self.n_figures = 0, 0
        self.numbers: list[int] = []  # of the theme tables
        usual = self.document.sections[-1]
        self.lies, self.width_cm = lies(usual), text_size_cm(usual)[0]

    def add(self, exhibit: Exhibit) -> None:
        """Write a table, its tests, its picture and its quotes."""
        self.numbers.append(self.n_tables + 1)
        for grid in exhibit.grids().values():
            self._add_grid(grid)
        if exhibit.chart:
            self._add_picture(exhibit)
        for quote in exhibit.quotes:
            add_text(self.document, f"“{quote.text.strip()}”", self.styles["quote"])
            if quote.about:
                add_text(self.document, quote.about, self.styles["note"])

    def _add_grid(self, grid: Grid) -> None:
        wide = not self.lies and not fits(grid, width_cm=self.width_cm)
        section = turn(self.document, landscape=self.lies or wide)
        self.n_tables += 1
        caption = f"{grid.title} ({grid.base})"
        add_caption(self.document, _("Tabel"), self.n_tables, caption, self.styles["caption"], above=True)
        add_grid(self.look, grid, width_cm=text_size_cm(section)[0])
        # without a paragraph between them Word makes two tables one
        add_text(self.document, " ".join(grid.notes), self.styles["note"])

    def _add_picture(self, exhibit: Exhibit) -> None:
        from docx.shared import Length

        self.n_figures += 1
        words = exhibit.picture_words()
        turn(self.document, landscape=self.lies)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(io.BytesIO(exhibit.png))
        wide, high = text_size_cm(self.document.sections[-1])
        scale = min(
            min(PICTURE_CM, wide) / Length(picture.width).cm, PICTURE_PART * high / Length(picture.height).cm
        )
        picture.width = Length(int(picture.width * scale))
        picture.height = Length(int(picture.height * scale))
        describe(picture, title=exhibit.title, text=words)
        add_caption(
            self.document, _("Figuur"), self.n_figures, exhibit.title, self.styles["caption"], above=False
        )

    def add_method(self, exhibits: Sequence[Exhibit]) -> None:
        """Say at the end how was counted and what the codes mean."""
        from docx.shared import Pt

        names = [_("Tabel {number}").format(number=number) for number in self.numbers]
        turn(self.document, landscape=self.lies)
        add_text(self.document, _("Toelichting"), self.styles["heading"], with_next=True)
        for heading, entries in explanations(exhibits, names):
            add_text(self.document, heading, self.styles["subheading"], with_next=True)
            for name, text in entries:
                paragraph = add_text(self.document, "", self.document.styles["Normal"])
                paragraph.paragraph_format.space_after = Pt(3)
                paragraph.add_run(f"{xml_text(name)}. ").bold = True
                paragraph.add_run(xml_text(text))
