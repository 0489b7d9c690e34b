"""Taking tables out: for a report, for a spreadsheet, for SPSS and R."""

import io
import zipfile
from datetime import datetime
from functools import partial

import streamlit as st

from coding.exchange import MEDIA_TYPES, FileKind
from coding.i18n import _, current_language, use_language
from coding.project import Project
from coding.tables import TableSpec, ThemeTable


def export_menu(project: Project, table: ThemeTable) -> None:
    """Draw the main action of the page: taking out this table, or those of all questions."""
    language = current_language()
    name = f"thematabel-{table.question}"
    with st.popover(_("Exporteren"), icon=":material/download:", type="primary"):
        _heading(_("Deze tabel"))
        for kind, label in ((FileKind.DOCX, _("Word (DOCX)")), (FileKind.XLSX, _("Excel (XLSX)"))):
            _download(label, partial(_one, table, kind, language), f"{name}.{kind}", MEDIA_TYPES[kind])
        with st.expander(_("Andere bestanden")):
            for kind, label in (
                (FileKind.CSV, _("CSV")),
                (FileKind.MARKDOWN, _("Markdown")),
                (FileKind.LATEX, _("LaTeX")),
            ):
                _download(label, partial(_one, table, kind, language), f"{name}.{kind}", MEDIA_TYPES[kind])
        _heading(_("De tabellen van alle vragen"))
        for kind, label in ((FileKind.DOCX, _("Word, met figuren")), (FileKind.XLSX, _("Excel"))):
            file_name = f"thematabellen.{kind}"
            _download(label, partial(all_tables, project, kind, language), file_name, MEDIA_TYPES[kind])
        _heading(_("De codering van deze vraag"))
        _download(
            _("Voor SPSS en R (ZIP)"),
            partial(coding_matrix, project, table, language),
            f"codering-{table.question}.zip",
            "application/zip",
            help=_("Een rij per respondent, per code een 0 of 1, en bestanden die dat inlezen."),
        )


def _heading(text: str) -> None:
    st.markdown(f"**{text}**")


def _download(label: str, make: "partial[bytes]", file_name: str, mime: str, help: str | None = None) -> None:
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        width="stretch",
        key=f"export-{file_name}",
        help=help,
    )


def _now() -> datetime:
    return datetime.now().astimezone()


def _one(table: ThemeTable, kind: FileKind, language: str) -> bytes:
    """Make a file; this happens when it is asked for, apart from the page and its language."""
    from coding.exchange import Exhibit, table_file

    use_language(language)
    return table_file(Exhibit(table, chart=True), kind, made_at=_now())


def all_tables(project: Project, kind: FileKind, language: str) -> bytes:
    """Return one document or workbook with the tables of all questions that have a codebook."""
    from coding.exchange import Exhibit, tables_docx, tables_xlsx

    use_language(language)
    questions = project.corpus.questions()
    coded = questions.loc[questions["codebook"].notna(), "key"]
    exhibits = [
        Exhibit(project.tables.theme_table(TableSpec(question=str(key))), chart=True) for key in coded
    ]
    write = tables_docx if kind is FileKind.DOCX else tables_xlsx
    return write(exhibits, made_at=_now())


def coding_matrix(project: Project, table: ThemeTable, language: str) -> bytes:
    """Return the 0/1 matrix of the question of a table, by the same coder, with what it is split by."""
    from coding.exchange import matrix_files, respondent_matrix

    use_language(language)
    spec = table.spec
    variables = set(project.corpus.variables()["key"])
    background = [spec.by] if spec.by and spec.by in variables and not table.passages else []
    made = respondent_matrix(project.database, spec.question, coder=spec.coder, background=background)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in matrix_files(made, stem=f"codering-{spec.question}").items():
            archive.writestr(name, content)
    return out.getvalue()
