"""Replays and evaluations as text for the command line, and as CSV."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from coding.classifier.replay.evaluating import Evaluation
from coding.classifier.replay.measures import MEASURES
from coding.classifier.replay.replaying import Replay
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext


def budgets_of(text: str) -> list[int]:
    """Read numbers of texts with commas between them.

    Raises
    ------
    InputError
        When that is not what stands there.

    Examples
    --------
    >>> budgets_of("50, 100,200")
    [50, 100, 200]
    """
    try:
        found = sorted({int(part) for part in text.split(",") if part.strip()})
    except ValueError:
        found = []
    if not found or found[0] < 0:
        raise InputError(_("Geef aantallen teksten met komma's ertussen, bijvoorbeeld 50,100,200."))
    return found


def measure_names() -> dict[str, str]:
    """Return what the figures are called."""
    return {
        "micro_f1": _("F1 samen"),
        "macro_f1": _("F1 per code"),
        "sample_f1": _("F1 per tekst"),
        "recall_3": _("in de eerste 3"),
        "coverage_95": _("95% zeker"),
        "calibration_error": _("afwijking zekerheid"),
    }


def format_replay(replays: Sequence[Replay]) -> str:
    """Return the mean of each figure per budget, with the spread over seeds; a dash where none is."""
    names = measure_names()
    head = [_("gecodeerd"), _("getoetst"), *(names[name] for name in MEASURES), _("seconden")]
    rows = []
    for budget in sorted({one.budget for one in replays}):
        some = [one for one in replays if one.budget == budget]
        judged = [one for one in some if one.tested]
        rows.append(
            [
                format_number(round(np.mean([one.coded for one in some]))),
                format_number(round(np.mean([one.tested for one in some]))),
                *(_mean_and_spread([one.figures[name] for one in judged]) for name in MEASURES),
                format_number(float(np.mean([one.seconds for one in some])), 2),
            ]
        )
    seeds = len({one.seed for one in replays})
    notes = [
        ngettext(
            "{n} keer nagespeeld; getoetst op wat nog niet gecodeerd was.",
            "Gemiddelde en spreiding van {n} keer naspelen; getoetst op wat nog niet gecodeerd was.",
            seeds,
        ).format(n=seeds)
    ]
    if any(not one.tested for one in replays):
        notes.append(
            _(
                "–: er bleef geen tekst over om op te toetsen. Wat hetzelfde zegt als een gecodeerde tekst, "
                "of van dezelfde respondent is, telt niet mee."
            )
        )
    return "\n".join([*_table([head, *rows]), *notes])


def _mean_and_spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    mean = format_number(float(np.mean(values)), 3)
    return mean if len(values) == 1 else f"{mean} ± {format_number(float(np.std(values)), 3)}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]


def replay_csv(replays: Sequence[Replay]) -> str:
    """Return a row per seed and budget."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["strategy", "seed", "budget", "coded", "tested", *MEASURES, "seconds"])
    for one in replays:
        figures = [f"{one.figures[name]:.4f}" if one.tested else "" for name in MEASURES]
        writer.writerow(
            [one.strategy, one.seed, one.budget, one.coded, one.tested, *figures, f"{one.seconds:.3f}"]
        )
    return file.getvalue()


def format_evaluation(found: Evaluation) -> str:
    """Return the figures over all, and the table per code."""
    names = measure_names()
    lines = [
        _("Geleerd van {train} teksten, getoetst op {test}.").format(
            train=format_number(found.n_train), test=format_number(found.n_test)
        )
    ]
    if found.n_left_out:
        lines.append(
            ngettext(
                "{n} tekst is niet getoetst: dezelfde tekst of respondent stond al bij wat geleerd werd.",
                "{n} teksten zijn niet getoetst: dezelfde tekst of respondent stond al bij wat geleerd werd.",
                found.n_left_out,
            ).format(n=format_number(found.n_left_out))
        )
    lines += [f"{names[name]}: {format_number(found.figures[name], 3)}" for name in MEASURES]
    rates = ("precision", "recall", "f1")
    rows = [[_("code"), "n", _("precisie"), _("recall"), "F1"]]
    for row in sorted(found.quality["per_code"], key=lambda row: -row["n"]):
        cells = ["–" if row[name] is None else format_number(row[name], 2) for name in rates]
        rows.append([str(row["label"]), format_number(row["n"]), *cells])
    width = max(len(row[0]) for row in rows)
    return "\n".join([*lines, "", *_table([[row[0].ljust(width), *row[1:]] for row in rows])])


def evaluation_csv(found: Evaluation) -> str:
    """Return a row per code, then the figures over all."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["code", "label", "n", "precision", "recall", "f1"])
    for row in found.quality["per_code"]:
        rates = ["" if row[name] is None else f"{row[name]:.4f}" for name in ("precision", "recall", "f1")]
        writer.writerow([row["code"], row["label"], row["n"], *rates])
    for name in MEASURES:
        writer.writerow([name, "", "", "", "", f"{found.figures[name]:.4f}"])
    return file.getvalue()
