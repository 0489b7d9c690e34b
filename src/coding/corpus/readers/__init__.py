"""Reading files: tables with answers, and reports."""

from collections.abc import Callable

from coding.corpus.blocks import ReadDocument
from coding.corpus.readers.bounds import broken, check_size, refuse, sniff
from coding.corpus.readers.table import FileOptions, RawRow, RawTable

__all__ = ["FileOptions", "RawRow", "RawTable", "is_table", "read_document", "read_table"]

_TABLES = frozenset({"csv", "tsv", "tab", "xlsx", "xlsm"})


def is_table(name: str) -> bool:
    """Tell by its name whether a file is a table with answers rather than a report."""
    return name.lower().rpartition(".")[2] in _TABLES


def read_table(content: bytes, *, name: str, options: FileOptions | None = None) -> RawTable:
    """Read a table with answers from CSV or XLSX; what it is is told by its content, not by its name.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        Its name, for messages.
    options
        Separator, encoding, decimal sign, sheet; what is not given is found out.

    Raises
    ------
    InputError
        Naming file, row and column.
    """
    check_size(content, name)
    options = options or FileOptions()
    kind = sniff(content)
    if kind == "xlsx" or (kind == "zip" and name.lower().endswith((".xlsx", ".xlsm"))):
        from coding.corpus.readers.xlsx_file import read_xlsx

        return read_xlsx(content, name=name, options=options)
    if kind != "text":
        raise refuse(kind, name)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise broken(name)
    from coding.corpus.readers.csv_file import read_csv

    return read_csv(content, name=name, options=options)


def read_document(
    content: bytes, *, name: str, progress: Callable[[int, int], None] | None = None
) -> ReadDocument:
    """Read a report from TXT, MD, HTML, DOCX or PDF.

    Parameters
    ----------
    content
        The bytes of the file; what it is is told by them.
    name
        Its name, for messages; it tells Markdown from plain text.
    progress
        Called with pages read and their total, for files that take long: PDF.

    Raises
    ------
    InputError
        Naming the file: empty, too large, broken, encrypted, without text.
    """
    check_size(content, name)
    kind = sniff(content)
    suffix = name.lower().rpartition(".")[2]
    if kind == "pdf":
        from coding.corpus.readers.pdf_file import read_pdf

        return read_pdf(content, name=name, progress=progress)
    if kind == "docx" or (kind == "zip" and suffix in {"docx", "docm"}):
        from coding.corpus.readers.docx_file import read_docx

        return read_docx(content, name=name)
    if kind != "text":
        raise refuse(kind, name)
    if suffix in {"docx", "docm", "pdf"}:
        raise broken(name)
    from coding.corpus.readers.html_file import is_html, read_html

    if suffix in {"html", "htm", "xhtml"} or is_html(content):
        return read_html(content, name=name)
    if suffix in {"md", "markdown"}:
        from coding.corpus.readers.markdown_file import read_markdown

        return read_markdown(content, name=name)
    from coding.corpus.readers.text_file import read_text

    return read_text(content, name=name)
