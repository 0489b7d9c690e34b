"""What every page needs beside its own work: empty, busy and broken states, texts from outside."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _
from coding.ui import session
from coding.ui.background import Jobs
from coding.ui.components import links

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from coding.corpus import QuestionInfo


def escape(text: object) -> str:
    """Make text from outside safe inside HTML, its line ends kept."""
    return html.escape(str(text)).replace("\n", "<br>")


def plain(text: object) -> str:
    r"""Make text from outside safe inside Markdown (labels, messages).

    Examples
    --------
    >>> plain("50% *meer* [werk]")
    '50% \\*meer\\* \\[werk\\]'
    """
    return "".join("\\" + sign if sign in r"\`*_{}[]<>#|$~:" else sign for sign in str(text))


def moment(value: "datetime | pd.Timestamp") -> str:
    """Write a moment as date and time of this place."""
    plain_value = datetime.fromtimestamp(value.timestamp()).astimezone()
    return f"{plain_value:%d-%m-%Y %H:%M}"


def title(text: str) -> None:
    """Draw the title of a page."""
    st.title(text, anchor=False)


def beside() -> "list[DeltaGenerator]":
    """Return a wide and a narrow part of the page, below each other where there is no room; once a page."""
    with st.container(key="beside"):
        return st.columns([3, 2], gap="large")


def empty(heading: str, text: str, *, page: str | None = None, label: str = "") -> None:
    """Draw an empty state: what is missing, and the next step."""
    with st.container(border=True):
        st.markdown(f"**{plain(heading)}**")
        st.markdown(plain(text))
        if page is not None:
            links.link(page, label)


@contextmanager
def errors() -> Iterator[None]:
    """Show an error that is meant for people in place of what could not be drawn."""
    try:
        yield
    except CodingError as error:
        show_error(error)


def show_error(error: CodingError) -> None:
    """Show an error that is meant for people, one paragraph per line."""
    st.error("\n\n".join(plain(line) for line in str(error).splitlines()))


def done(message: str) -> None:
    """Tell after the next run that something was done; it goes away by itself."""
    st.session_state["_done"] = message


def show_done() -> None:
    """Draw what `done` kept, once."""
    message = st.session_state.pop("_done", None)
    with st.container():  # always there: what comes after keeps its place, and tabs stay open
        if message:
            st.success(plain(message))


def no_question() -> None:
    """Draw what a page shows as long as the project holds no question."""
    empty(
        _("Er is nog niets om mee te werken"),
        _("Importeer eerst een peiling of rapporten; dan staan de vragen hier."),
        page="gegevens",
        label=_("Naar Gegevens"),
    )


def no_codebook(why: str) -> None:
    """Draw what a page shows for a question without a codebook, and why it needs one."""
    what = _("Kies eerst met welk codeboek deze vraag wordt gecodeerd.")
    empty(_("Deze vraag heeft nog geen codeboek"), f"{why} {what}", page="codeboek", label=_("Naar Codeboek"))


def question_with_codebook(why: str) -> "QuestionInfo | None":
    """Return the question on screen; draw what to do where there is none, or it has no codebook yet.

    Parameters
    ----------
    why
        What the page needs a codebook for, as a sentence.
    """
    key = session.current_question()
    if key is None:
        no_question()
        return None
    question = session.project().corpus.question(key)
    if question.codebook is None:
        no_codebook(why)
        return None
    return question


def no_texts() -> None:
    """Draw what a page shows for a question without anything to code."""
    empty(
        _("Bij deze vraag zijn geen teksten om te coderen"),
        _("Importeer een bestand met antwoorden op deze vraag, of kies hierboven een andere vraag."),
        page="gegevens",
        label=_("Naar Gegevens"),
    )


@st.cache_resource
def jobs() -> Jobs:
    """Return the jobs of this server."""
    return Jobs()
