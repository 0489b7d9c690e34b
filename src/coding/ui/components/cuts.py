"""How a report was cut, before it is kept: its parts, each to be joined, cut or marked."""

import re
from collections import Counter
from dataclasses import dataclass, field

import streamlit as st

from coding.corpus import CODABLE_KINDS, Block, Edit, ReadDocument, edited
from coding.i18n import _, format_number, ngettext
from coding.ui import session
from coding.ui.components.part_text import part_text
from coding.ui.components.states import escape, plain

PARTS_A_PAGE = 25
_MOST_LEFT_OUT = 30
_SENTENCE = re.compile(r"(?<=[.!?…;:])[\"'’”»)\]]*\s+(?=\S)|\n+")
_CSS = """<style>
.coding-part-kind { font-size: .85rem; opacity: .78; }
[class*="st-key-parts-"] [data-testid="stHorizontalBlock"] { gap: .4rem; }
</style>"""


@dataclass
class Draft:
    """A report that was read and is not kept yet, with what a person changed."""

    name: str
    read: ReadDocument
    edits: list[Edit] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)  # how many edits each click made
    document: ReadDocument = field(init=False)

    def __post_init__(self) -> None:
        self.document = self.read

    def change(self, *edits: Edit) -> None:
        """Make one more change, that is taken back as one."""
        self.document = edited(self.document, edits)
        self.edits.extend(edits)
        self.steps.append(len(edits))

    def undo(self) -> None:
        """Take the last change back."""
        if self.steps:
            del self.edits[-self.steps.pop() :]
            self.document = edited(self.read, self.edits)


def kind_name(kind: str) -> str:
    """Return what a kind of part is called."""
    return {
        "paragraph": _("alinea"),
        "heading": _("kop"),
        "list": _("opsomming"),
        "footnote": _("voetnoot"),
        "toc": _("inhoudsopgave"),
        "table": _("tabel of figuur"),
        "reference": _("bronvermelding"),
        "form": _("vragenlijst"),
        "furniture": _("overig"),
    }[kind]


def summary(document: ReadDocument) -> str:
    """Say in one line what will be coded, what is marked and what was left out."""
    offered = sum(block.codable for block in document.blocks)
    marked = Counter(block.kind for block in document.blocks if not block.codable and block.kind != "heading")
    parts = [
        ngettext("{n} passage om te coderen", "{n} passages om te coderen", offered).format(
            n=format_number(offered)
        )
    ]
    if marked:
        kinds = ", ".join(f"{kind_name(kind)} {format_number(n)}" for kind, n in marked.most_common())
        parts.append(_("{n} apart gezet ({kinds})").format(n=format_number(marked.total()), kinds=kinds))
    if document.left_out:
        n = len(document.left_out)
        parts.append(ngettext("{n} regel weggelaten", "{n} regels weggelaten", n).format(n=format_number(n)))
    return " · ".join(parts)


def places_to_cut(text: str) -> list[int]:
    """Return where a part may be cut: behind sentences, semicolons and line ends."""
    return [found.end() for found in _SENTENCE.finditer(text) if found.end() < len(text)]


@session.fragment
def draw(draft: Draft, *, key: str) -> None:
    """Draw the parts of a report, some at a time, with what can be done to each."""
    document = draft.document
    st.markdown(plain(summary(document)))
    shown = _chosen(document, key)
    with st.container(horizontal=True, vertical_alignment="center"):
        page = _page_turner(len(shown), key)
        st.button(
            _("Ongedaan maken"), icon=":material/undo:", disabled=not draft.edits, key=f"{key}-undo",
            on_click=draft.undo,
        )  # fmt: skip
    st.html(_CSS)
    with st.container(key=f"parts-{key}", gap="small"):
        before: tuple[str, ...] = ()
        for index in shown[page * PARTS_A_PAGE : (page + 1) * PARTS_A_PAGE]:
            block = document.blocks[index]
            if block.kind != "heading" and block.headings != before:
                st.caption(plain(" › ".join(block.headings)))
            before = (*block.headings, block.text) if block.kind == "heading" else block.headings
            _part(draft, index, block, f"{key}-{len(draft.edits)}-{index}")
        if not shown:
            st.caption(_("Hier is niets van."))
    _left_out(draft, key)


def _chosen(document: ReadDocument, key: str) -> list[int]:
    """Let one choose which parts to see; return their places."""
    options = {"all": _("Alles"), "offered": _("Om te coderen"), "marked": _("Apart gezet")}
    choice = st.segmented_control(
        _("Toon"), list(options), format_func=options.__getitem__, default="all", key=f"{key}-show"
    )
    return [index for index, block in enumerate(document.blocks) if _fits(block, choice)]


