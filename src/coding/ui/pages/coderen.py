"""Coding: one text at a time, hands on the keyboard, nothing decided by a machine."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from coding.codebook import StoredCodebook
from coding.codings import NotAllowedError, Permission
from coding.corpus import QuestionInfo
from coding.i18n import _, current_language
from coding.ui import session, style
from coding.ui.auto_training import auto_training
from coding.ui.coming import Coming
from coding.ui.components import links
from coding.ui.components.queue import queue_window
from coding.ui.components.queue.codes import code_groups
from coding.ui.components.queue.journal import journal_in
from coding.ui.components.queue.texts import window_texts
from coding.ui.components.queue_choice import choose_queue
from coding.ui.components.respondent_facts import choose_facts
from coding.ui.components.states import empty, no_texts, question_with_codebook
from coding.ui.components.way import ONE_BY_ONE, choose_way
from coding.ui.desk import Desk, Reasons
from coding.ui.explaining import Explaining
from coding.ui.items import Item, in_queue, load_texts
from coding.ui.wishes import grant, may_add, parse_wish

PLACE = "antwoord"  # query parameter: the text one is at
_PLACES = "coderen-plaatsen"
_WISH = "coderen-wens"


def render() -> None:
    """Draw the page."""
    question = question_with_codebook(_("De codes komen hier naast elke tekst te staan."))
    if question is None:
        return
    project, question_key = session.project(), question.key
    coder_id = session.require_coder()
    try:
        project.team.require(coder_id, Permission.CODE)
    except NotAllowedError as error:
        empty(_("Coderen hoort niet bij uw rol"), str(error), page="tabellen", label=_("Naar Tabellen"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="coderen-kop"):
        choose_way(ONE_BY_ONE)
        queue_id = choose_queue(question_key, coder_id, fits=partial(_holds_asked, question_key))
        facts = {} if queue_id is None else choose_facts(question, coder_id)
    if queue_id is None:
        no_texts()
        return
    desk = _open_desk(question_key, coder_id, queue_id, facts)
    _code(desk, _frame(question, desk))


# ── which queue ─────────────────────────────────────────────────────────────────────────────────


def _holds_asked(question_key: str, queue_id: int, n_items: int) -> bool:
    """Whether the text that the address asks for, if any, is in the queue that was open."""
    asked = st.query_params.get(PLACE, "")
    if not asked.isdigit():
        return True
    items = _items(question_key, queue_id, n_items)
    return any(item.segment_id == int(asked) for item in items)


def _items(question_key: str, queue_id: int, n_items: int) -> list[Item]:
    return _items_of(session.project_id(), question_key, queue_id, n_items, _n_texts(question_key))


@st.cache_resource(show_spinner=False, max_entries=50)
def _items_of(
    project_id: str,
    question_key: str,
    queue_id: int,
    n_items: int,  # noqa: ARG001
    n_texts: int,
) -> list[Item]:
    """Texts never change, and queues only grow: they are read once for all sessions."""
    return in_queue(session.project(), queue_id, _texts(project_id, question_key, n_texts))


def _n_texts(question_key: str) -> int:
    questions = session.project().corpus.questions()
    return int(questions.loc[questions["key"] == question_key, "n_segments"].iloc[0])


@st.cache_resource(show_spinner=False, max_entries=20)
def _texts(project_id: str, question_key: str, n_texts: int) -> dict[int, Item]:  # noqa: ARG001
    return load_texts(session.project(), question_key)


# ── the desk ────────────────────────────────────────────────────────────────────────────────────


def _open_desk(
    question_key: str, coder_id: int, queue_id: int, facts: Mapping[str, Sequence[tuple[str, str]]]
) -> Desk:
    project = session.project()
    queues = project.codings.queues(question_key)
    n_items = int(queues.loc[queues["id"] == queue_id, "n_items"].iloc[0])
    desk = Desk(
        project,
        question_key=question_key,
        coder_id=coder_id,
        queue_id=queue_id,
        items=_items(question_key, queue_id, n_items),
        scope=f"{session.project_id()}:{question_key}:{coder_id}:{queue_id}",
        variables=facts,
        reasons=lambda wanted: _reasons(desk, wanted),
        coming=_coming(question_key, queue_id),
    )
    places: dict[str, int] = st.session_state.setdefault(_PLACES, {})
    asked = st.query_params.get(PLACE, "")
    if asked.isdigit():
        del st.query_params[PLACE]  # used once: from here on the browser keeps the address
        place = desk.place_of(int(asked))
        if place is not None:
            places[desk.scope] = place
    desk.position = min(places.get(desk.scope, desk.first_unread()), len(desk.items))
    return desk


def _coming(question_key: str, queue_id: int) -> Coming:
    """Return what makes the queue longer, where it grows, and knows why its texts are in it."""
    project = session.project()
    codebook = project.codebooks.for_question(question_key)
    return Coming(
        project,
        queue_id=queue_id,
        texts=partial(_texts, session.project_id(), question_key, _n_texts(question_key)),
        labels={code.id: code.label for code in codebook.content.live},
    )


def _reasons(desk: Desk, wanted: Mapping[int, Sequence[str]]) -> Reasons:
    """Tell which words led to the suggestions of now, as far as they are known already."""
    if desk.model_id is None:
        return {}
    return _explaining(session.project_id(), desk.question_key, desk.model_id).known(wanted)


@st.cache_resource(show_spinner=False, max_entries=10)
def _explaining(project_id: str, question_key: str, model_id: int) -> Explaining:  # noqa: ARG001
    """Models never change: one is read once, for all sessions."""
    return Explaining(session.project(), question_key, model_id)


def _codes(question_key: str) -> dict[str, Any]:
    """Return the codes as they are now: a codebook may be saved while somebody codes."""
    project = session.project()
    codebook = project.codebooks.for_question(question_key)
    newest_note = project.code_notes.latest()
    return {
        "codebook": codebook.number,
        "groups": _groups(session.project_id(), codebook, newest_note, current_language()),
    }


@st.cache_resource(
    show_spinner=False, max_entries=50, hash_funcs={StoredCodebook: lambda one: one.version_id}
)
def _groups(
    project_id: str,  # noqa: ARG001
    codebook: StoredCodebook,
    newest_note: int,  # noqa: ARG001
    language: str,  # noqa: ARG001
) -> list[dict[str, Any]]:
    """Versions never change, and every note or its closing has a number: read once for all sessions."""
    notes: dict[str, list[str]] = {}
    found = session.project().code_notes.list(codebook.content.id)
    for code, text, author in zip(found["code"], found["text"], found["author"], strict=True):
        notes.setdefault(str(code), []).append(f"{author}: {text}")
    return code_groups(codebook.content, style.code_colours(codebook.content), notes=notes)


def _frame(question: QuestionInfo, desk: Desk) -> dict[str, Any]:
    """Return what stays the same while coding."""
    default_queue = session.project().codings.default_queue(question.key)
    storage = f"coding|{session.project_id()}|{desk.coder_id}|"
    return {
        "scope": desk.scope,
        "storage": storage,
        "question": desk.question_key,
        "queue": desk.queue_id,
        "ownQueue": desk.queue_id != default_queue,
        "questionText": question.text,
        "passages": question.kind == "reports",
        "start": desk.position,
        "language": current_language(),
        "mayAdd": may_add(session.project(), desk.coder_id),
        "texts": window_texts(),
    }


@session.fragment
def _code(desk: Desk, frame: Mapping[str, Any]) -> None:
    """Draw the coding window; only this runs again while somebody codes."""
    key = f"coderen-{desk.scope}"

    def receive() -> None:
        desk.receive(journal_in(st.session_state.get(key)))

    receive()
    if st.session_state.pop("coderen-naar-tabellen", False):
        links.go_to("tabellen")
    auto_training().consider(desk.project, desk.question_key)
    desk.lengthen()
    st.session_state[_PLACES][desk.scope] = desk.position
    wish = _answer_wish(desk, journal_in(st.session_state.get(key)))  # may change the codes
    data = {**frame, "wish": wish, **_codes(desk.question_key), **desk.batch()}
    queue_window(key=key, data=data, on_journal=receive, on_tables=_want_tables)


def _answer_wish(desk: Desk, raw: object) -> dict[str, Any] | None:
    """Do what a browser asks, once; the answer is kept, because the message stands until the next one."""
    answer: dict[str, Any] | None = st.session_state.get(_WISH)
    wish = parse_wish(raw, scope=desk.scope)
    if wish is not None and (answer is None or answer["name"] != wish.name):
        answer = grant(session.project(), wish, question_key=desk.question_key, coder_id=desk.coder_id)
        st.session_state[_WISH] = answer
    return answer


def _want_tables() -> None:
    st.session_state["coderen-naar-tabellen"] = True
