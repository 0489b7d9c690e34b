"""What every page needs to know: which project, which question, who is at work, in which language."""

import functools
import gc
import os
import sys
import uuid
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from coding.codings import NotAllowedError, Permission
from coding.errors import CodingError
from coding.i18n import LANGUAGES, _, current_language, use_language
from coding.project import Project
from coding.ui import sign_in
from coding.ui.gate import gate

P = ParamSpec("P")
R = TypeVar("R")

QUESTION = "vraag"  # query parameter and session key
LANGUAGE = "taal"
_CHOSEN = "taal-gekozen"  # the language was asked for, and is kept in the address on every page
WHO = "wie"
CODER = "coder_id"
_NOBODY = 0  # asked and not answered; nothing at all means: not looked for yet
_HEAVY = ("pandas", "sklearn", "spacy", "bertopic", "altair", "scipy")


# ── the project ─────────────────────────────────────────────────────────────────────────────────


@st.cache_resource(show_spinner=False)
def _open_project(location: str) -> Project:
    opened = Project(location)
    if not opened.settings().get("project_id"):
        opened.set("project_id", uuid.uuid4().hex)
    return opened


def project() -> Project:
    """Return the project the app was started on; opened once for all sessions."""
    return _open_project(os.environ.get("CODING_PROJECT", "project.db"))


@st.cache_resource(show_spinner=False)
def _project_id(location: str) -> str:
    return str(_open_project(location).settings()["project_id"])


def project_id() -> str:
    """Return what tells this project from every other, also from a later one in the same file."""
    return _project_id(os.environ.get("CODING_PROJECT", "project.db"))


@st.cache_resource(show_spinner=False)
def _freeze(loaded: tuple[str, ...]) -> None:  # noqa: ARG001 - another set of libraries is another run
    gc.collect()
    gc.freeze()


def warm_up() -> None:
    """Take loaded libraries out of garbage collection, which stops everybody while it looks through them.

    Done once after the imports, and once more when a page brought in another heavy library.
    """
    _freeze(tuple(name for name in _HEAVY if name in sys.modules))


# ── language ────────────────────────────────────────────────────────────────────────────────────


