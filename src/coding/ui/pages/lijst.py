"""All answers in a list: sorted, filtered, many coded at once."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from coding.codings import Permission
from coding.corpus import QuestionInfo
from coding.i18n import _, current_language
from coding.project import Project
from coding.ui import session, style
from coding.ui.answers import Answers
from coding.ui.auto_training import auto_training
from coding.ui.components import links
from coding.ui.components.grid import grid_list
from coding.ui.components.grid.texts import grid_texts, key_texts
from coding.ui.components.queue.codes import code_groups
from coding.ui.components.queue_choice import choose_queue
from coding.ui.components.states import no_texts, question_with_codebook
from coding.ui.components.units import unit_of
from coding.ui.components.way import LIST, ONE_BY_ONE, choose_way
from coding.ui.grid import Grid

_OPEN = "lijst-openen"


def render() -> None:
    """Draw the page."""
    question = question_with_codebook(_("De codes komen hier naast elke tekst te staan."))
    if question is None:
        return
    project, question_key = session.project(), question.key
    coder_id = session.require_coder()
    if session.may(Permission.CODE):
        style.mark_in_menu(ONE_BY_ONE)
        choose_way(LIST)
    session.allowed(Permission.BULK)  # says why nothing can be given here; looking is fine
    queue_id = choose_queue(question_key, coder_id, ways=False)
    if queue_id is None:
        no_texts()
        return
    grid = _open_grid(question_key, coder_id, queue_id)
    _list(grid, _frame(project, question, grid))


def _open_grid(question_key: str, coder_id: int, queue_id: int) -> Grid:
    project, project_id = session.project(), session.project_id()
    sizes = project.codings.queues(question_key).set_index("id")["n_items"]
    return Grid(
        project,
        answers=_answers(project_id, question_key, _n_texts(question_key)),
        question_key=question_key,
        coder_id=coder_id,
        scope=f"{project_id}:{question_key}:{coder_id}:{queue_id}",
        segment_ids=_order(project_id, queue_id, int(sizes[queue_id])),
        queue_id=queue_id,
    )


def _n_texts(question_key: str) -> int:
    questions = session.project().corpus.questions()
    return int(questions.loc[questions["key"] == question_key, "n_segments"].iloc[0])


@st.cache_resource(show_spinner=False, max_entries=20)
def _answers(project_id: str, question_key: str, n_texts: int) -> Answers:  # noqa: ARG001
    """Texts never change, and questions only grow: they are read once for everybody."""
    return Answers(session.project(), question_key)


@st.cache_resource(show_spinner=False, max_entries=50)
def _order(project_id: str, queue_id: int, n_items: int) -> list[int]:  # noqa: ARG001
    """Queues only grow, too."""
    return [int(number) for number in session.project().codings.queue_segments(queue_id)["segment_id"]]


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
    wanted = st.session_state.pop(_OPEN, None)
    if isinstance(wanted, int | float) and int(wanted) in grid.segment_ids:
        links.go_to("coderen", segment=int(wanted))
    auto_training().consider(grid.project, grid.question_key)
    grid_list(key=key, data={**frame, **grid.data()}, on_message=receive, on_open=want_open)


def _in_state(key: str, name: str) -> object:
    """Return a value the browser set, whatever the state of the component is."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
