"""Data: bringing in surveys and reports, and what is in the project."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.corpus import ImportReport
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.pseudonyms import Batch
from coding.ui import session
from coding.ui.components import links, report_import, survey_import
from coding.ui.components.project_contents import show_contents
from coding.ui.components.states import plain, title
from coding.ui.components.uploader import uploader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

TABLES, DOCUMENTS, MAPPINGS = (
    ("csv", "tsv", "xlsx", "xlsm"),
    ("txt", "md", "html", "htm", "docx", "pdf"),
    ("yaml", "yml"),
)
_RESULT, _ROUND = "import-result", "import-round"


def render() -> None:
    """Draw the page."""
    project = session.project()
    empty = project.corpus.questions().empty
    title(_("Gegevens"))
    if empty:
        st.markdown(
            _(
                "Begin met de antwoorden op een peiling of met rapporten. Ze blijven op deze machine en "
                "veranderen nooit meer: u codeert straks precies wat er staat."
            )
        )
    _results()
    files = uploader(
        _("Sleep bestanden hierheen: een peiling (CSV, XLSX) of rapporten (TXT, MD, HTML, DOCX, PDF)"),
        types=[*TABLES, *DOCUMENTS, *MAPPINGS],
        key=f"files-{st.session_state.setdefault(_ROUND, 0)}",
    )
    _import(project, files)
    if not empty:
        st.divider()
        show_contents(project)


def _import(project: Project, files: "list[UploadedFile]") -> None:
    """Draw what the chosen files ask for, surveys one at a time."""
    kinds = {
        kind: [file for file in files if _ending(file) in kind] for kind in (TABLES, DOCUMENTS, MAPPINGS)
    }
    surveys, reports, mappings = kinds[TABLES], kinds[DOCUMENTS], kinds[MAPPINGS]
    if reports:
        outcomes = report_import.draw(project, reports, author=_author(project))
        if outcomes is not None:
            _keep(outcomes)
    if surveys:
        if len(surveys) > 1:
            st.info(_("Er zijn meer peilingen gekozen; ze komen één voor één, deze eerst."))
        mapping = mappings[0] if mappings else None
        done = survey_import.draw(project, surveys[0], mapping_file=mapping, author=_author(project))
        if done is not None:
            _keep([(surveys[0].name, done)])
    elif mappings:
        st.info(_("Dit is een indeling van kolommen; kies er het bestand met de antwoorden bij."))


def _ending(file: "UploadedFile") -> str:
    return str(file.name).rpartition(".")[2].lower()


def _author(project: Project) -> str:
    coders = project.codings.coders()
    names = coders.loc[coders["id"] == session.current_coder(), "name"]
    return str(names.iloc[0]) if len(names) else _("import")


def _keep(outcomes: "Sequence[tuple[str, ImportReport | Batch | CodingError]]") -> None:
    """Keep the outcome over the next run, which starts with an empty file field."""
    st.session_state[_RESULT] = outcomes
    st.session_state[_ROUND] += 1
    st.rerun()


def _results() -> None:
    """Tell what the last import did, and what comes next."""
    outcomes = st.session_state.pop(_RESULT, None)
    if not outcomes:
        return
    imported = [outcome for _name, outcome in outcomes if isinstance(outcome, ImportReport)]
    for name, outcome in outcomes:
        if isinstance(outcome, CodingError):
            st.error(plain(_("{file}: niet geïmporteerd. {reason}").format(file=name, reason=outcome)))
        elif isinstance(outcome, Batch):
            _waits(outcome)
        elif outcome.unchanged:
            st.info(plain(f"{name}: {' '.join(outcome.notes)}"))
        else:
            st.success(plain(f"{name}: {outcome.summary()}"))
            if outcome.dropped:
                survey_import.listed("dropped", outcome.dropped)
            if outcome.notes:
                survey_import.listed("notes", outcome.notes)
    if any(not outcome.unchanged for outcome in imported):
        _next_steps()


def _waits(batch: Batch) -> None:
    """Tell that texts wait for their review, and where."""
    found = ngettext(
        "{n} plaats met persoonsgegevens", "{n} plaatsen met persoonsgegevens", batch.n_findings
    ).format(n=format_number(batch.n_findings))
    told = (
        _("{file}: de teksten wachten op nakijken, {found}. Coderen kan daarna.")
        if batch.n_findings
        else _(
            "{file}: de teksten wachten op nakijken; persoonsgegevens zijn niet gevonden. Coderen kan zodra "
            "u ze vrijgeeft."
        )
    )
    st.info(plain(told.format(file=batch.name, found=found)))
    if batch.warnings:
        survey_import.listed("notes", batch.warnings)
    links.link("persoonsgegevens", _("Persoonsgegevens nakijken"), icon=":material/visibility_off:")


def _next_steps() -> None:
    with st.container(horizontal=True, gap="medium"):
        st.markdown(_("Verder:"))
        links.link("verkennen", _("Verkennen wat er leeft"), icon=":material/scatter_plot:")
        links.link("codeboek", _("Een codeboek kiezen"), icon=":material/menu_book:")
        links.link("coderen", _("Beginnen met coderen"), icon=":material/edit:")
