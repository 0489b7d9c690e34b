"""Texts in which one marks words by mouse or keyboard, and says with one key or click what they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from coding.i18n import _, format_number, ngettext
from coding.pseudonyms import KINDS, ON_REQUEST, Placed, kind_label
from coding.ui.components.marking.spans import Marked, code_points, pieces, whole_words

__all__ = ["Act", "Choice", "ShownText", "drawn", "marking_window", "read_acts"]

_FOLDER = Path(__file__).parent
_component = st.components.v2.component(
    "coding_marking",
    html=(_FOLDER / "marking.html").read_text(encoding="utf-8"),
    css=(_FOLDER / "marking.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "marking.js").read_text(encoding="utf-8"),
)
# Letters that are no other key on the page: V, L and Z decide, C and R are Streamlit's.
KEYS = dict(zip((*KINDS, *ON_REQUEST), "1234567890anop", strict=True))


@dataclass(frozen=True)
class ShownText:
    """A text on screen."""

    id: int
    label: str
    text: str
    places: Sequence[Placed] = ()


@dataclass(frozen=True)
class Act:
    """What somebody did in the window: marked words, and perhaps said what they are.

    Attributes
    ----------
    number
        Later acts have higher numbers; each is done once.
    kind
        None as long as the words are only marked.
    """

    number: int
    marked: Marked
    string: str
    kind: str | None


@dataclass(frozen=True)
class Choice:
    """What is marked now, and at how many places it would be replaced."""

    act: Act
    n_places: int


def read_acts(state: Mapping[str, Any] | None, texts: Mapping[int, str], *, after: int) -> list[Act]:
    """Return what the browser sent and was not done before, in order.

    What does not fit the texts (a window that was left open for long) is left out.

    Parameters
    ----------
    state
        The browser's state: its acts, with offsets in UTF-16 and the quote that stood there.
    texts
        The texts by number.
    after
        Number of the last act that was done.
    """
    sent = ((state or {}).get("acts") or {}).get("list") or []
    acts = [_act(values, texts) for values in sent if int(values["n"]) > after]
    return sorted((act for act in acts if act is not None), key=lambda act: act.number)


def _act(values: Mapping[str, Any], texts: Mapping[int, str]) -> Act | None:
    text_id, kind = int(values["text"]), values.get("kind")
    text = texts.get(text_id)
    if text is None or kind not in (None, *KEYS):
        return None
    stretch = code_points(text, int(values["start"]), int(values["end"]))
    quote = text.encode("utf-16-le")[2 * int(values["start"]) : 2 * int(values["end"])]
    if stretch is None or quote != str(values["quote"]).encode("utf-16-le", errors="surrogatepass"):
        return None
    words = whole_words(text, *stretch)
    if words is None:
        return None
    return Act(int(values["n"]), Marked(text_id, *words), text[words[0] : words[1]], kind)


def drawn(texts: Sequence[ShownText], choice: Choice | None, *, told: str, done: int) -> dict[str, Any]:
    """Return what the browser draws.

    Parameters
    ----------
    texts
        What is on screen.
    choice
        What is marked now.
    told
        What the last act did.
    done
        Number of the last act that was done.
    """
    marked = choice.act.marked if choice else None
    return {
        "texts": [
            {
                "id": one.id,
                "label": one.label,
                "pieces": pieces(
                    one.text, one.places, marked if marked and marked.text_id == one.id else None
                ),
            }
            for one in texts
        ],
        "kinds": [{"id": kind, "key": key, "label": kind_label(kind)} for kind, key in KEYS.items()],
        "choice": {"n": choice.act.number, "open": choice.n_places > 0} if choice else None,
        "line": _line(choice) if choice else told,
        "hint": _("Markeer met de muis wat er nog weg moet, en kies wat het is."),
        "keys": _("Of met ← → en ↑ ↓ van woord naar woord; ⇧ erbij neemt er woorden bij."),
        "window": _("Teksten om woorden in te markeren"),
        "done": done,
    }


def _line(choice: Choice) -> str:
    words = choice.act.string
    if not choice.n_places:
        return _("‘{words}’ wordt al vervangen.").format(words=words)
    return ngettext(
        "‘{words}’ staat op {n} plaats. Wat is het?",
        "‘{words}’ staat op {n} plaatsen; alle gaan mee. Wat is het?",
        choice.n_places,
    ).format(words=words, n=format_number(choice.n_places))


def marking_window(data: Mapping[str, Any], *, key: str, on_acts: Callable[[], None]) -> None:
    """Draw the window; what the browser sends stands in the session state under ``key``."""
    _component(key=key, data=dict(data), default={"acts": None}, on_acts_change=on_acts)
