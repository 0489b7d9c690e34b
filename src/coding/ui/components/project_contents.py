"""What is in a project: questions, respondents with their variables, files."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui.components.states import moment, plain

if TYPE_CHECKING:
    import pandas as pd


def show_contents(project: Project) -> None:
    """Draw everything the project holds."""
    questions, files = project.corpus.questions(), project.corpus.files()
    st.subheader(_("In dit project"), anchor=False)
    _questions(questions)
    for survey in dict.fromkeys(questions.loc[questions["kind"] == "open", "survey"]):
        _survey(project, str(survey))
    with st.expander(
        ngettext("{n} bestand", "{n} bestanden", len(files)).format(n=format_number(len(files)))
    ):
        st.caption(
            _("Elk bestand is bewaard zoals het binnenkwam. Hetzelfde bestand nog eens verandert niets.")
        )
        _files(files)


def _questions(questions: "pd.DataFrame") -> None:
    reports = (questions["kind"] == "reports").any()
    st.dataframe(
        questions[["key", "text", "n_segments", *(["n_documents"] if reports else []), "codebook"]],
        hide_index=True,
        height="content",
        column_config={
            "key": st.column_config.TextColumn(_("Vraag"), width=90),
            "text": st.column_config.TextColumn(_("Tekst"), width=640),
            "n_segments": st.column_config.NumberColumn(
                _("N"), format="localized", width=70, help=_("Antwoorden of passages om te coderen")
            ),
            "n_documents": st.column_config.NumberColumn(
                _("documenten"), format="localized", width=100, help=_("Antwoorden of rapporten")
            ),
            "codebook": st.column_config.TextColumn(_("Codeboek"), width=170),
        },
        placeholder="–",
    )


def _survey(project: Project, survey: str) -> None:
    respondents, variables = project.corpus.respondents(survey), project.corpus.variables(survey)
    title = _("Peiling ‘{survey}’: {respondents}, {variables}").format(
        survey=survey,
        respondents=ngettext("{n} respondent", "{n} respondenten", len(respondents)).format(
            n=format_number(len(respondents))
        ),
        variables=ngettext("{n} kenmerk", "{n} kenmerken", len(variables)).format(n=len(variables)),
    )
    with st.expander(plain(title)):
        for row in variables.itertuples():
            st.markdown(f"**{plain(row.label)}** · {plain(_values(respondents[row.key], row))}")


def _values(values: "pd.Series", variable: object) -> str:
    """Say how a variable is distributed, in a line."""
    known = values.dropna()
    missing = len(values) - len(known)
    if getattr(variable, "kind", "") == "number" and len(known):
        text = _("van {low} tot {high}").format(
            low=format_number(known.min()), high=format_number(known.max())
        )
    else:
        counts = known.value_counts()
        levels = [str(level) for level in getattr(variable, "levels", []) if level in counts.index]
        text = ", ".join(f"{level} ({format_number(counts[level])})" for level in levels)
    return text + (_("; onbekend {n}").format(n=format_number(missing)) if missing else "")


def _files(files: "pd.DataFrame") -> None:
    kinds = {"survey": _("peiling"), "report": _("rapport"), "codings": _("coderingen")}
    shown = files.assign(
        kind=files["kind"].map(kinds),
        imported_at=[moment(value) for value in files["imported_at"]],
    )
    st.dataframe(
        shown[["name", "kind", "imported_at"]],
        hide_index=True,
        height="content",
        column_config={
            "name": st.column_config.TextColumn(_("Bestand"), width="large"),
            "kind": st.column_config.TextColumn(_("Soort")),
            "imported_at": st.column_config.TextColumn(_("Geïmporteerd")),
        },
    )
