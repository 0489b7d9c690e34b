"""Files for elsewhere: theme tables and codings as spreadsheets."""

from coding.exchange.codings_export import CodingsExport, frame_csv, frame_xlsx
from coding.exchange.theme_xlsx import tables_xlsx, write_tables_xlsx

__all__ = ["CodingsExport", "frame_csv", "frame_xlsx", "tables_xlsx", "write_tables_xlsx"]
