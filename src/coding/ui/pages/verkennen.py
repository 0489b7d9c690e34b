"""Exploring: answers that resemble each other laid together, and from there to coding."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.clusters import FEWEST, ClusterResult
from coding.codings import Permission, Strategy
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session, style
from coding.ui.components import charts, job_status, language_model, links
from coding.ui.components.bulk import give_one_code, undo_offer
from coding.ui.components.people import need_name, whose_codings
from coding.ui.components.save_picture import picture
from coding.ui.components.states import empty, moment, no_question, plain, title
from coding.ui.components.units import Unit, unit_of

if TYPE_CHECKING:
    import pandas as pd

BEGINNING = 90  # characters of an answer in a tooltip
TOP_WORDS = 8
ANSWERS_AT_ONCE = 10
VERB = "cluster"


def render() -> None:
    """Draw the page."""
    project, question = session.project(), session.current_question()
    title(_("Verkennen"))
    if question is None:
        no_question()
        return
    segments, unit = project.corpus.segments(question), unit_of(project, question)
    if len(segments) < FEWEST:
        empty(
            _("Te weinig om te groeperen"),
            _("Groeperen kan vanaf {fewest}; hier: {what}. Zo weinig leest u sneller zelf.").format(
                what=unit.count(len(segments)), fewest=FEWEST
            ),
            page="coderen",
            label=_("Naar Coderen"),
        )
        return
    busy = job_status.watch(project, VERB, question, finished=_("De groepen zijn gemaakt."))
    language_model.hint(project)
    result = project.clusters.latest(question)
    if result is None:
        if not busy and session.allowed(Permission.TRAIN):
            _first_time(project, question, unit.count(len(segments)))
        return
    _explain(project, question, result, unit, busy=busy)
    _explore(project, question, result, segments)


def _first_time(project: Project, question: str, what: str) -> None:
    st.markdown(
        _(
            "Leg wat op elkaar lijkt bij elkaar om te zien wat er leeft. Het duurt een halve minuut of "
            "korter en verandert niets aan codes."
        )
    )
    if st.button(_("Groepeer {what}").format(what=what), type="primary"):
        job_status.start(project, VERB, question)


def _explain(project: Project, question: str, result: ClusterResult, unit: Unit, *, busy: bool) -> None:
    """Say what is seen, and offer to group anew."""
    n = len(result.clusters)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            _("Elke punt is een {one}; wat op elkaar lijkt, ligt dicht bij elkaar.").format(one=unit.one)
            + " "
            + ngettext("{n} groep, gemaakt op {when}.", "{n} groepen, gemaakt op {when}.", n).format(
                n=n, when=moment(result.created_at)
            ),
            width="content",
        )
        if busy or not session.may(Permission.TRAIN):
            return
        with st.popover(_("Opnieuw groeperen")):
            st.markdown(_("Er komt een nieuwe indeling naast; codes blijven zoals ze zijn."))
            number = st.number_input(
                _("Aantal groepen"), 2, 60, value=None, step=1, placeholder=_("laat het programma kiezen")
            )
            if st.button(_("Groeperen"), type="primary"):
                options = ["--groups", str(number)] if number else []
                job_status.start(project, VERB, question, options=options)


def _explore(project: Project, question: str, result: ClusterResult, segments: "pd.DataFrame") -> None:
    names = _names(result)
    key = f"group-{result.run_id}"
    map_key = f"map-{result.run_id}"
    left, right = st.columns([3, 2], gap="large")
    with right:
        chosen = _list(project, question, result, key=key)
    texts = dict(zip(segments["id"], segments["text"], strict=True))
    members = result.members.assign(
        beginning=[_beginning(str(texts.get(segment, ""))) for segment in result.members["segment_id"]]
    )
    with left:
        picture(
            charts.answer_map(members, names=names, colours=style.PALETTE, chosen=chosen),
            key=map_key,
            name=f"kaart-{question}",
            on_select=lambda: _take_over(map_key, key),
            selection="pick",
        )
    if chosen is None:
        st.caption(_("Kies een groep om te lezen wat er typisch voor is, en om die te coderen."))
        return
    inside = members[members["number"] == chosen].sort_values("typicality", ascending=False, kind="stable")
    _group(project, question, result, chosen, [int(segment) for segment in inside["segment_id"]], texts)


def _names(result: ClusterResult) -> dict[int, str]:
    """Return the label of each group by its number, in the order of the list."""
    return dict(zip(map(int, result.clusters["number"]), map(str, result.clusters["label"]), strict=True))


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= BEGINNING else flat[:BEGINNING].rstrip() + "…"


def _take_over(map_key: str, key: str) -> None:
    """Choose in the list the group that was clicked on the map."""
    points = st.session_state[map_key].selection.get("pick") or []
    if points and "number" in points[0]:
        st.session_state[key] = int(points[0]["number"])


def _list(project: Project, question: str, result: ClusterResult, *, key: str) -> int | None:
    """Draw the groups, with their words, size and how much of them was read; return the one chosen."""
    judged, unit = project.codings.judgements(question), unit_of(project, question)
    read = set(judged.loc[judged["read"].astype(bool), "segment_id"])
    done = result.members.assign(read=result.members["segment_id"].isin(read)).groupby("number")["read"].sum()
    names, captions = _names(result), []
    places = {number: place for place, number in enumerate(names, start=1)}
    for number, n in zip(names, map(int, result.clusters["size"]), strict=True):
        coded = int(done.get(number, 0))
        captions.append(
            _("{what}, {share}% gelezen").format(what=unit.count(n), share=round(100 * coded / n) if n else 0)
        )
    with st.container(height=540, border=False):
        chosen = st.radio(
            _("Kies een groep, hier of op de kaart"),
            list(names),
            index=None,
            format_func=lambda number: plain(f"{places[number]} · {names[number]}"),
            captions=captions,
            key=key,
        )
    return None if chosen is None else int(chosen)


def _group(
    project: Project,
    question: str,
    result: ClusterResult,
    chosen: int,
    segment_ids: list[int],
    texts: dict[int, str],
) -> None:
    """Draw one group: its words, its most typical answers, and ways to code them."""
    row = result.clusters[result.clusters["number"] == chosen].iloc[0]
    words = ", ".join(str(word) for word, _weight in row["words"][:TOP_WORDS])
    st.subheader(plain(row["label"]), anchor=False)
    if words:
        st.caption(_("Woorden die deze groep kenmerken: {words}.").format(words=plain(words)))
    undo_offer(project, question)
    shown_key = f"shown-{result.run_id}-{chosen}"
    shown = int(st.session_state.get(shown_key, ANSWERS_AT_ONCE))
    visible = segment_ids[:shown]
    answers, actions = st.columns([3, 2], gap="large")
    with actions:
        if project.corpus.question(question).codebook is None:
            st.info(_("Kies eerst een codeboek; dan kunt u deze groep coderen."))
            links.link("codeboek", _("Naar Codeboek"))
        else:
            _actions(project, question, str(row["label"]), segment_ids, visible, key=shown_key)
    with answers:
        st.markdown(
            _("**Het meest typisch** ({shown} van {what})").format(
                shown=format_number(len(visible)),
                what=unit_of(project, question).count(len(segment_ids)),
            )
        )
        _answers(project, question, visible, texts)
        if len(segment_ids) > shown and st.button(_("Toon er meer")):
            st.session_state[shown_key] = shown + ANSWERS_AT_ONCE
            st.rerun()


def _actions(
    project: Project, question: str, label: str, segment_ids: list[int], visible: list[int], *, key: str
) -> None:
    coder = session.current_coder()
    if coder is None:
        need_name()
        return
    if st.button(_("Codeer deze één voor één"), type="primary", icon=":material/edit:"):
        queue = project.codings.make_queue(
            question,
            title=_("Groep: {label}").format(label=label),
            strategy=Strategy.CLUSTER,
            coder_id=coder,
            segment_ids=segment_ids,
        )
        links.go_to("coderen", question=question, queue=queue)
    st.markdown(_("**Of geef wat hier zichtbaar is één code**"))
    st.caption(_("Alleen wat u hier ziet staan; lees het eerst."))
    give_one_code(project, question, visible, key=key)


def _answers(project: Project, question: str, visible: list[int], texts: dict[int, str]) -> None:
    """Draw answers to read, each with the codes it has; only one's own for who may not see others'."""
    chips: dict[int, str] = {}
    if project.corpus.question(question).codebook is not None:
        codebook = project.codebooks.for_question(question).content
        colours = style.code_colours(codebook)
        given = project.codings.combined(question, coder=whose_codings(project))
        for segment, code in zip(given["segment_id"], given["code"], strict=True):
            if code in codebook:
                chip = style.code_chip(codebook.code(code).label, colours[code])
                chips[int(segment)] = chips.get(int(segment), "") + chip
    for segment in visible:
        with st.container(border=True):
            st.html(style.reading_text(texts.get(segment, "")) + chips.get(segment, ""))