def _fits(block: Block, choice: str | None) -> bool:
    if choice == "offered":
        return block.codable
    return choice != "marked" or not (block.codable or block.kind == "heading")


def _page_turner(n: int, key: str) -> int:
    """Draw the buttons to go on and back; return which page is to be shown."""
    last = max(0, (n - 1) // PARTS_A_PAGE)
    name = f"{key}-page"
    page = min(st.session_state.get(name, 0), last)

    def turn(to: int) -> None:
        st.session_state[name] = to

    if last:
        st.button(
            _("Vorige"), icon=":material/chevron_left:", disabled=page == 0, key=f"{key}-back",
            on_click=turn, args=(page - 1,),
        )  # fmt: skip
        st.button(
            _("Volgende"), icon=":material/chevron_right:", disabled=page == last, key=f"{key}-on",
            on_click=turn, args=(page + 1,),
        )  # fmt: skip
        first = page * PARTS_A_PAGE + 1
        st.markdown(
            _("{first} tot {last} van {n}").format(
                first=format_number(first),
                last=format_number(min(n, first + PARTS_A_PAGE - 1)),
                n=format_number(n),
            )
        )
    return int(page)


def _part(draft: Draft, index: int, block: Block, key: str) -> None:
    """Draw one part: what it is, its text, its buttons."""
    about, text, buttons = st.columns([2, 12, 3], vertical_alignment="top")
    where = _("p. {page}").format(page=block.page) if block.page else ""
    about.html(f'<div class="coding-part-kind">{escape(kind_name(block.kind))}<br>{escape(where)}</div>')
    looks = block.kind if block.kind in {*CODABLE_KINDS, "heading"} else "marked"
    with text:
        part_text(
            block.text, places_to_cut(block.text), look=looks, has_before=index > 0, key=f"{key}-text",
            on_cut=lambda at: draft.change(Edit("split", index, at=at)),
            on_move=lambda at: draft.change(Edit("split", index, at=at), Edit("merge", index)),
        )  # fmt: skip
    with buttons.container(horizontal=True, gap="small"):
        st.button(
            "", icon=":material/vertical_align_top:", key=f"{key}-merge", type="tertiary",
            disabled=index == 0, help=_("Bij het vorige deel voegen"),
            on_click=draft.change, args=(Edit("merge", index),),
        )  # fmt: skip
        _kinds(draft, index, block, key)
        if block.codable:
            st.button(
                "", icon=":material/visibility_off:", key=f"{key}-mark", type="tertiary",
                help=_("Apart zetten: niet coderen"), on_click=draft.change,
                args=(Edit("mark", index, kind="furniture"),),
            )  # fmt: skip
        else:
            st.button(
                "", icon=":material/add_circle:", key=f"{key}-mark", type="tertiary",
                help=_("Terughalen: wel coderen"), on_click=draft.change,
                args=(Edit("mark", index, kind="paragraph"),),
            )  # fmt: skip


def _kinds(draft: Draft, index: int, block: Block, key: str) -> None:
    """Draw what else a part can be."""
    with st.popover("", icon=":material/label:", type="tertiary", help=_("Dit is iets anders")):
        st.markdown(_("Dit is een"))
        with st.container(horizontal=True):
            for kind in ("paragraph", "heading", "list", "footnote", "table"):
                if kind != block.kind:
                    st.button(
                        kind_name(kind), key=f"{key}-kind-{kind}", on_click=draft.change,
                        args=(Edit("mark", index, kind=kind),),
                    )  # fmt: skip


def _left_out(draft: Draft, key: str) -> None:
    """Draw the running heads and feet that were left out; each comes back with one click."""
    lines = Counter(line.text for line in draft.document.left_out)
    if not lines:
        return
    with st.expander(_("Weggelaten kop- en voetregels en paginanummers")):
        for number, (line, n) in enumerate(lines.most_common(_MOST_LEFT_OUT)):
            text, button = st.columns([13, 3], vertical_alignment="center")
            times = "" if n == 1 else f" ({format_number(n)}×)"
            text.markdown(plain(line + times))
            button.button(
                _("Terughalen"), key=f"{key}-{len(draft.edits)}-back-{number}", type="tertiary",
                on_click=draft.change, args=(Edit("bring_back", text=line),),
            )  # fmt: skip
        rest = len(lines) - _MOST_LEFT_OUT
        if rest > 0:
            st.caption(_("En nog {n} andere.").format(n=format_number(rest)))
