"""Files for elsewhere: theme tables for a report, codings as spreadsheets."""

from coding.exchange.codings_export import CodingsExport, frame_csv, frame_xlsx
from coding.exchange.exhibit import Exhibit, QuoteText, explanations
from coding.exchange.matrix import Matrix, respondent_matrix
from coding.exchange.matrix_files import matrix_files
from coding.exchange.pictures import chart_png, chart_svg
from coding.exchange.table_files import MEDIA_TYPES, FileKind, table_file
from coding.exchange.theme_docx import tables_docx
from coding.exchange.theme_xlsx import tables_xlsx

__all__ = [
    "MEDIA_TYPES",
    "CodingsExport",
    "Exhibit",
    "FileKind",
    "Matrix",
    "QuoteText",
    "chart_png",
    "chart_svg",
    "explanations",
    "frame_csv",
    "frame_xlsx",
    "matrix_files",
    "respondent_matrix",
    "table_file",
    "tables_docx",
    "tables_xlsx",
]
