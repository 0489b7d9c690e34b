"""All answers in a list: sorted, filtered, many coded at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from coding.codings import Permission
from coding.corpus import QuestionInfo
from coding.i18n import _, current_language
from coding.project import Project
from coding.ui import session, style
from coding.ui.components import links
from coding.ui.components.grid import grid_list
from coding.ui.components.grid.texts import grid_texts, key_texts
from coding.ui.components.queue.codes import code_groups
from coding.ui.components.states import empty, no_codebook, no_question
from coding.ui.components.units import unit_of
from coding.ui.components.way import LIST, choose_way
from coding.ui.grid import Grid

if TYPE_CHECKING:
    import pandas as pd

_OPEN = "lijst-openen"


def render() -> None:
    """Draw the page."""
    question_key = session.current_question()
    if question_key is None:
        no_question()
        return
    project = session.project()
    question = project.corpus.question(question_key)
    if question.codebook is None:
        no_codebook(_("De codes komen hier naast elke tekst te staan."))
        return
    coder_id = session.require_coder()
    segments = project.corpus.segments(question_key)
    if segments.empty:
        empty(
            _("Bij deze vraag zijn geen teksten om te coderen"),
            _("Importeer een bestand met antwoorden op deze vraag, of kies hierboven een andere vraag."),
            page="gegevens",
            label=_("Naar Gegevens"),
        )
        return
    choose_way(LIST)
    queue_id = _queue(question_key, coder_id)
    grid = Grid(
        project,
        question_key=question_key,
        coder_id=coder_id,
        queue_id=queue_id,
        twins=_twins(session.project_id(), question_key, len(segments)),
        scope=f"{session.project_id()}:{question_key}:{coder_id}:{queue_id}",
    )
    _list(grid, _frame(project, question, grid))


def _queue(question_key: str, coder_id: int) -> int:
    """Return the queue whose answers are listed: the one open on the coding page, else one's own part."""
    project = session.project()
    opened = st.session_state.get(f"coderen-rij-{question_key}-{coder_id}")
    own = project.divisions.queue_of(question_key, coder_id)
    return int(opened or own or project.codings.default_queue(question_key))


@st.cache_resource(show_spinner=False, max_entries=20)
def _twins(project_id: str, question_key: str, n_segments: int) -> "pd.DataFrame":  # noqa: ARG001
    """Texts never change, and questions only grow: what is the same is worked out once for everybody."""
    return session.project().twins.groups(question_key)


def _frame(project: Project, question: QuestionInfo, grid: Grid) -> dict[str, Any]:
    """Return what stays the same while coding."""
    codebook = project.codebooks.for_question(question.key)
    return {
        "scope": grid.scope,
        "question": question.key,
        "language": current_language(),
        "mayChange": project.team.can(grid.coder_id, Permission.BULK),
        "groups": code_groups(codebook.content, style.code_colours(codebook.content)),
        "texts": grid_texts(unit_of(project, question.key)),
        "keys": key_texts(),
    }


@session.fragment
def _list(grid: Grid, frame: Mapping[str, Any]) -> None:
    """Draw the list; only this runs again while somebody codes."""
    key = f"lijst-{grid.scope}"

    def receive() -> None:
        grid.receive(_in_state(key, "message"))

    def want_open() -> None:
        st.session_state[_OPEN] = _in_state(key, "open")

    receive()
    grid_list(key=key, data={**frame, **grid.data()}, on_message=receive, on_open=want_open)
    wanted = st.session_state.pop(_OPEN, None)
    if isinstance(wanted, int | float) and int(wanted) in grid.segment_ids:
        links.go_to("coderen", segment=int(wanted))


def _in_state(key: str, name: str) -> object:
    """Return a value the browser set, whatever the state of the component is."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
