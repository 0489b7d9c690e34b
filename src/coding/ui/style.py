"""How the pages look: reading text, calm colours, one colour per theme everywhere."""

import html
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from coding.codebook import CodebookContent

# Okabe and Ito's colours, then some of Paul Tol's: tell-apart for the colour-blind, and at least 3:1
# against both the light and the dark background (tests/ui/test_style.py).
PALETTE = (
    "#0077BB",
    "#D55E00",
    "#009E73",
    "#C2609A",
    "#B87A00",
    "#3E97CC",
    "#B0446F",
    "#8A8A2B",
    "#7466D4",
    "#2F9C8B",
    "#A35BB5",
    "#9C6B4E",
)
EXCLUSIVE_COLOUR = "#7C878C"

CSS = """
.stMainBlockContainer { padding: 4.5rem clamp(1rem, 4vw, 5rem) 2rem; max-width: 1500px; }
.stMainBlockContainer p, .stMainBlockContainer li { line-height: 1.5; }
[data-testid="stStatusWidget"] { display: none; }
[data-stale="true"] { opacity: 1 !important; }
.stMainBlockContainer h1 { font-size: 1.85rem; padding: .25rem 0 .5rem; }
.stMainBlockContainer h3 { font-size: 1.25rem; padding: .5rem 0; }
@media (max-width: 1100px) {
  .st-key-beside > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"] { flex-wrap: wrap; }
  .st-key-beside > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"]
    > [data-testid="stColumn"] { flex: 1 1 100%; }
}
[data-testid="stCaptionContainer"] { color: inherit; opacity: .78; }
/* the letters on the main button have the colour of the page, so that they can be read on either */
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"]:is(:hover, :focus, :active),
[data-testid="stBaseButton-primaryFormSubmit"],
[data-testid="stPopoverButton"][kind="primary"] { color: Canvas; }
/* what Streamlit adds in English beside charts and fields; pages offer the same in words of their own */
[data-testid="stElementToolbar"], [data-testid="InputInstructions"] { display: none; }
/* sentences to choose from, each kept apart from the next */
[class*="st-key-model-confusion-"] label { padding: .3rem 0; }
.coding-reading { font-size: 1.09rem; line-height: 1.6; max-width: 68ch; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.coding-chip { display: inline-block; border: 1px solid var(--st-border-color, #8886);
  border-left: .45rem solid;
  border-radius: 4px; padding: .05rem .5rem; margin: .1rem .3rem .1rem 0; font-size: .92rem; }
.coding-chip > span { color: var(--st-text-color, inherit); }
.coding-project { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
  line-height: 2.5rem; }
.coding-table td.number, .coding-table th.number { text-align: right; font-variant-numeric: tabular-nums; }
.st-key-coding-frame { display: none; }
.coding-lost { position: fixed; bottom: 0; left: 0; right: 0; z-index: 10000; padding: .6rem 1.2rem;
  background: #7A2E00; color: #FFFFFF; font-family: system-ui, sans-serif; }
"""


def apply() -> None:
    """Put the shared style on the page."""
    st.html(f"<style>{CSS}</style>")


def mark_in_menu(page: str) -> None:
    """Show a page as the open one in the menu, from a page that belongs to it and is not there itself."""
    link = f':is([data-testid="stTopNavLink"], [data-testid="stTopNavDropdownLink"])[href$="/{page}"]'
    look = "font-weight: 600; background: color-mix(in srgb, currentColor 12%, transparent);"
    st.html(f"<style>{link} {{ {look} }}</style>")


def code_colours(codebook: "CodebookContent") -> dict[str, str]:
    """Return the colour of every code: one per theme by its place in the codebook, children as their parent.

    Exclusive codes (*geen*, *weet niet*) are grey, because they are no theme.
    """
    colours: dict[str, str] = {}
    themes = 0
    for code in codebook.codes:
        if code.exclusive:
            colours[code.id] = EXCLUSIVE_COLOUR
        elif code.parent is None:
            colours[code.id] = PALETTE[themes % len(PALETTE)]
            themes += 1
    for code in codebook.codes:
        if code.id not in colours:
            colours[code.id] = colours.get(code.parent or "", EXCLUSIVE_COLOUR)
    return colours


def code_chip(label: str, colour: str) -> str:
    """Return the HTML of a code's label with its colour; the label is escaped."""
    return (
        f'<span class="coding-chip" style="border-left-color: {html.escape(colour)}">'
        f"<span>{html.escape(label)}</span></span>"
    )


def reading_text(text: str) -> str:
    """Return the HTML of a text to be read, white-space kept; the text is escaped."""
    return f'<div class="coding-reading" lang="nl">{html.escape(text)}</div>'
