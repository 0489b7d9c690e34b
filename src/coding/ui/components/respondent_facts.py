"""Which variables of who answered stand beside an answer: chosen by each coder, nothing by default."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from coding.corpus import QuestionInfo
from coding.i18n import _, format_number
from coding.ui import session

Facts = Mapping[str, Sequence[tuple[str, str]]]


def choose_facts(question: QuestionInfo, coder_id: int) -> Facts:
    """Draw the choice and return per respondent what to show: (label, value) pairs.

    What is chosen is kept per person and survey. An answer that is coded blind never shows any.
    """
    project = session.project()
    variables = project.corpus.variables(question.survey)
    if question.kind == "reports" or variables.empty:
        return {}
    labels = dict(zip(variables["key"], variables["label"], strict=True))
    setting = f"coderen-toon|{question.survey}|{coder_id}"
    kept = [key for key in project.settings().get(setting) or [] if key in labels]
    name = _("Toon bij elk antwoord ({n})").format(n=len(kept)) if kept else _("Toon bij elk antwoord …")
    with st.popover(name, width="content"):
        chosen = st.multiselect(
            _("Naast elk antwoord"),
            list(labels),
            default=kept,
            format_func=lambda key: str(labels[key]),
            key=setting,
            placeholder=_("Niets"),
        )
        st.caption(_("Alleen u ziet dit. Bij wat blind gecodeerd wordt, blijft het verborgen."))
    if chosen != kept:
        project.set(setting, chosen)
        st.rerun()
    return _facts(project.corpus.respondents(question.survey), {key: str(labels[key]) for key in chosen})


def _facts(respondents: pd.DataFrame, labels: Mapping[str, str]) -> Facts:
    facts: dict[str, list[tuple[str, str]]] = {}
    for key, label in labels.items():
        present = respondents[key].dropna()
        for respondent, value in zip(present.index, present, strict=True):
            facts.setdefault(str(respondent), []).append((label, _shown(value)))
    return facts


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return format_number(value, 0 if value.is_integer() else len(str(value).partition(".")[2]))
