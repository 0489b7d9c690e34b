"""One table as a file of any kind."""

from datetime import datetime
from enum import StrEnum

from coding.exchange.exhibit import Exhibit
from coding.exchange.pictures import chart_svg
from coding.exchange.theme_docx import tables_docx
from coding.exchange.theme_xlsx import tables_xlsx
from coding.tables import grid_latex, grid_markdown, to_csv


class FileKind(StrEnum):
    """The kinds of files a table can be, by the ending of their names."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    MARKDOWN = "md"
    LATEX = "tex"
    PNG = "png"
    SVG = "svg"


MEDIA_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.CSV: "text/csv",
    FileKind.MARKDOWN: "text/markdown",
    FileKind.LATEX: "application/x-tex",
    FileKind.PNG: "image/png",
    FileKind.SVG: "image/svg+xml",
}


def table_file(exhibit: Exhibit, kind: FileKind, *, made_at: datetime, label: str = "") -> bytes:
    """Return a table as the content of a file.

    Parameters
    ----------
    made_at
        The moment that XLSX and DOCX state.
    label
        What LaTeX refers to the table by; without one the question.
    """
    if kind is FileKind.XLSX:
        return tables_xlsx([exhibit], made_at=made_at)
    if kind is FileKind.DOCX:
        return tables_docx([exhibit], made_at=made_at)
    if kind is FileKind.PNG:
        return exhibit.png
    if kind is FileKind.SVG:
        return chart_svg(exhibit.picture(), title=exhibit.title, description=exhibit.picture_words())
    if kind is FileKind.CSV:
        return to_csv(exhibit.table).encode("utf-8-sig")
    if kind is FileKind.MARKDOWN:
        return "\n".join(map(grid_markdown, exhibit.grids().values())).encode()
    base = f"tab:{label or exhibit.table.question}"
    grids = exhibit.grids().items()
    return "\n".join(grid_latex(grid, label=f"{base}-{name}") for name, grid in grids).encode()
