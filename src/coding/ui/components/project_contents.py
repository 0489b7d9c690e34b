"""What is in a project: questions, respondents with their variables, files."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui.components.html_table import NOTHING, Column, html_table
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
    columns = [
        Column(_("Vraag"), number=False),
        Column(_("Tekst"), number=False),
        Column("N", meaning=_("Antwoorden, of passages van rapporten, om te coderen")),
        *([Column(_("documenten"), meaning=_("Antwoorden of rapporten"))] if reports else []),
        Column(_("Codeboek"), number=False),
    ]
    rows = [
        [
            str(row["key"]),
            " ".join(str(row["text"]).split()),
            format_number(row["n_segments"]),
            *([format_number(row["n_documents"])] if reports else []),
            str(row["codebook"] or NOTHING),
        ]
        for row in questions.to_dict("records")
    ]
    st.html(html_table(columns, rows, name=_("Vragen")))


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
    columns = [
        Column(_("Bestand"), number=False),
        Column(_("Soort"), number=False),
        Column(_("Geïmporteerd"), number=False),
    ]
    rows = [
        [str(row["name"]), kinds.get(str(row["kind"]), ""), moment(row["imported_at"])]
        for row in files.to_dict("records")
    ]
    st.html(html_table(columns, rows, name=_("Bestanden")))
