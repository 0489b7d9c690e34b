"""How a question is gone through: a way of choosing, one's own part, everything in order, or another list."""

from collections.abc import Callable

import streamlit as st

from coding.codings import Strategy
from coding.i18n import _, format_number
from coding.queueing import title_of
from coding.ui import session
from coding.ui.components import links

WAYS = (Strategy.MIX, Strategy.REPRESENTATIVES, Strategy.RANDOM)
"""Ways that lay out more while one reads; the command line knows every strategy."""
READ_WHOLE = 300
"""A list of fewer texts is read to its end anyway, so it begins in order."""
Fits = Callable[[int, int], bool]


def choose_queue(
    question_key: str, coder_id: int, *, fits: Fits = lambda _queue, _size: True, ways: bool = True
) -> int | None:
    """Return the queue to work through, as chosen here or on another page that codes.

    Parameters
    ----------
    fits
        Whether a queue, with its size, can stay the chosen one.
    ways
        Offer also what grows while one reads: for a page that shows one text at a time.

    Returns
    -------
    int or None
        None where the question has no texts.
    """
    project = session.project()
    everything = project.codings.default_queue(question_key)
    default = project.divisions.queue_of(question_key, coder_id) or everything
    table = project.codings.queues(question_key)
    own = table[table["coder_id"].isna() | (table["coder_id"] == coder_id)]
    sizes = {int(number): int(n) for number, n in zip(own["id"], own["n_items"], strict=True)}
    titles = {int(number): str(title) for number, title in zip(own["id"], own["title"], strict=True)}
    titles[everything] = _("Alles, op volgorde")  # in the language of who looks, not of who came first
    if not sizes.get(default):
        return None
    growing = _growing(question_key, coder_id)  # way to the queue it has, if any
    options: list[int | str] = [number for number, n in sizes.items() if n and number not in growing.values()]
    if ways:
        options = [*growing, *options]
    key = f"coderen-rij-{question_key}-{coder_id}"
    if not ways and isinstance(st.session_state.get(key), str):
        key += "-lijst"  # the choice on the other page stands
    if key not in st.session_state and sizes[default] >= READ_WHOLE and Strategy.MIX.value in options:
        _begin_with_mix(key, question_key, coder_id)
    _start(key, options, default, growing, sizes, fits)
    if len(options) == 1:
        return default
    with st.container(horizontal=True, vertical_alignment="center", key="coderen-rijkeuze"):
        st.markdown(_("Rij"), width="content")
        st.selectbox(
            _("Rij"),
            options,
            key=key,
            format_func=lambda one: _named(one, titles, sizes),
            label_visibility="collapsed",
            placeholder=_("Kies een rij"),
            persist_state="session",
            width=364,
        )
    chosen = st.session_state[key]
    if isinstance(chosen, str):
        return project.queueing.open(question_key, coder_id=coder_id, strategy=chosen)
    return int(chosen)


def _growing(question_key: str, coder_id: int) -> dict[str, int | None]:
    """Return the ways that have something to lay before somebody, and the queue each has so far."""
    queueing = session.project().queueing
    if not queueing.offers(question_key, coder_id=coder_id):
        return {}
    return {way.value: queueing.find(question_key, coder_id=coder_id, strategy=way) for way in WAYS}


def _begin_with_mix(key: str, question_key: str, coder_id: int) -> None:
    """Let the program choose, unless the address names a place or this person began otherwise before."""
    if {links.QUEUE, links.PLACE} & set(st.query_params):
        return
    if not session.project().codings.read_by(question_key, coder_id=coder_id):
        st.session_state[key] = Strategy.MIX.value


def _start(
    key: str,
    options: list[int | str],
    default: int,
    growing: dict[str, int | None],
    sizes: dict[int, int],
    fits: Fits,
) -> None:
    """Choose what the address asks for, else what was chosen before, else the default.

    Who once let the program choose, goes on with that another day.
    """
    way_of: dict[int | None, str] = {queue: way for way, queue in growing.items()}
    asked = st.query_params.get(links.QUEUE, "")
    wanted = way_of.get(int(asked), int(asked)) if asked.isdigit() else None
    if wanted in options:
        st.session_state[key] = wanted
        del st.query_params[links.QUEUE]
        return
    if key not in st.session_state:
        begun = {queue: way for queue, way in way_of.items() if queue and sizes.get(queue) and way in options}
        st.session_state[key] = begun[max(begun)] if begun else default
    chosen = st.session_state[key]
    number = growing.get(chosen) if isinstance(chosen, str) else chosen
    if chosen not in options or (number is not None and not fits(number, sizes.get(number, 0))):
        st.session_state[key] = default


def _named(one: int | str, titles: dict[int, str], sizes: dict[int, int]) -> str:
    """Return what an option is called; one that grows has no size to tell."""
    if isinstance(one, int):
        return f"{titles[one]} ({format_number(sizes[one])})"
    title = title_of(Strategy(one))
    return _("{title} (aanbevolen)").format(title=title) if one == Strategy.MIX.value else title
