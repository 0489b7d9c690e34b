"""Coding: one text at a time, hands on the keyboard, nothing decided by a machine."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from coding.codebook import StoredCodebook
from coding.corpus import QuestionInfo
from coding.errors import NotFoundError
from coding.i18n import _, current_language
from coding.ui import session, style
from coding.ui.components.queue import queue_window
from coding.ui.components.queue.codes import code_groups
from coding.ui.components.queue.texts import window_texts
from coding.ui.desk import Desk, Item, journal_in, load_items

PLACE = "antwoord"  # query parameter: the text one is at
QUEUE = "rij"  # query parameter: the queue, where it is not the default one
_DESK = "coderen-bureau"
_PLACES = "coderen-plaatsen"


def render() -> None:
    """Draw the page."""
    question_key = session.current_question()
    if question_key is None:
        _empty(_("Er is nog niets om te coderen. Breng eerst antwoorden of rapporten in."), "gegevens")
        return
    project = session.project()
    question = project.corpus.question(question_key)
    try:
        codebook = project.codebooks.for_question(question_key)
    except NotFoundError:
        _empty(
            _("Deze vraag heeft nog geen codeboek. Kies er een, dan kan het coderen beginnen."), "codeboek"
        )
        return
    coder_id = session.require_coder()
    queue_id = _choose_queue(question_key, coder_id)
    if queue_id is None:
        _empty(_("Bij deze vraag zijn geen teksten om te coderen."), "gegevens")
        return
    desk = _open_desk(question_key, coder_id, queue_id)
    _code(desk, _frame(question, codebook, desk))


def _empty(text: str, page_name: str) -> None:
    """Say what is missing, and lead to where it is made."""
    from coding.ui.app import page, page_exists

    st.info(text)
    if page_exists(page_name):
        st.page_link(page(page_name), query_params=session.address())


# ── which queue ─────────────────────────────────────────────────────────────────────────────────


def _choose_queue(question_key: str, coder_id: int) -> int | None:
    """Return the queue to work through; a choice is drawn only where there is something to choose."""
    codings = session.project().codings
    default = codings.default_queue(question_key)
    table = codings.queues(question_key)
    own = table[(table["n_items"] > 0) & (table["coder_id"].isna() | (table["coder_id"] == coder_id))]
    titles = {
        int(number): f"{title} ({n_items})"
        for number, title, n_items in zip(own["id"], own["title"], own["n_items"], strict=True)
    }
    if default not in titles:
        return None
    key = f"coderen-rij-{question_key}-{coder_id}"
    asked = st.query_params.get(QUEUE, "")
    if asked.isdigit() and int(asked) in titles:
        st.session_state[key] = int(asked)
        del st.query_params[QUEUE]
    elif st.session_state.get(key) not in titles:
        st.session_state[key] = default
    if len(titles) == 1:
        return default
    with st.container(horizontal=True, vertical_alignment="center", key="coderen-rijkeuze"):
        st.markdown(_("Rij"), width="content")
        st.selectbox(
            _("Rij"),
            list(titles),
            key=key,
            format_func=titles.__getitem__,
            label_visibility="collapsed",
            placeholder=_("Kies een rij"),
            persist_state="session",
            width=420,
        )
    return int(st.session_state[key])


@st.cache_resource(show_spinner=False, max_entries=50)
def _items(_project_id: str, question_key: str, queue_id: int, _n_items: int) -> list[Item]:
    """Texts never change, and queues only grow: they are read once for all sessions."""
    return load_items(session.project(), question_key, queue_id)


# ── the desk ────────────────────────────────────────────────────────────────────────────────────


def _open_desk(question_key: str, coder_id: int, queue_id: int) -> Desk:
    project = session.project()
    queues = project.codings.queues(question_key)
    n_items = int(queues.loc[queues["id"] == queue_id, "n_items"].iloc[0])
    desk = Desk(
        project,
        question_key=question_key,
        coder_id=coder_id,
        queue_id=queue_id,
        items=_items(session.project_id(), question_key, queue_id, n_items),
        scope=f"{session.project_id()}:{question_key}:{coder_id}:{queue_id}",
    )
    places: dict[str, int] = st.session_state.setdefault(_PLACES, {})
    asked = st.query_params.get(PLACE, "")
    if asked.isdigit():
        del st.query_params[PLACE]  # used once: from here on the browser keeps the address
        place = desk.place_of(int(asked))
        if place is not None:
            places[desk.scope] = place
    desk.position = min(places.get(desk.scope, desk.first_unread()), len(desk.items))
    st.session_state[_DESK] = desk
    return desk


def _frame(question: QuestionInfo, codebook: StoredCodebook, desk: Desk) -> dict[str, Any]:
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
        "groups": code_groups(codebook.content, style.code_colours(codebook.content)),
        "texts": window_texts(),
    }


@session.fragment
def _code(desk: Desk, frame: Mapping[str, Any]) -> None:
    """Draw the coding window; only this runs again while somebody codes."""
    key = f"coderen-{desk.scope}"

    def receive() -> None:
        desk.receive(journal_in(st.session_state.get(key)))

    receive()
    st.session_state[_PLACES][desk.scope] = desk.position
    queue_window(key=key, data={**frame, **desk.batch()}, on_journal=receive, on_tables=_want_tables)
    if st.session_state.pop("coderen-naar-tabellen", False):
        from coding.ui.app import page

        st.switch_page(page("tabellen"), query_params=session.address())


def _want_tables() -> None:
    st.session_state["coderen-naar-tabellen"] = True
