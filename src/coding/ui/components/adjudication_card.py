"""One difference between coders: what each gave side by side, and the keys that decide about it."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import streamlit as st

from coding.codebook import CodebookContent
from coding.codings import Decision, Reading
from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session, style
from coding.ui.components.html_table import NOTHING, percent
from coding.ui.components.states import beside, escape, plain

if TYPE_CHECKING:
    import pandas as pd

_AT, _TOLD, _CLARIFY = "adjudication-at", "adjudication-told", "adjudication-clarify"
BESIDE_EACH_OTHER = 3
MOST_KEYS = 9
SETTLED = (Decision.APPLY.value, Decision.NOT.value)

Place = tuple[int, str]  # segment, code
Row = dict[str, Any]  # one difference, as `Adjudications.queue` gives it


def queue(project: Project, question: str, *, coded: int) -> "pd.DataFrame":
    """Return the differences and what was decided; found anew when ``coded`` changes."""
    differences = _differences(project, session.project_id(), question, coded)
    return project.adjudication.queue(question, differences=differences)


@st.cache_data(show_spinner=False, max_entries=20)
def _differences(_project: Project, project_id: str, question: str, coded: int) -> "pd.DataFrame":
    del project_id, coded  # they only tell one outcome from another
    return _project.adjudication.differences(question)


def draw(project: Project, question: str, found: "pd.DataFrame") -> None:
    """Draw progress, the filter, the difference at hand and the list of all."""
    if found.empty:
        st.success(_("Overal gaven de lezers dezelfde codes; er is niets te bespreken."))
        return
    _progress(found)
    shown = _filtered(found)
    if shown.empty:
        st.success(_("Over alles in deze keuze is besloten."))
        _undo(project, question)
        return
    texts = _texts(project, question)
    row = _current(shown)
    wide, narrow = beside()
    with wide:
        _card(project, question, row, texts)
        _keys(project, question, shown, row)
    with narrow:
        _list(shown, row, texts)


def _progress(found: "pd.DataFrame") -> None:
    done = int(found["decision"].isin(SETTLED).sum())
    later = int((found["decision"] == Decision.DISCUSS.value).sum())
    text = _("{done} van {n} besproken").format(done=format_number(done), n=format_number(len(found)))
    if later:
        text += " · " + _("{n} bewaard voor overleg").format(n=format_number(later))
    st.progress(done / len(found), text=text)


def _filtered(found: "pd.DataFrame") -> "pd.DataFrame":
    open_rows = ~found["decision"].isin(SETTLED)
    labels = dict(zip(found["code"], found["label"], strict=True))  # in the order of the queue: worst first
    counts = Counter(found["code"])
    shared = dict(zip(found["code"], found["agreement"], strict=True))
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    code = left.selectbox(
        _("Code"),
        list(labels),
        index=None,
        format_func=lambda key: _("{label} ({n}; {share} gedeeld)").format(
            label=labels[key], n=format_number(counts[key]), share=percent(shared[key])
        ),
        placeholder=_("alle codes, de minst gedeelde eerst"),
        key="adjudication-code",
    )
    only_open = right.toggle(_("Alleen waarover nog niet is besloten"), key="adjudication-open")
    shown = found if code is None else found[found["code"] == code]
    return shown[open_rows] if only_open else shown


@st.cache_data(show_spinner=False, max_entries=20)
def _texts_of(_project: Project, project_id: str, question: str, n: int) -> dict[int, str]:
    del project_id, n
    segments = _project.corpus.segments(question)
    return {int(number): str(text) for number, text in zip(segments["id"], segments["text"], strict=True)}


def _texts(project: Project, question: str) -> dict[int, str]:
    questions = project.corpus.questions()
    sizes = dict(zip(questions["key"], questions["n_segments"], strict=True))
    return _texts_of(project, session.project_id(), question, int(sizes[question]))


def _place(row: Row) -> Place:
    return int(row["segment_id"]), str(row["code"])


def _places(shown: "pd.DataFrame") -> list[Place]:
    return [
        (int(segment), str(code)) for segment, code in zip(shown["segment_id"], shown["code"], strict=True)
    ]


def _current(shown: "pd.DataFrame") -> Row:
    """Return the difference at hand: the one gone to, else the first about which nothing was decided."""
    places = _places(shown)
    at = st.session_state.get(_AT)
    waiting = shown["decision"].isna()
    place = places.index(at) if at in places else int(waiting.argmax()) if waiting.any() else 0
    return {str(name): value for name, value in shown.iloc[place].to_dict().items()}


def _card(project: Project, question: str, row: Row, texts: dict[int, str]) -> None:
    codebook = project.codebooks.for_question(question).content
    colours = style.code_colours(codebook)
    segment, key = _place(row)
    code = codebook.code(key)
    st.html(f"{style.code_chip(code.label, colours[key])} {escape(_standing(row))}")
    st.caption(plain(code.definition))
    st.html(style.reading_text(texts.get(segment, "")))
    readings = project.adjudication.beside(question, segment)
    for start in range(0, len(readings), BESIDE_EACH_OTHER):
        part = readings[start : start + BESIDE_EACH_OTHER]
        for column, reading in zip(st.columns(max(2, len(part))), part, strict=False):
            with column:
                _reading(reading, key, codebook, colours)


def _standing(row: Row) -> str:
    """Say what was decided, by whom and why."""
    words = {
        Decision.APPLY.value: _("hoort erbij, besloot {name}"),
        Decision.NOT.value: _("hoort er niet bij, besloot {name}"),
        Decision.DISCUSS.value: _("bewaard voor overleg door {name}"),
    }
    decision = row["decision"]
    if decision is None:
        return _("gegeven door {n} van {total}; nog niet besproken").format(
            n=format_number(int(row["n_gave"])), total=format_number(int(row["n_read"]))
        )
    text = words[str(decision)].format(name=row["author"])
    return f"{text}: {row['reason']}" if row["reason"] else text


def _reading(reading: Reading, key: str, codebook: CodebookContent, colours: dict[str, str]) -> None:
    gave = key in reading.codes
    mark = _("wel") if gave else _("niet")
    st.markdown(f"**{plain(reading.coder)}** · {mark}")
    order = [code for code in codebook.codes if code.id in reading.codes]
    chips = "".join(style.code_chip(code.label, colours[code.id]) for code in order)
    st.html(chips or escape(_("gelezen, geen code")))
    for quote in reading.quotes.get(key, ()):
        st.caption(_("Gemarkeerd: “{quote}”").format(quote=plain(quote)))
    if reading.memo:
        st.caption(_("Memo: {memo}").format(memo=plain(reading.memo)))


def _keys(project: Project, question: str, shown: "pd.DataFrame", row: Row) -> None:
    segment, code = _place(row)
    places = _places(shown)
    at = places.index((segment, code))
    reason_key = f"adjudication-reason-{segment}-{code}"
    seen = 0 if row["id"] != row["id"] else int(row["id"])
    who = session.require_coder()

    def forward(*, skip: int | None = None) -> None:
        waiting = dict(zip(places, shown["decision"].isna(), strict=True))
        later = [place for place in [*places[at + 1 :], *places[:at]] if waiting[place] and place[0] != skip]
        st.session_state[_AT] = later[0] if later else places[min(at + 1, len(places) - 1)]
        st.session_state[_CLARIFY] = False

    def decide(decision: Decision) -> None:
        try:
            project.adjudication.decide(
                question,
                segment,
                code,
                decision,
                coder_id=who,
                reason=str(st.session_state.get(reason_key) or ""),
                clarify=bool(st.session_state.get(_CLARIFY)),
                seen=seen,
            )
        except CodingError as error:
            st.session_state[_TOLD] = str(error)
            return
        told = {
            Decision.APPLY: _("{label}: hoort erbij."),
            Decision.NOT: _("{label}: hoort er niet bij."),
            Decision.DISCUSS: _("{label}: bewaard voor overleg."),
            Decision.WITHDRAW: _("{label}: het besluit is ingetrokken."),
        }
        st.session_state[_TOLD] = told[decision].format(label=row["label"])
        forward()

    def take_over(coder: str) -> None:
        try:
            n = project.adjudication.take_over(
                question, segment, coder, coder_id=who, reason=str(st.session_state.get(reason_key) or "")
            )
        except CodingError as error:
            st.session_state[_TOLD] = str(error)
            return
        st.session_state[_TOLD] = ngettext(
            "De codering van {name} is overgenomen: {n} besluit.",
            "De codering van {name} is overgenomen: {n} besluiten.",
            n,
        ).format(name=coder, n=format_number(n))
        forward(skip=segment)

    def go(step: int) -> None:
        st.session_state[_AT] = places[(at + step) % len(places)]
        st.session_state[_CLARIFY] = False
        st.session_state.pop(_TOLD, None)

    def toggle() -> None:
        st.session_state[_CLARIFY] = not st.session_state.get(_CLARIFY)

    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Hoort erbij"),
            type="primary",
            shortcut="W",
            key="adjudication-apply",
            on_click=decide,
            args=(Decision.APPLY,),
        )
        st.button(
            _("Hoort er niet bij"),
            shortcut="N",
            key="adjudication-not",
            on_click=decide,
            args=(Decision.NOT,),
        )
        st.button(
            _("Overleggen"),
            shortcut="O",
            key="adjudication-discuss",
            on_click=decide,
            args=(Decision.DISCUSS,),
        )
        if row["decision"] is not None:
            st.button(_("Intrekken"), key="adjudication-withdraw", on_click=decide, args=(Decision.WITHDRAW,))
    with st.container(horizontal=True, gap="small"):
        for number, reading in enumerate(project.adjudication.beside(question, segment), start=1):
            st.button(
                _("Alles als {name}").format(name=plain(reading.coder)),
                shortcut=str(number) if number <= MOST_KEYS else None,
                key=f"adjudication-as-{number}",
                help=_("Neem de hele codering van deze lezer over bij deze tekst."),
                on_click=take_over,
                args=(reading.coder,),
            )
    st.text_input(
        _("Waarom? (mag leeg blijven; typ dit vóór u beslist)"),
        key=reason_key,
        value=str(row["reason"] or "") if row["decision"] is not None else "",
    )
    with st.container(horizontal=True, gap="small"):
        asked = bool(st.session_state.get(_CLARIFY))
        st.button(
            _("Codeboek vraagt een scherpere definitie"),
            icon=":material/check_box:" if asked else ":material/check_box_outline_blank:",
            shortcut="S",
            key="adjudication-clarify-button",
            help=_("Met uw besluit komt een notitie bij de code, met de reden en deze tekst."),
            on_click=toggle,
        )
        st.button(_("Vorige"), shortcut="left", key="adjudication-back", on_click=go, args=(-1,))
        st.button(_("Volgende"), shortcut="right", key="adjudication-next", on_click=go, args=(1,))
        _undo(project, question)
    told = st.session_state.get(_TOLD)
    if told:
        st.caption(plain(told))


def _undo(project: Project, question: str) -> None:
    who = session.require_coder()

    def undo() -> None:
        try:
            undone = project.adjudication.undo_last(question, coder_id=who)
        except CodingError as error:
            st.session_state[_TOLD] = str(error)
            return
        st.session_state[_TOLD] = (
            _("Er is niets van u om ongedaan te maken.")
            if undone is None
            else _("Uw laatste besluit is ongedaan gemaakt.")
        )
        if undone is not None:
            st.session_state[_AT] = undone.places[0]

    st.button(_("Ongedaan maken"), shortcut="Z", key="adjudication-undo", on_click=undo)


def _list(shown: "pd.DataFrame", current: Row, texts: dict[int, str]) -> None:
    """Draw all differences; a click goes to one."""
    import pandas as pd

    signs = {Decision.APPLY.value: "✓", Decision.NOT.value: "–", Decision.DISCUSS.value: "?"}
    places = _places(shown)
    here = _place(current)
    frame = pd.DataFrame(
        {
            "state": [signs.get(str(decision), "·") for decision in shown["decision"]],
            "label": [
                ("▸ " if place == here else "") + str(label)
                for place, label in zip(places, shown["label"], strict=True)
            ],
            "text": [" ".join(texts.get(segment, "").split()) or NOTHING for segment, _code in places],
        }
    )

    def jump() -> None:
        rows = st.session_state["adjudication-list"]["selection"]["rows"]
        if rows and rows[0] < len(places):
            st.session_state[_AT] = places[rows[0]]
            st.session_state[_CLARIFY] = False
            st.session_state.pop(_TOLD, None)

    st.dataframe(
        frame,
        key="adjudication-list",
        hide_index=True,
        height=420,
        on_select=jump,
        selection_mode="single-row",
        column_config={
            "state": st.column_config.TextColumn(
                "", width=30, help=_("· open, ✓ hoort erbij, – hoort er niet bij, ? overleggen")
            ),
            "label": st.column_config.TextColumn(_("Code")),
            "text": st.column_config.TextColumn(_("Tekst")),
        },
    )
