"""All texts that wait, with their replacements marked; in them one marks words that must go too."""

from collections.abc import Mapping, Sequence

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.pseudonyms import KINDS, ON_REQUEST, Batch, Group, Placed, kind_label
from coding.ui import session
from coding.ui.components.marking import Choice, ShownText, drawn, marking_window, read_acts
from coding.ui.components.states import plain, show_error

PER_PAGE = 25
TOLD = "marking-told"
_DONE, _CHOICE, _CHANGED = "marking-done", "marking-choice", "marking-changed"


def draw(
    project: Project,
    batch: Batch,
    found: Sequence[Group],
    texts: Mapping[int, tuple[str, str]],
    *,
    who: str,
) -> None:
    """Draw the texts a page at a time, to be read and marked in; and the form for words not on screen."""
    st.subheader(_("Iets gemist?"), anchor=False)
    _texts(project, batch, found, texts, who)
    with st.expander(_("Woorden typen die u hier niet ziet staan")):
        _add(project, batch, who=who)


@session.fragment
def _texts(
    project: Project,
    batch: Batch,
    found: Sequence[Group],
    texts: Mapping[int, tuple[str, str]],
    who: str,
) -> None:
    places: dict[int, list[Placed]] = {}
    for group in found:
        for place in group.places:
            places.setdefault(place.text_id, []).append(place)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        only = st.toggle(_("Alleen teksten waarin niets gevonden is"), key="review-bare")
        numbers = [number for number in texts if not only or number not in places]
        page = _page(len(numbers))
    shown = numbers[page * PER_PAGE : (page + 1) * PER_PAGE]
    if not shown:
        st.caption(plain(_("In alle teksten is iets gevonden.")))
        return
    key = f"marking-{batch.id}"

    def receive() -> None:
        _receive(project, batch, {number: texts[number][1] for number in texts}, key=key, who=who)

    data = drawn(
        [ShownText(number, *texts[number], places.get(number, ())) for number in shown],
        st.session_state.get(_CHOICE),
        told=st.session_state.get(TOLD, ""),
        done=st.session_state.get(_DONE, 0),
    )
    marking_window(data, key=key, on_acts=receive)
    if st.session_state.pop(_CHANGED, False):
        st.rerun()  # the rest of the page counts what was added


def _receive(project: Project, batch: Batch, texts: Mapping[int, str], *, key: str, who: str) -> None:
    """Do what was done in the window: each act once, in order."""
    st.session_state.pop(_CHOICE, None)
    for act in read_acts(st.session_state.get(key), texts, after=st.session_state.get(_DONE, 0)):
        if act.kind is None:
            n = project.pseudonyms.places_to_add(batch.id, string=act.string)
            st.session_state[_CHOICE] = Choice(act, n)
            continue
        st.session_state[_DONE] = act.number
        try:
            n = project.pseudonyms.add(batch.id, string=act.string, kind=act.kind, by=who)
        except CodingError as error:
            st.session_state[TOLD] = str(error)
            continue
        st.session_state[TOLD] = _told(act.string, act.kind, n)
        st.session_state[_CHANGED] = True


def _told(string: str, kind: str, n: int) -> str:
    return ngettext(
        "‘{words}’ ({kind}) wordt vervangen, op {n} plaats. Z maakt het ongedaan.",
        "‘{words}’ ({kind}) wordt vervangen, op {n} plaatsen. Z maakt het ongedaan.",
        n,
    ).format(words=string, kind=kind_label(kind), n=format_number(n))


def _page(n: int) -> int:
    """Draw the choice of page, where there are several; return it, counted from 0."""
    pages = max(1, -(-n // PER_PAGE))
    if pages == 1:
        return 0
    label = _("Bladzijde (van {n})").format(n=format_number(pages))
    return int(st.number_input(label, 1, pages, key="review-page", width=180)) - 1


def _add(project: Project, batch: Batch, *, who: str) -> None:
    with st.form("review-add", clear_on_submit=True, border=False):
        left, middle, right = st.columns([4, 2, 1], vertical_alignment="bottom")
        words = left.text_input(
            _("Woorden die ook vervangen moeten worden"), autocomplete="off", max_chars=200
        )
        kind = middle.selectbox(_("Soort"), [*KINDS, *ON_REQUEST], format_func=kind_label)
        if right.form_submit_button(_("Toevoegen")):
            try:
                n = project.pseudonyms.add(batch.id, string=words, kind=kind, by=who)
            except CodingError as error:
                show_error(error)
                return
            st.session_state[TOLD] = _told(words.strip(), kind, n)
            st.rerun()
