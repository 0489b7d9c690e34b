"""All figures of a model, worked out once when it is trained; only texts held out count.

Imports the libraries that take seconds to load: import this module where it is used.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.classifier.figures import curve
from coding.classifier.figures.confusions import confusions
from coding.classifier.figures.intervals import draw, with_intervals
from coding.classifier.figures.mistakes import likely_mistakes
from coding.classifier.figures.reliability import reliability
from coding.classifier.fitting import Fit, Training
from coding.classifier.quality import quality
from coding.codings import Basis

CURVE_DRAWS = 200
ERRORS_WIDE = 3.92  # a 95% interval is so many standard errors wide


def measure(
    training: Training,
    fit: Fit,
    *,
    names: Mapping[str, str],
    assisted: Collection[int] = (),
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Return the figures to keep with a model: those of `quality` with intervals, and what is drawn.

    Parameters
    ----------
    names
        What the codes are called.
    assisted
        Segments that somebody read with suggestions on screen; the others are measured apart too.
    progress
        Called with (done, total) while the learning curve is measured, which is most of the work.
    """
    held_out, codes = fit.held_out, list(training.codes)
    labels, decisions, learned = held_out.labels, held_out.decisions, held_out.learned
    drawn = draw(labels, decisions, training.groups, learned=learned, seed=training.seed)
    found = quality(labels, decisions, codes=codes, names=names, learned=learned)
    found = with_intervals(found, labels, decisions, drawn)
    segments = training.material.coded_ids
    own_codes = [codes[place] for place in learned]
    given, probabilities = labels[:, learned], held_out.probabilities[:, learned]
    together = [
        segment
        for segment, basis in zip(segments, training.material.bases, strict=True)
        if basis == Basis.ADJUDICATED.value
    ]
    alone = np.array([segment not in assisted for segment in segments], dtype=bool)
    return found | {
        "unassisted": unassisted(training, fit, alone),
        "reliability": reliability(probabilities, given),
        "confusions": confusions(
            given,
            decisions[:, learned],
            probabilities,
            codes=own_codes,
            segment_ids=segments,
        ),
        "mistakes": likely_mistakes(
            given,
            probabilities,
            codes=own_codes,
            segment_ids=segments,
            settled=frozenset(together),
        ),
        "curve": learning_curve(training, found, progress=progress),
    }


def unassisted(training: Training, fit: Fit, alone: NDArray[np.bool_]) -> dict[str, Any] | None:
    """Return ``n`` and F1 with its interval on texts that were read without suggestions on screen.

    Who reads with suggestions may follow them, and figures on those readings flatter. None where all texts
    were read so, or none.
    """
    if alone.all() or not alone.any():
        return None
    held_out = fit.held_out
    labels, decisions = held_out.labels[alone], held_out.decisions[alone]
    codes = list(training.codes)
    names = {code: code for code in codes}
    found = quality(labels, decisions, codes=codes, names=names, learned=held_out.learned)
    drawn = draw(labels, decisions, training.groups[alone], learned=held_out.learned, seed=training.seed)
    found = with_intervals(found, labels, decisions, drawn)
    kept = ("micro_f1", "micro_f1_low", "micro_f1_high", "macro_f1")
    return {"n": int(alone.sum()), **{name: found[name] for name in kept}}


def learning_curve(
    training: Training, found: Mapping[str, Any], *, progress: Callable[[int, int], None] | None = None
) -> dict[str, Any]:
    """Return ``points`` (n, f1, error), smallest first, and ``forecast`` (see `curve.forecast`)."""
    total = sum(draws for _size, draws in curve.parts(len(training.groups)))
    done = 0

    def quality_of(rows: NDArray[np.intp]) -> tuple[float, float] | None:
        nonlocal done
        held_out = training.held_out_of(rows.tolist())
        done += 1
        if progress:
            progress(done, total)
        if not held_out.learned:
            return None
        drawn = draw(
            held_out.labels,
            held_out.decisions,
            training.groups[rows],
            learned=held_out.learned,
            draws=CURVE_DRAWS,
            seed=training.seed,
        )
        right = 2 * int((held_out.labels & held_out.decisions).sum())
        sizes = int(held_out.labels.sum() + held_out.decisions.sum())
        return (right / sizes, float(np.nanstd(drawn.micro["f1"]))) if sizes else None

    points = curve.measure_parts(training.groups, quality_of, seed=training.seed)
    low, high = found["micro_f1_low"], found["micro_f1_high"]
    if low is not None:
        points.append(curve.Point(len(training.groups), found["micro_f1"], (high - low) / ERRORS_WIDE))
    return {
        "points": [{"n": point.n, "f1": point.f1, "error": point.error} for point in points],
        "forecast": curve.forecast(points, seed=training.seed),
    }