def use_interface_language() -> None:
    """Set the interface language for this run: asked in the address, else the project's, else the default."""
    asked = st.query_params.get(LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[LANGUAGE], st.session_state[_CHOSEN] = asked, True
    elif st.session_state.get(_CHOSEN):
        st.query_params[LANGUAGE] = st.session_state[LANGUAGE]
    elif LANGUAGE not in st.session_state:
        stored = project().settings().get("language")
        st.session_state[LANGUAGE] = stored if stored in LANGUAGES else current_language()
    use_language(st.session_state[LANGUAGE])


def choose_language(language: str) -> None:
    """Change the interface language of this session."""
    st.session_state[LANGUAGE], st.session_state[_CHOSEN] = language, True
    st.query_params[LANGUAGE] = language


def fragment(function: Callable[P, R]) -> Callable[P, R]:
    """Make a part of a page rerun by itself, in the interface language of the session.

    Use it instead of ``st.fragment``: a fragment runs in a context of its own, which does not know the
    language the page was drawn in.
    """

    @functools.wraps(function)
    def in_language(*args: P.args, **kwargs: P.kwargs) -> R:
        use_interface_language()
        if sign_in.required() and not project().team.permissions(current_coder()):
            st.rerun()  # no longer takes part: the whole page says so
        return function(*args, **kwargs)

    return st.fragment(in_language)


# ── the question ────────────────────────────────────────────────────────────────────────────────


def current_question() -> str | None:
    """Return the key of the question being worked on; None in a project without questions."""
    chosen = st.session_state.get(QUESTION)
    return str(chosen) if chosen is not None else None


def choose_question() -> str | None:
    """Draw the choice of question, kept over pages and in the address; return the key chosen."""
    questions = project().corpus.questions()
    keys = [str(key) for key in questions["key"]]
    if not keys:
        st.session_state[QUESTION] = None
        return None
    texts = dict(zip(keys, questions["text"], strict=True))
    if st.session_state.get(QUESTION) not in keys:
        asked = st.query_params.get(QUESTION)
        with_codebook = [str(key) for key in questions.loc[questions["codebook"].notna(), "key"]]
        st.session_state[QUESTION] = asked if asked in keys else (with_codebook or keys)[0]
    st.selectbox(
        _("Vraag"),
        keys,
        key=QUESTION,
        format_func=lambda key: f"{key} · {' '.join(str(texts[key]).split())}",
        label_visibility="collapsed",
        placeholder=_("Kies een vraag"),
        on_change=_forget_place,
    )
    chosen = str(st.session_state[QUESTION])
    if st.query_params.get(QUESTION) != chosen:
        st.query_params[QUESTION] = chosen
    return chosen


def address() -> dict[str, str]:
    """Return the query parameters that a link to another page must carry."""
    chosen, coder = current_question(), current_coder()
    who = {WHO: str(coder)} if coder and not sign_in.required() else {}
    return ({QUESTION: chosen} if chosen is not None else {}) | who


def _forget_place() -> None:
    """Another question: the place in the old one no longer means anything."""
    if "antwoord" in st.query_params:
        del st.query_params["antwoord"]


# ── who is at work ──────────────────────────────────────────────────────────────────────────────


def current_coder() -> int | None:
    """Return the number of the person at work; None when nobody said so yet."""
    return int(st.session_state.get(CODER) or _NOBODY) or None


def cookie_name() -> str:
    """Return the name under which this browser remembers who worked in this project."""
    return f"coding-{project_id()[:12]}"


def find_coder() -> str | None:
    """Find out who is at work and return the name.

    On a server that is who signed in, whatever this browser or the address says; on one's own machine who
    said so in this session, else in this browser.
    """
    if sign_in.required():
        person = gate(project())
        st.session_state[CODER] = person.id
        return person.name
    coders = project().codings.coders()
    active = coders[coders["active"].astype(bool)]
    names = {int(number): str(name) for number, name in zip(active["id"], active["name"], strict=True)}
    if st.session_state.get(CODER) is None:
        st.session_state[CODER] = _remembered_coder()
    coder = current_coder()
    if coder not in names:
        st.session_state[CODER] = _NOBODY
        st.query_params.pop(WHO, None)
        return None
    if st.query_params.get(WHO) != str(coder):
        st.query_params[WHO] = str(coder)
    return names[coder]


def _remembered_coder() -> int:
    """Return who was at work in this tab, else who was last at work in this browser.

    The address tells two tabs of two people apart, also after a restart. It is passed on to colleagues
    too, so it counts only for who worked in this very browser before.
    """
    cookie = str(st.context.cookies.get(cookie_name(), ""))
    here = [int(number) for number in cookie.split(".") if number.isdigit()]
    asked = st.query_params.get(WHO, "")
    if asked.isdigit() and int(asked) in here:
        return int(asked)
    return here[0] if here else _NOBODY


def forget_coder() -> None:
    """Ask anew who is at work."""
    st.session_state[CODER] = _NOBODY


def ask_coder(place: str) -> None:
    """Draw the small form that asks who is at work.

    Parameters
    ----------
    place
        Tells the form in the row on top from the one on a page.
    """
    coders = project().codings.coders()
    names = {
        str(name): int(number)
        for number, name, active in zip(coders["id"], coders["name"], coders["active"], strict=True)
        if active
    }
    with st.container(key=f"coding-who-{place}", width=560):
        st.subheader(_("Wie bent u?"))
        st.caption(_("Bij elke codering staat wie haar gaf. De naam blijft in dit project, op deze machine."))
        for name, number in names.items():
            st.button(
                name,
                key=f"coder-{place}-{number}",
                on_click=_set_coder,
                args=(number,),
                width="stretch",
            )
        with st.form(f"new-coder-{place}", border=False):
            label = _("Andere naam") if names else _("Uw naam")
            name = st.text_input(label, key=f"new-name-{place}", max_chars=200, autocomplete="name")
            if st.form_submit_button(_("Verder"), type="primary"):
                _add_coder(name)


def _set_coder(number: int) -> None:
    st.session_state[CODER] = number


def _add_coder(name: str) -> None:
    try:
        st.session_state[CODER] = project().team.join(name)
    except CodingError as error:
        st.error(str(error))
        return
    st.rerun()


def require_coder() -> int:
    """Return who is at work; where nobody said so, ask and draw no further."""
    coder = current_coder()
    if coder is None:
        ask_coder("page")
        st.stop()
    return coder


# ── what they may do ────────────────────────────────────────────────────────────────────────────


def may(permission: Permission) -> bool:
    """Tell whether who is at work may do something."""
    return project().team.can(current_coder(), permission)


def allowed(permission: Permission, *, place: str = "page") -> bool:
    """Tell whether who is at work may do something; draw why not, or ask who they are.

    Parameters
    ----------
    permission
        What they want to do.
    place
        Tells the questions of several tabs of one page apart.
    """
    if current_coder() is None and not may(permission):
        ask_coder(place)
        return False
    try:
        project().team.require(current_coder(), permission)
    except NotAllowedError as error:
        st.info(str(error))
        return False
    return True
