"""Which codes the program takes for one another, with answers, and ways to mend codings or codebook."""

from typing import Any

import streamlit as st

from coding.classifier import ModelSummary
from coding.codings import NoteKind
from coding.errors import CodingError
from coding.i18n import _, format_number
from coding.project import Project
from coding.ui import session
from coding.ui.components import links
from coding.ui.components.states import done, plain, show_error

MOST_PAIRS, MOST_SINGLE = 6, 4
LONGEST = 400  # characters of an answer


def confusions(project: Project, question: str, model: ModelSummary) -> None:
    """Draw what is confused most, one at a time."""
    found = model.metrics.get("confusions")
    if found is None:
        return
    st.subheader(_("Wat haalt het programma door elkaar?"), anchor=False)
    content = project.codebooks.for_question(question).content
    labels = content.labels
    cases = _cases(found, labels)
    if not cases:
        st.markdown(
            _("Nog niet te zeggen: geen enkele fout kwam meer dan één keer voor.")
            if any(found.values())
            else _("Niets: overal waar het meet, stelt het voor wat mensen gaven.")
        )
        return
    st.markdown(
        _(
            "Vaak verwisselde codes lijken op elkaar. Kijk naar de antwoorden: klopt de codering, of moet "
            "het codeboek scherper zeggen wanneer welke code geldt?"
        )
    )
    choice, shown = st.columns([2, 3], gap="large")
    with choice:
        place = st.radio(
            _("Wat haalt het programma door elkaar?"),
            range(len(cases)),
            format_func=lambda place: cases[place]["sentence"],
            key=f"model-confusion-{model.id}",
            label_visibility="collapsed",
        )
    with shown:
        case = cases[place or 0]
        _answers(project, question, case)
        for code in case["codes"]:
            _code(project, content.id, code, labels.get(code, code), case["segments"][0])


def _cases(found: dict[str, list[dict[str, Any]]], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return what is confused, in words, pairs first."""

    def label(code: str) -> str:
        return plain(labels.get(code, code))

    cases = [
        {
            "sentence": _("Mensen gaven **{given}**, voorgesteld werd **{proposed}** ({n} van {all})").format(
                given=label(one["given"]),
                proposed=label(one["proposed"]),
                n=format_number(one["n"]),
                all=format_number(one["n_given"]),
            ),
            "codes": [one["given"], one["proposed"]],
            "segments": one["segments"],
        }
        for one in found["pairs"][:MOST_PAIRS]
        if one["n"] > 1
    ]
    cases += [
        {
            "sentence": _("**{code}** wordt gemist, zonder iets ervoor in de plaats ({n} van {all})").format(
                code=label(one["code"]), n=format_number(one["n"]), all=format_number(one["n_all"])
            ),
            "codes": [one["code"]],
            "segments": one["segments"],
        }
        for one in found["missed"][:MOST_SINGLE]
        if one["n"] > 1
    ]
    cases += [
        {
            "sentence": _("**{code}** wordt te veel voorgesteld ({n} van {all} voorstellen)").format(
                code=label(one["code"]), n=format_number(one["n"]), all=format_number(one["n_all"])
            ),
            "codes": [one["code"]],
            "segments": one["segments"],
        }
        for one in found["too_much"][:MOST_SINGLE]
        if one["n"] > 1
    ]
    return cases


def _answers(project: Project, question: str, case: dict[str, Any]) -> None:
    texts = project.classifiers.texts(case["segments"])
    for segment in case["segments"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"„{plain(shortened(texts.get(segment, '')))}”", width="stretch")
            if st.button(
                _("Open"),
                key=f"confused-{segment}",
                type="tertiary",
                icon=":material/edit:",
                help=_("Open dit antwoord om te coderen"),
            ):
                links.go_to("coderen", question=question, segment=segment)


def _code(project: Project, codebook: str, code: str, label: str, segment: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            _("{code} in het codeboek").format(code=plain(label)),
            key=f"sharpen-{code}",
            icon=":material/menu_book:",
        ):
            st.session_state[f"find-{codebook}"] = label
            links.go_to("codeboek")
        coder = session.current_coder()
        if coder is not None and st.button(
            _("Definitie moet duidelijker"),
            key=f"clarify-{code}",
            icon=":material/sticky_note_2:",
            help=_("Zet een notitie bij de code, met het eerste antwoord als aanleiding."),
        ):
            try:
                project.code_notes.add(
                    codebook,
                    code,
                    _("Het programma verwart deze code (pagina Model)."),
                    author_id=coder,
                    kind=NoteKind.CLARIFY,
                    segment_id=segment,
                )
            except CodingError as error:
                show_error(error)
                return
            done(_("Bij {code} staat nu dat de definitie duidelijker moet.").format(code=label))
            st.rerun()


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
