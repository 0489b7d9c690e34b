"""Pictures of replays and evaluations, drawn without a browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coding.classifier.replay.evaluating import Evaluation
from coding.classifier.replay.replaying import Replay
from coding.classifier.replay.text import measure_names
from coding.errors import CodingError, InputError, os_reason
from coding.i18n import _

if TYPE_CHECKING:
    import altair as alt

FORMATS = (".svg", ".png")
DRAWN = ("micro_f1", "macro_f1", "recall_3", "coverage_95")
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # Okabe and Ito: differ for the colour-blind too
WIDTH, HEIGHT, BAR = 560, 320, 18


def plot_replay(replays: Sequence[Replay], file: Path, *, title: str) -> None:
    """Draw how figures rise with the number of coded texts: their mean, and the spread over seeds.

    Raises
    ------
    CodingError
        When the file has another ending than ``FORMATS``, or cannot be written.
    """
    import altair as alt
    import pandas as pd

    names = measure_names()
    rows = [
        {"coded": one.coded, "figure": names[name], "value": one.figures[name]}
        for one in replays
        if one.tested
        for name in DRAWN
    ]
    frame = pd.DataFrame(rows)
    shown = [names[name] for name in DRAWN]
    base = alt.Chart(frame).encode(
        x=alt.X("coded:Q", title=_("gecodeerde teksten")),
        color=alt.Color("figure:N", title=None, scale=alt.Scale(domain=shown, range=list(COLOURS))),
        shape=alt.Shape("figure:N", title=None, scale=alt.Scale(domain=shown)),
    )
    whole = alt.Scale(domain=[0, 1])
    lines = base.mark_line().encode(y=alt.Y("mean(value):Q", title=_("van 0 tot 1"), scale=whole))
    points = base.mark_point(filled=True, size=60).encode(y="mean(value):Q")
    spread = base.mark_errorbar(extent="stdev").encode(y=alt.Y("value:Q", title=""))
    chart = alt.layer(lines, points, spread).properties(width=WIDTH, height=HEIGHT, title=title)
    _save(chart, file)


def plot_evaluation(found: Evaluation, file: Path, *, title: str) -> None:
    """Draw F1 of each code, with how often people gave it.

    Raises
    ------
    CodingError
        When the file has another ending than ``FORMATS``, or cannot be written.
    """
    import altair as alt
    import pandas as pd

    rows = [
        {"code": f"{row['label']} (n = {row['n']})", "f1": row["f1"] or 0.0, "n": row["n"]}
        for row in found.quality["per_code"]
        if row["n"]
    ]
    chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(color=COLOURS[0])
        .encode(
            x=alt.X("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("code:N", title=None, sort=alt.EncodingSortField("n", order="descending")),
        )
        .properties(width=WIDTH, height=BAR * max(1, len(rows)), title=title)
        .configure_axis(labelLimit=320)
    )
    _save(chart, file)


def refuse_other_formats(file: Path) -> None:
    """Refuse a file with another ending than ``FORMATS``.

    Raises
    ------
    InputError
        When it has.
    """
    if file.suffix.lower() not in FORMATS:
        raise InputError(_("Een plaatje eindigt op .svg of .png; dit niet: {file}.").format(file=file))


def _save(chart: "alt.TopLevelMixin", file: Path) -> None:
    refuse_other_formats(file)
    try:
        chart.save(file)
    except OSError as error:
        raise CodingError(
            _("{file} is niet te schrijven: {reason}.").format(file=file, reason=os_reason(error))
        ) from error
