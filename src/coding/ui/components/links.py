"""Ways from one page to another that keep the session: nothing is loaded anew."""

import streamlit as st

from coding.ui import session
from coding.ui.app import page

QUEUE = "rij"  # query parameter of the coding page: the list of answers, where it is not all of them
PLACE = "antwoord"  # query parameter of the coding page: the text one is at


def link(name: str, label: str, *, question: str | None = None, icon: str | None = None) -> None:
    """Draw a link to a page, on the same question or on another."""
    st.page_link(page(name), label=label, icon=icon, query_params=_query(question))


def go_to(
    name: str, *, question: str | None = None, queue: int | None = None, segment: int | None = None
) -> None:
    """Open a page at once; of the coding page: on this queue, at this text."""
    query = _query(question)
    if queue is not None:
        query[QUEUE] = str(queue)
    if segment is not None:
        query[PLACE] = str(segment)
    st.switch_page(page(name), query_params=query)


def _query(question: str | None) -> dict[str, str]:
    """Return the address of now, without the place within the page we leave."""
    return session.address() | ({session.QUESTION: question} if question is not None else {})
