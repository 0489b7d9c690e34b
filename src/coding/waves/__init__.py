"""Waves: the same question in several surveys, with figures that were published of earlier ones."""

from coding.waves.model import EarlierFigure, Part, Series, WaveChange, WaveTable
from coding.waves.text import (
    change_sentence,
    format_waves,
    margin,
    p_value,
    parse_percent,
    points,
    wave_points,
)
from coding.waves.waves import Waves

__all__ = [
    "EarlierFigure",
    "Part",
    "Series",
    "WaveChange",
    "WaveTable",
    "Waves",
    "change_sentence",
    "format_waves",
    "margin",
    "p_value",
    "parse_percent",
    "points",
    "wave_points",
]
