"""The frame around every page: menu, project, question, who is at work."""

import html
import importlib
import logging
from collections.abc import Callable

import streamlit as st

from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import LANGUAGES, _
from coding.ui import session, sign_in, style
from coding.ui.components.frame import frame

_log = logging.getLogger(__name__)

PAGES = (
    "gegevens",
    "persoonsgegevens",
    "verkennen",
    "codeboek",
    "coderen",
    "lijst",
    "overeenstemming",
    "model",
    "tabellen",
    "beheer",
)

# What somebody must be allowed to have any use of a page; the pages see to the rest.
_NEEDED = {
    "gegevens": Permission.IMPORT,
    "persoonsgegevens": Permission.IMPORT,
    "coderen": Permission.CODE,
    "overeenstemming": Permission.SEE_OTHERS,
    "model": Permission.TRAIN,
}


def _titles() -> dict[str, str]:
    return {
        "gegevens": _("Gegevens"),
        "persoonsgegevens": _("Privacy"),  # short: the menu has one line
        "verkennen": _("Verkennen"),
        "codeboek": _("Codeboek"),
        "coderen": _("Coderen"),
        "lijst": _("Lijst"),
        "overeenstemming": _("Overeenstemming"),
        "model": _("Model"),
        "tabellen": _("Tabellen"),
        "beheer": _("Beheer"),
    }


def _renderer(name: str) -> Callable[[], None]:
    """Return a function that imports a page when it is opened, and shows what goes wrong in plain words."""

    def render() -> None:
        page = importlib.import_module(f"coding.ui.pages.{name}")
        session.warm_up()
        try:
            if name not in _NEEDED or session.allowed(_NEEDED[name]):
                page.render()
        except CodingError as error:
            st.error(str(error))
        except Exception:  # noqa: BLE001 - the one place where anything else becomes a plain sentence
            _log.exception("page %s", name)
            st.error(
                _(
                    "Er ging iets mis op deze pagina. Wat bewaard was, is bewaard. Laad de pagina "
                    "opnieuw; blijft het misgaan, meld dan wat u deed en wat het venster van het programma "
                    "zegt."
                )
            )

    return render


def page(name: str) -> "st.Page":
    """Return a page by its name, for links and for switching to it."""
    needed = _NEEDED.get(name)
    shown = needed is None or session.current_coder() is None or session.may(needed)
    if name == "persoonsgegevens":
        # In the menu only where something waits or waited: most projects have no need of it.
        shown = shown and session.project().pseudonyms.in_use()
    if name == "lijst":
        # The other way to code, one click from the first (`components/way.py`); for readers the only one.
        shown = session.current_coder() is not None and not session.may(Permission.CODE)
    return st.Page(
        _renderer(name),
        title=_titles()[name],
        url_path=name,
        visibility="visible" if shown else "hidden",
    )


def _start_page() -> None:
    """Lead to where work waits: coding when there is something to code, else bringing in data."""
    questions = session.project().corpus.questions()
    ready = bool((questions["codebook"].notna() & (questions["n_segments"] > 0)).any())
    name = "coderen" if ready else "gegevens"
    st.switch_page(page(name), query_params=st.query_params.to_dict())


def _project_name() -> str:
    return str(session.project().settings().get("name") or _("Naamloos project"))


def _header(name: str | None) -> None:
    """Draw the slim row with the project, the question and who is at work."""
    with st.container(key="coding-header"):
        left, middle, right = st.columns([3, 7, 2], vertical_alignment="center")
    shown = html.escape(_project_name())
    left.html(f'<div class="coding-project" title="{shown}">{shown}</div>')
    with middle:
        session.choose_question()
    with right.popover(name or _("Wie bent u?"), width="stretch", key="coding-person"):
        if sign_in.required():
            st.button(_("Uitloggen"), on_click=st.logout, width="stretch")
        elif name:
            st.button(_("Iemand anders aan het werk"), on_click=session.forget_coder, width="stretch")
        else:
            session.ask_coder("header")
        st.segmented_control(
            _("Taal van het scherm"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            default=st.session_state[session.LANGUAGE],
            required=True,
            key="coding-language",
            on_change=_change_language,
        )
    frame(session.cookie_name(), None if sign_in.required() else session.current_coder())


def _change_language() -> None:
    session.choose_language(st.session_state["coding-language"])


def main() -> None:
    """Draw the app; called on every rerun."""
    st.set_page_config(page_title="Coding", layout="wide", initial_sidebar_state="collapsed")
    style.apply()
    try:
        session.use_interface_language()
    except CodingError as error:
        st.error(str(error))
        st.stop()
    name = session.find_coder()
    start = st.Page(_start_page, title="Coding", url_path="start", default=True, visibility="hidden")
    chosen = st.navigation([start, *(page(name) for name in PAGES)], position="top")
    if chosen.url_path != start.url_path:
        st.set_page_config(page_title=f"{chosen.title} · {_project_name()}")
        _header(name)
    chosen.run()
