"""Pictures of theme tables: bars per theme or per group, lines over waves; page and files draw these."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coding.i18n import _, format_number
from coding.tables.model import ThemeLine, ThemeTable
from coding.tables.text import base_line, format_percent, in_percent, margin
from coding.xml_text import xml_text

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

# Okabe and Ito's colours and more like them: they differ for the colour-blind, and in print without colours
# by their lightness
GROUP_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8A8A2B", "#333333")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "stroke")
THEME_COLOUR, OTHER_COLOUR, INK = "#0072B2", "#7C878C", "#1D2529"
BAR_STEP, GROUP_STEP = 28, 17  # pixels per bar
LINE_HEIGHT = 17
AXIS_HEIGHT = 50
LABEL_CHARACTERS = 42
CHILD_STRENGTH = 0.55
WAVE_WIDTH, WAVE_HEIGHT = 620, 360


class WavePoint(NamedTuple):
    """The share of a theme in one wave, as a fraction, with the ends of its interval where there is one."""

    wave: str
    share: float | None
    low: float | None = None
    high: float | None = None


def theme_chart(
    table: ThemeTable,
    *,
    colours: Mapping[str, str] | None = None,
    children: bool = True,
    letters: str = INK,
) -> "alt.LayerChart":
    """Draw the share of each theme as a bar, in the order of the table, with its interval where there is one.

    A table that is split has a bar per group; with more groups than there are colours only the total.

    Parameters
    ----------
    colours
        Colour of each code, where bars are not coloured by group.
    children
        Also draw what falls under each theme.
    letters
        Colour of the letters; a picture cannot take it from the page.
    """
    lines = [line for line in table.lines() if (children or line.level == 0) and line.percent is not None]
    if 0 < len(table.bases()) <= len(GROUP_COLOURS):
        return _group_bars(table, lines, letters=letters)
    return _theme_bars(table, lines, colours=colours or {}, letters=letters)


def theme_sentence(table: ThemeTable) -> str:
    """Say what the picture shows: the themes that are named most, and how many name none."""
    from coding.tables.layout import EXCLUSIVE_BLOCK, THEME_BLOCK

    lines = [line for line in table.lines() if line.level == 0 and line.percent]
    themes = [line for line in lines if line.block == THEME_BLOCK]
    themes.sort(key=lambda line: -(line.share or 0))  # the answers of a scale stand in their own order
    if not themes:
        return _("Nog geen thema's om te laten zien.")
    named = [f"{line.label} ({_share(table, line)})" for line in themes[:3]]
    first = _("Het meest gekozen: {first}") if table.spec.survey else _("Het meest genoemd: {first}")
    sentence = first.format(first=named[0])
    if len(named) > 1:
        sentence += f", {_('daarna')} {_(' en ').join(named[1:])}"
    alone = [line for line in lines if line.block == EXCLUSIVE_BLOCK]
    if alone:
        share = _share(table, alone[0])
        sentence += ". " + _("{label}: {percent}").format(label=alone[0].label, percent=share)
    return sentence + "."


def _share(table: ThemeTable, line: ThemeLine) -> str:
    """Write the share of a line with its margin, where it has one."""
    percent = format_percent(line.percent, table.spec.decimals)
    if line.low is None:
        return percent
    return _("{percent}, marge {margin}").format(percent=percent, margin=margin(line, table.spec.decimals))


def _theme_bars(
    table: ThemeTable, lines: Sequence[ThemeLine], *, colours: Mapping[str, str], letters: str
) -> "alt.LayerChart":
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(
        {
            "row": range(len(lines)),
            "label": [xml_text(line.label) for line in lines],
            "percent": [line.percent for line in lines],
            "low": [in_percent(line.low) for line in lines],
            "high": [in_percent(line.high) for line in lines],
            "text": [format_percent(line.percent, table.spec.decimals) for line in lines],
            "n": [line.n for line in lines],
            "colour": [colours.get(line.code) or _plain_colour(line) for line in lines],
            "strength": [CHILD_STRENGTH if line.level else 1.0 for line in lines],
        }
    ).astype({"percent": "float64", "low": "float64", "high": "float64"})
    frame["end"] = frame[["percent", "high"]].max(axis=1)
    base = alt.Chart(frame).encode(
        y=_theme_axis(lines, letters),
        x=_share_axis(table, frame["end"].max(), letters),
        tooltip=[
            alt.Tooltip("label:N", title=_("Thema")),
            alt.Tooltip("n:Q", title="n"),
            alt.Tooltip("text:N", title="%"),
        ],
    )
    bars = base.mark_bar(height=16, cornerRadiusEnd=2).encode(
        color=alt.Color("colour:N", scale=None), opacity=alt.Opacity("strength:Q", scale=None)
    )
    numbers = base.mark_text(align="left", dx=5, fontSize=13, color=letters).encode(x="end:Q", text="text:N")
    chart = alt.layer(bars, *_margins(base, frame, letters), numbers)
    return _sized(chart, _height(lines, BAR_STEP))


def _group_bars(table: ThemeTable, lines: Sequence[ThemeLine], *, letters: str) -> "alt.LayerChart":
    import altair as alt
    import pandas as pd

    shown = {cell.group for line in lines for cell in line.cells if cell.percent is not None}
    names = {
        group: f"{xml_text(group)} (N = {format_number(n)})" for group, n in table.bases() if group in shown
    }
    places = {group: place for place, group in enumerate(names)}
    frame = pd.DataFrame(
        [
            {
                "row": row,
                "label": xml_text(line.label),
                "place": places[cell.group],
                "group": names[cell.group],
                "percent": cell.percent,
                "low": in_percent(cell.low),
                "high": in_percent(cell.high),
                "text": "×" if cell.suppressed else format_percent(cell.percent, table.spec.decimals),
            }
            for row, line in enumerate(lines)
            for cell in line.cells
            if cell.group in names
        ],
        columns=["row", "label", "place", "group", "percent", "low", "high", "text"],
    ).astype({"percent": "float64", "low": "float64", "high": "float64"})
    frame["end"] = frame[["percent", "high"]].max(axis=1).fillna(0.0)
    base = alt.Chart(frame).encode(
        y=_theme_axis(lines, letters),
        yOffset=alt.YOffset("place:O", sort=list(range(len(names)))),
        x=_share_axis(table, frame["end"].max(), letters),
        tooltip=[
            alt.Tooltip("label:N", title=_("Thema")),
            alt.Tooltip("group:N", title=" ".join(xml_text(table.by or "").split())),
            alt.Tooltip("text:N", title="%"),
        ],
    )
    legend = alt.Legend(
        orient="top",
        labelLimit=400,
        labelFontSize=13,
        labelColor=letters,
        columns=1 if max(map(len, names.values()), default=0) > LABEL_CHARACTERS else 3,
    )
    colour = alt.Color(
        "group:N",
        sort=list(names.values()),
        title=None,
        legend=legend,
        scale=alt.Scale(domain=list(names.values()), range=list(GROUP_COLOURS[: len(names)])),
    )
    bars = base.mark_bar(height=GROUP_STEP - 4, cornerRadiusEnd=2).encode(color=colour)
    numbers = base.mark_text(align="left", dx=5, fontSize=12, color=letters).encode(x="end:Q", text="text:N")
    chart = alt.layer(bars, *_margins(base, frame, letters), numbers)
    return _sized(chart, _height(lines, GROUP_STEP * len(names) + 12) + LINE_HEIGHT * 2)


def wave_chart(
    series: Mapping[str, Sequence[WavePoint]], *, title: str | None = None, letters: str = INK
) -> "alt.LayerChart":
    """Draw the share of each theme over the waves as a line, with its interval where there is one.

    Parameters
    ----------
    series
        The points of each theme in the order of the waves; a wave without a share leaves a gap.
    """
    import altair as alt
    import pandas as pd

    waves = list(dict.fromkeys(xml_text(point.wave) for points in series.values() for point in points))
    frame = pd.DataFrame(
        [
            {
                "theme": xml_text(theme),
                "wave": xml_text(point.wave),
                "percent": in_percent(point.share),
                "low": in_percent(point.low),
                "high": in_percent(point.high),
                "text": "" if point.share is None else f"{format_number(100 * point.share)}%",
            }
            for theme, points in series.items()
            for point in points
        ],
        columns=["theme", "wave", "percent", "low", "high", "text"],
    ).astype({"percent": "float64", "low": "float64", "high": "float64"})
    themes = [xml_text(theme) for theme in series]
    shades = [GROUP_COLOURS[number % len(GROUP_COLOURS)] for number in range(len(themes))]
    shapes = [SHAPES[number % len(SHAPES)] for number in range(len(themes))]
    legend = alt.Legend(labelLimit=320, labelFontSize=13, labelColor=letters, orient="bottom", columns=2)
    top = float(frame[["percent", "high"]].max().max())
    base = alt.Chart(frame).encode(
        x=alt.X(
            "wave:O",
            sort=waves,
            title=None,
            axis=alt.Axis(labelAngle=0, labelFontSize=14, labelColor=letters, labelLimit=160),
        ),
        y=alt.Y(
            "percent:Q",
            title=None,
            scale=alt.Scale(domain=[0, min(_longest(top), 100)]),
            axis=alt.Axis(labelExpr="datum.label + '%'", labelColor=letters, labelFontSize=13),
        ),
        color=alt.Color(
            "theme:N", title=None, sort=themes, legend=legend, scale=alt.Scale(domain=themes, range=shades)
        ),
        tooltip=[
            alt.Tooltip("theme:N", title=_("Thema")),
            alt.Tooltip("wave:O", title=_("Meting")),
            alt.Tooltip("text:N", title="%"),
        ],
    )
    shape = alt.Shape("theme:N", title=None, legend=legend, scale=alt.Scale(domain=themes, range=shapes))
    lines = base.mark_line(strokeWidth=2.5)
    points = base.mark_point(filled=True, size=90, opacity=1).encode(shape=shape)
    margins = base.transform_filter("isValid(datum.low)").mark_rule().encode(y="low:Q", y2="high:Q")
    numbers = base.mark_text(align="left", dx=9, dy=-9, fontSize=12).encode(text="text:N")
    chart = alt.layer(margins, lines, points, numbers)
    return _sized(chart, WAVE_HEIGHT, width=WAVE_WIDTH).properties(**({"title": title} if title else {}))


def _plain_colour(line: ThemeLine) -> str:
    from coding.tables.layout import THEME_BLOCK

    return THEME_COLOUR if line.block == THEME_BLOCK else OTHER_COLOUR


def _wrapped(line: ThemeLine) -> list[str]:
    lead = "\u2003" * line.level
    return [lead + part for part in textwrap.wrap(xml_text(line.label), LABEL_CHARACTERS, max_lines=3)] or [
        ""
    ]


def _height(lines: Sequence[ThemeLine], step: int) -> int:
    deepest = max((len(_wrapped(line)) for line in lines), default=1)
    return max(step, LINE_HEIGHT * deepest + 6) * len(lines) + AXIS_HEIGHT


def _theme_axis(lines: Sequence[ThemeLine], letters: str) -> "alt.Y":
    """Name the rows by their number: two codes may have the same label."""
    import altair as alt

    labels = json.dumps([_wrapped(line) for line in lines])
    return alt.Y(
        "row:O",
        title=None,
        sort=list(range(len(lines))),
        axis=alt.Axis(
            labelExpr=f"{labels}[datum.value]",
            labelLimit=340,
            labelFontSize=14,
            labelLineHeight=LINE_HEIGHT,
            labelColor=letters,
            labelOverlap=False,
            labelPadding=6,
            ticks=False,
        ),
    )


def _share_axis(table: ThemeTable, longest: float, letters: str) -> "alt.X":
    import altair as alt

    return alt.X(
        "percent:Q",
        title=f"% ({base_line(table)})",
        scale=alt.Scale(domain=[0, _longest(longest)]),
        axis=alt.Axis(tickMinStep=5, grid=True, format="d", labelColor=letters, titleColor=letters),
    )


def _longest(percent: float) -> int:
    """Return how far an axis goes: past the longest bar, with room for its number."""
    return max(10, int((percent if percent == percent else 0) * 1.12) + 1)


def _margins(base: "alt.Chart", frame: "pd.DataFrame", letters: str) -> "list[alt.Chart]":
    """Draw intervals as a line with ends, where there are any."""
    if frame["low"].isna().all():
        return []
    known = base.transform_filter("isValid(datum.low)")
    ends = [
        known.mark_tick(size=8, thickness=1.4, color=letters).encode(x=f"{end}:Q") for end in ("low", "high")
    ]
    return [known.mark_rule(color=letters, strokeWidth=1.4).encode(x="low:Q", x2="high:Q"), *ends]


def _sized(chart: "alt.LayerChart | alt.FacetChart", height: int, **more: int) -> "alt.LayerChart":
    made: alt.LayerChart = chart.properties(height=height, **more).configure_view(stroke=None)
    return made
