"""Colours that can be seen by everybody, and texts that stay text."""

import itertools

import pytest

from coding.ui.serve import settings
from coding.ui.style import EXCLUSIVE_COLOUR, PALETTE, code_chip, reading_text


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _theme(scheme: str, name: str) -> str:
    return str(settings(8501)[f"theme.{scheme}.{name}"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", [*PALETTE, EXCLUSIVE_COLOUR])
def test_code_colours_stand_out_on_both_backgrounds(scheme, colour):
    assert _contrast(colour, _theme(scheme, "backgroundColor")) >= 3  # WCAG 1.4.11, graphics


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor"])
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_texts_can_be_read(scheme, text, background):
    assert _contrast(_theme(scheme, text), _theme(scheme, background)) >= 4.5  # WCAG 1.4.3


def test_no_colour_twice():
    colours = [*PALETTE, EXCLUSIVE_COLOUR]
    assert all(one != other for one, other in itertools.combinations(colours, 2))


def test_text_of_people_is_never_markup():
    assert "<b>" not in code_chip("<b>x</b>", '"><script>')
    assert "<script" not in code_chip("<b>x</b>", '"><script>')
    assert "&lt;img" in reading_text("<img src=x>")
    assert "a\n  b" in reading_text("a\n  b")
