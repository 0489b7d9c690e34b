"""One string under review: where it stands, and the keys that decide about it."""

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.placeholders import PLACEHOLDERS
from coding.project import Project
from coding.pseudonyms import Batch, Group, around, kind_label
from coding.ui.components.review_texts import TOLD as MARKING_TOLD
from coding.ui.components.states import beside, plain

_AT, _TOLD = "review-at", "review-told"
SHOWN_PLACES = 6
STYLE = """<style>
.coding-place { font-size: 1.09rem; line-height: 1.6; max-width: 68ch; overflow-wrap: anywhere;
  white-space: pre-wrap; margin: .35rem 0 .9rem; }
.coding-place > small { display: block; opacity: .75; font-size: .85rem; }
.coding-place mark { background: #FFE08A; color: #1D1D1D; border-radius: 3px; padding: 0 .15em; }
</style>"""


def draw(
    project: Project,
    batch: Batch,
    found: Sequence[Group],
    texts: Mapping[int, tuple[str, str]],
    *,
    who: str,
) -> None:
    """Draw the filter, the string at hand with its sentences, and the list of all strings."""
    if not found:
        return
    shown = _filtered(found)
    if not shown:
        st.success(_("Alles van deze soort is bekeken."))
        _undo_button(project, batch, who)
        return
    wide, narrow = beside()
    with wide:
        current = _current(shown)
        _heading(current)
        _keys(project, batch, shown, current, who=who)
        _places(current, texts)
    with narrow:
        _list(shown, current)


def _filtered(found: Sequence[Group]) -> list[Group]:
    counts: dict[str, int] = {}
    for group in found:
        counts[group.kind] = counts.get(group.kind, 0) + 1
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    kind = left.selectbox(
        _("Soort"),
        list(counts),
        index=None,
        format_func=lambda kind: f"{kind_label(kind)} ({counts[kind]})",
        placeholder=_("alle soorten"),
        key="review-kind",
    )
    open_only = right.toggle(_("Alleen wat nog niet bekeken is"), key="review-open")
    return [group for group in found if kind in (None, group.kind) and not (open_only and group.decided)]


def _name(group: Group) -> tuple[str, str]:
    return group.kind, group.string


def _current(shown: Sequence[Group]) -> Group:
    """Return the string at hand: the one gone to, else the first nobody decided about."""
    at = st.session_state.get(_AT)
    here = next((group for group in shown if _name(group) == at), None)
    return here or next((group for group in shown if not group.decided), shown[0])


def _heading(group: Group) -> None:
    state = (
        _("nog niet bekeken")
        if not group.decided
        else _("wordt vervangen")
        if group.accepted
        else _("blijft staan")
    )
    places = ngettext("{n} plaats", "{n} plaatsen", len(group.places)).format(
        n=format_number(len(group.places))
    )
    # As HTML: Markdown would make a link of an e-mail address.
    about = f"<strong>{html.escape(group.string)}</strong> · {kind_label(group.kind)} · {places} · {state}"
    st.html(f'<div style="overflow-wrap: anywhere">{about}</div>')


def _places(group: Group, texts: Mapping[int, tuple[str, str]]) -> None:
    parts = []
    for place in group.places[:SHOWN_PLACES]:
        label, text = texts[place.text_id]
        before, after = around(text, place.finding.start, place.finding.end)
        parts.append(
            f'<div class="coding-place" lang="nl"><small>{html.escape(label)}</small>'
            f"{html.escape(before)}<mark>{html.escape(place.finding.text(text))}</mark>{html.escape(after)}</div>"
        )
    st.html(STYLE + "".join(parts))
    rest = len(group.places) - SHOWN_PLACES
    if rest > 0:
        st.caption(_("En nog op {n} plaatsen.").format(n=format_number(rest)))


def _keys(project: Project, batch: Batch, shown: Sequence[Group], group: Group, *, who: str) -> None:
    at = shown.index(group)

    def decide(*, accept: bool) -> None:
        st.session_state.pop(MARKING_TOLD, None)
        try:
            n = project.pseudonyms.decide(
                batch.id, kind=group.kind, string=group.string, accept=accept, by=who
            )
        except CodingError as error:
            st.session_state[_TOLD] = str(error)
            return
        told = _("{word}: wordt vervangen door [{placeholder}-…]") if accept else _("{word}: blijft staan")
        placeholder = PLACEHOLDERS[group.kind]
        st.session_state[_TOLD] = told.format(word=group.string, placeholder=placeholder) + (
            " " + _("(zo ook op {n} andere plaatsen)").format(n=format_number(n - 1)) if n > 1 else ""
        )
        later = [other for other in [*shown[at + 1 :], *shown[:at]] if not other.decided]
        st.session_state[_AT] = _name(later[0]) if later else _name(shown[min(at + 1, len(shown) - 1)])

    def go(step: int) -> None:
        st.session_state[_AT] = _name(shown[(at + step) % len(shown)])
        st.session_state.pop(_TOLD, None)

    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Vervangen"),
            type="primary",
            shortcut="V",
            key="review-accept",
            on_click=decide,
            kwargs={"accept": True},
        )
        st.button(
            _("Laten staan"), shortcut="L", key="review-reject", on_click=decide, kwargs={"accept": False}
        )
        st.button(_("Vorige"), shortcut="left", key="review-back", on_click=go, args=(-1,))
        st.button(_("Volgende"), shortcut="right", key="review-next", on_click=go, args=(1,))
        _undo_button(project, batch, who)
    # An empty line too: the sentences below stay where they are.
    st.caption(plain(st.session_state.get(_TOLD) or "\u00a0"))


def _undo_button(project: Project, batch: Batch, who: str) -> None:
    def undo() -> None:
        undone = project.pseudonyms.undo(batch.id, by=who)
        st.session_state[_TOLD] = (
            _("Het laatste besluit is ongedaan gemaakt.")
            if undone
            else _("Er is niets om ongedaan te maken.")
        )
        st.session_state[MARKING_TOLD] = st.session_state[_TOLD]
        st.session_state.pop(_AT, None)

    st.button(_("Ongedaan maken"), shortcut="Z", key="review-undo", on_click=undo)


def _list(shown: Sequence[Group], current: Group) -> None:
    """Draw all strings; a click goes to one."""
    import pandas as pd

    states = {
        group: "·" if not group.decided else "✓" if group.accepted else "–"  # · open, ✓ replaced, – stays
        for group in shown
    }
    frame = pd.DataFrame(
        {
            "state": [states[group] for group in shown],
            "string": [("▸ " if group is current else "") + group.string for group in shown],
            "kind": [kind_label(group.kind) for group in shown],
            "places": [len(group.places) for group in shown],
        }
    )

    def jump() -> None:
        rows = st.session_state["review-list"]["selection"]["rows"]
        if rows and rows[0] < len(shown):
            st.session_state[_AT] = _name(shown[rows[0]])
            st.session_state.pop(_TOLD, None)

    st.dataframe(
        frame,
        key="review-list",
        hide_index=True,
        height=360,
        on_select=jump,
        selection_mode="single-row",
        column_config={
            "state": st.column_config.TextColumn("", width=30, help=_("· open, ✓ vervangen, – blijft staan")),
            "string": st.column_config.TextColumn(_("Tekst")),
            "kind": st.column_config.TextColumn(_("Soort")),
            "places": st.column_config.NumberColumn(_("Plaatsen"), width=70),
        },
    )
