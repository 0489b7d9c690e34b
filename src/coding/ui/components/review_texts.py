"""All texts that wait, with their replacements marked; and words that must go too."""

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.pseudonyms import KINDS, ON_REQUEST, Batch, Group, Placed, kind_label
from coding.ui.components.review_card import STYLE
from coding.ui.components.states import plain, show_error

PER_PAGE = 25


def draw(
    project: Project,
    batch: Batch,
    found: Sequence[Group],
    texts: Mapping[int, tuple[str, str]],
    *,
    who: str,
) -> None:
    """Draw the form for words that were missed, and the texts themselves, a page at a time."""
    st.subheader(_("Iets gemist?"), anchor=False)
    _add(project, batch, who=who)
    with st.expander(_("Alle teksten lezen, met de vervangingen gemarkeerd")):
        _texts(found, texts)


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
            st.session_state["review-told"] = ngettext(
                "Toegevoegd op {n} plaats.", "Toegevoegd op {n} plaatsen.", n
            ).format(n=format_number(n))
            st.rerun()


def _texts(found: Sequence[Group], texts: Mapping[int, tuple[str, str]]) -> None:
    places: dict[int, list[Placed]] = {}
    for group in found:
        for place in group.places:
            places.setdefault(place.text_id, []).append(place)
    only = st.toggle(_("Alleen teksten zonder vervanging"), key="review-bare")
    numbers = [number for number in texts if not only or number not in places]
    pages = max(1, -(-len(numbers) // PER_PAGE))
    page = (
        st.number_input(
            _("Bladzijde (van {n})").format(n=format_number(pages)), 1, pages, key="review-page", width=160
        )
        if pages > 1
        else 1
    )
    shown = numbers[(int(page) - 1) * PER_PAGE : int(page) * PER_PAGE]
    if not shown:
        st.caption(plain(_("Er zijn geen teksten zonder vervanging.")))
    st.html(STYLE + "".join(_marked(*texts[number], places.get(number, [])) for number in shown))


def _marked(label: str, text: str, places: Sequence[Placed]) -> str:
    """Return one text as HTML, escaped, with what is replaced marked and what stays underlined."""
    parts, at = [], 0
    for place in sorted(places, key=lambda place: place.finding.start):
        piece = html.escape(place.finding.text(text))
        look = "" if place.accepted else ' class="stays"'
        parts += [html.escape(text[at : place.finding.start]), f"<mark{look}>{piece}</mark>"]
        at = place.finding.end
    whole = "".join([*parts, html.escape(text[at:])])
    return f'<div class="coding-place" lang="nl"><small>{html.escape(label)}</small>{whole}</div>'
