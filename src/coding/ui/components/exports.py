"""Taking tables out: as a spreadsheet to paste from, or as CSV."""

from functools import partial

import streamlit as st

from coding.i18n import _, current_language, use_language
from coding.project import Project
from coding.tables import TableSpec, ThemeTable, to_csv

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_menu(project: Project, table: ThemeTable) -> None:
    """Draw the main action of the page: taking out this table, or those of all questions."""
    name = f"thematabel-{table.question}"
    with st.popover(_("Exporteren"), icon=":material/download:", type="primary"):
        st.download_button(
            _("Deze tabel als Excel-bestand (XLSX)"),
            partial(_xlsx, [table], current_language()),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            _("Deze tabel als CSV"),
            to_csv(table).encode("utf-8-sig"),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            _("De tabellen van alle vragen (XLSX)"),
            partial(all_tables, project, current_language()),
            file_name="thematabellen.xlsx",
            mime=XLSX,
            on_click="ignore",
            width="stretch",
        )


def _xlsx(tables: list[ThemeTable], language: str) -> bytes:
    """Make a workbook; this happens when the file is asked for, apart from the page and its language."""
    from coding.exchange import tables_xlsx

    use_language(language)
    return tables_xlsx(tables)


def all_tables(project: Project, language: str) -> bytes:
    """Return a workbook with the tables of all questions that have a codebook."""
    use_language(language)
    questions = project.corpus.questions()
    coded = questions.loc[questions["codebook"].notna(), "key"]
    return _xlsx([project.tables.theme_table(TableSpec(question=str(key))) for key in coded], language)
