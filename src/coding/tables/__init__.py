"""Theme tables: how often each theme occurs, on which base, and the answers behind each cell."""

from coding.tables.charts import WavePoint, theme_chart, theme_sentence, wave_chart
from coding.tables.formats.csv_text import grid_csv, to_csv
from coding.tables.formats.latex import grid_latex
from coding.tables.formats.markdown import grid_markdown
from coding.tables.grid import Column, Grid, Kind, Row, Value, theme_grid
from coding.tables.method import base_names, whose_names
from coding.tables.model import ThemeCell, ThemeLine, ThemeTable
from coding.tables.significance_grid import REGRESSION, TESTS, significance_grids
from coding.tables.spec import Base, TableSpec, Whose
from coding.tables.tables import Tables
from coding.tables.text import (
    DIFFERS,
    HIDDEN,
    base_line,
    cell_marks,
    format_percent,
    format_text,
    has_machine,
    has_margins,
    margin,
    margin_head,
    title_line,
    wrap_name,
)

__all__ = [
    "DIFFERS",
    "HIDDEN",
    "REGRESSION",
    "TESTS",
    "Base",
    "Column",
    "Grid",
    "Kind",
    "Row",
    "TableSpec",
    "Tables",
    "ThemeCell",
    "ThemeLine",
    "ThemeTable",
    "Value",
    "WavePoint",
    "Whose",
    "base_line",
    "base_names",
    "cell_marks",
    "format_percent",
    "format_text",
    "grid_csv",
    "grid_latex",
    "grid_markdown",
    "has_machine",
    "has_margins",
    "margin",
    "margin_head",
    "significance_grids",
    "theme_chart",
    "theme_grid",
    "theme_sentence",
    "title_line",
    "to_csv",
    "wave_chart",
    "whose_names",
    "wrap_name",
]
