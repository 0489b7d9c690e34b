"""Estimates for a question of a project: draws, readings and predictions as they are stored now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from coding.codings import Codings, draws_of
from coding.i18n import _, format_number, ngettext
from coding.store import Database, question_id
from coding.tables.estimates.frame import Frame, Order, Places, frame_of
from coding.tables.estimates.intervals import CONFIDENCE
from coding.tables.estimates.model import PartEstimates, QuestionEstimates, ThemeEstimate
from coding.tables.estimates.naive import YES_FROM, count_predictions
from coding.tables.estimates.sampling import Bools, Floats, Readings
from coding.tables.estimates.shares import Predictions, Shares, Tuned, estimate, estimate_by_hand, tune
from coding.tables.layout import with_parents

if TYPE_CHECKING:
    from coding.classifier import Classifiers
    from coding.codebook import Code, CodebookContent

FEWEST_READ = 10
"""Units of the sample; from fewer no share is estimated."""


def estimate_shares(
    database: Database,
    classifiers: "Classifiers",
    question_key: str,
    *,
    codebook: "CodebookContent",
    codes: Sequence[str],
    segments: pd.DataFrame,
    judged: pd.DataFrame,
    per_passage: bool,
    coder: str | None = None,
    memberships: pd.DataFrame | None = None,
    groups: Sequence[str] = (),
    without: Collection[str] = (),
    fewest_read: int = FEWEST_READ,
    confidence: float = CONFIDENCE,
) -> QuestionEstimates:
    """Estimate the share of each code among all units, from the audit's sample and the model's predictions.

    Everything is worked out anew from what is stored; the same store gives the same figures.

    Parameters
    ----------
    codebook, codes
        What falls under what, and which codes are asked for; a theme takes in what falls under it.
    segments
        ``[segment_id, document_id]``: everything there is to read, in reading order.
    judged
        ``[segment_id, code]`` of what was read, as for `count_themes`.
    per_passage
        Whether a segment is a unit, otherwise a document is.
    coder
        Whose readings ``judged`` holds; None: everybody's.
    memberships, groups
        ``[segment_id, group]``, known of all segments, read or not, and the groups in order.
    without
        Codes (*geen*, *weet niet*): who has nothing else is not in the base, which is estimated then as well.
    fewest_read
        A whole or group of which fewer units are in the sample gets no estimates.
    confidence
        Of the intervals.
    """
    columns = [*codes, *(code for code in without if code not in codes)]
    frame = frame_of(
        _places(segments, per_passage=per_passage),
        _orders(database, question_key, coder, judged),
        _given(judged, codebook.codes),
        columns,
    )
    predicted, notes = _predicted(classifiers, question_key, frame, codebook, columns)
    excluded = [columns.index(code) for code in without]
    every = frame.readings
    base = _in_base(every.labels, excluded) if excluded else None
    readings = replace(every, labels=every.labels[:, : len(codes)])
    predictions = Predictions(
        predicted[:, : len(codes)], 1 - _any_of(predicted[:, excluded]) if excluded else None
    )
    if frame.n_uncovered:
        nothing = PartEstimates(
            readings.n_units, len(readings.rows), int(readings.sampled.sum()), _uncovered(frame)
        )
        return QuestionEstimates(nothing, dict.fromkeys(groups, nothing), notes)
    tuned = tune(readings, predictions, base=base)
    whole = _Part(readings, predictions, tuned, base, codes, fewest_read, confidence)
    inside = _inside(frame, memberships, groups)
    return QuestionEstimates(
        whole=whole.estimates(),
        groups={group: whole.within(some).estimates() for group, some in inside.items()},
        notes=notes,
    )


@dataclass(frozen=True)
class _Part:
    """A population, or a group of it, with all that an estimate takes."""

    readings: Readings
    predictions: Predictions
    tuned: Tuned
    base: Bools | None
    codes: Sequence[str]
    fewest_read: int
    confidence: float

    def within(self, inside: Bools) -> "_Part":
        """Return a group."""
        return replace(
            self,
            readings=self.readings.part(inside),
            predictions=self.predictions.part(inside),
            base=None if self.base is None else self.base[inside[self.readings.rows]],
        )

    def estimates(self) -> PartEstimates:
        """Estimate every theme, or say why not."""
        readings, base = self.readings, self.base
        n_read, n_sample = len(readings.rows), int(readings.sampled.sum())
        if n_read < readings.n_units and n_sample < self.fewest_read:
            return PartEstimates(readings.n_units, n_read, n_sample, _too_few(n_sample, self.fewest_read))
        shares = estimate(readings, self.predictions, self.tuned, base=base, confidence=self.confidence)
        if not readings.n_units or np.isnan(shares.share).all():
            reason = _("Er is niets om een aandeel van te schatten.")
            return PartEstimates(readings.n_units, n_read, n_sample, reason)
        by_hand = estimate_by_hand(readings, base=base, confidence=self.confidence)
        themes = self._themes(shares, by_hand.half_width)
        return PartEstimates(readings.n_units, n_read, n_sample, "", themes, shares, tuple(self.codes))

    def _themes(self, shares: Shares, by_hand: Floats) -> dict[str, ThemeEstimate]:
        readings, predicted = self.readings, self.predictions.themes
        expected = count_predictions(readings, predicted).expected
        unread = np.ones(readings.n_units, dtype=bool)
        unread[readings.rows] = False
        n_machine = (predicted[unread] >= YES_FROM).sum(axis=0)
        n_human = readings.labels.sum(axis=0)
        return {
            code: ThemeEstimate(
                code=code,
                share=float(shares.share[k]),
                low=float(shares.low[k]),
                high=float(shares.high[k]),
                by_hand_half_width=float(by_hand[k]),
                effective_size=float(shares.size[k]),
                weight=float(self.tuned.themes[k]),
                n_human=int(n_human[k]),
                n_machine=int(n_machine[k]),
                expected=float(expected[k]),
            )
            for k, code in enumerate(self.codes)
        }


def _places(segments: pd.DataFrame, *, per_passage: bool) -> Places:
    numbers = segments["segment_id"].to_numpy(dtype=np.int64)
    if per_passage:
        return Places(numbers, np.arange(len(numbers)))
    return Places(numbers, pd.factorize(segments["document_id"])[0].astype(np.int64))


def _orders(database: Database, question_key: str, coder: str | None, judged: pd.DataFrame) -> list[Order]:
    readings = Codings(database).judgements(question_key)
    readings = readings[readings["read"].astype(bool) & readings["segment_id"].isin(judged["segment_id"])]
    if coder is not None:
        readings = readings[readings["coder"] == coder]
    first = readings.groupby("segment_id")["first_read_at"].min()
    with database.read() as connection:
        draws = draws_of(connection, question_id(connection, question_key))
    return [
        Order(draw.segments, draw.taken, draw.whole, set(first.index[first < draw.drawn_at].tolist()))
        for draw in draws
        if draw.segments
    ]


def _given(judged: pd.DataFrame, codes: "Sequence[Code]") -> Mapping[int, Collection[str]]:
    found: dict[int, set[str]] = {segment: set() for segment in judged["segment_id"].tolist()}
    uses = with_parents(judged.loc[judged["code"].notna(), ["segment_id", "code"]], codes)
    for segment, code in zip(uses["segment_id"].tolist(), uses["code"].tolist(), strict=True):
        found[segment].add(code)
    return found


def _predicted(
    classifiers: "Classifiers",
    question_key: str,
    frame: Frame,
    codebook: "CodebookContent",
    columns: Sequence[str],
) -> tuple[Floats, list[str]]:
    """Return units × columns what the model says of units that it did not see, and what to note of that."""
    nothing = np.zeros((frame.readings.n_units, len(columns)))
    if not frame.readings.by_chance.any():
        return nothing, []
    if frame.pieces:
        return nothing, [
            _("Antwoorden of rapporten in stukken: geschat uit de steekproef alleen, zonder voorspellingen.")
        ]
    found = classifiers.left_out_probabilities(question_key)
    if found is None:
        return nothing, [
            _(
                "Er is nog geen model dat voorspelt: geschat uit de steekproef alleen. Train het model "
                "(opnieuw) op de pagina Model."
            )
        ]
    known = list(dict.fromkeys([*columns, *(code.id for code in codebook.live)]))
    matrix = np.zeros((frame.readings.n_units, len(known)))
    rows, at = (
        frame.places.of(found["segment_id"].tolist()),
        pd.Index(known).get_indexer(pd.Index(found["code"])),
    )
    there = (rows >= 0) & (at >= 0)
    matrix[rows[there], at[there]] = found["probability"].to_numpy(dtype=np.float64)[there]
    for code in columns:
        under = [known.index(child.id) for child in codebook.children(code) if child.id in known]
        if under:
            itself = known.index(code)
            matrix[:, itself] = _any_of(matrix[:, [itself, *under]])
    return matrix[:, : len(columns)], []


def _in_base(labels: Bools, excluded: Sequence[int]) -> Bools:
    """Tell which units have more than excluded codes, or none at all; as `count_themes` has it."""
    others = np.delete(labels, excluded, axis=1).any(axis=1)
    return np.asarray(others | ~labels[:, excluded].any(axis=1))


def _any_of(probabilities: Floats) -> Floats:
    """Return how likely at least one is, were they independent; where they are not, its weight sees to it."""
    return np.asarray(1 - np.prod(1 - probabilities, axis=1), dtype=np.float64)


def _inside(frame: Frame, memberships: pd.DataFrame | None, groups: Sequence[str]) -> dict[str, Bools]:
    found = {group: np.zeros(frame.readings.n_units, dtype=bool) for group in groups}
    if memberships is not None:
        rows = frame.places.of(memberships["segment_id"].tolist())
        for group, inside in found.items():
            mine = (memberships["group"] == group).to_numpy() & (rows >= 0)
            inside[rows[mine]] = True
    return found


def _too_few(n_sample: int, fewest_read: int) -> str:
    return ngettext(
        "Uit de steekproef is er {n} gelezen; voor een schatting zijn er minstens {fewest} nodig.",
        "Uit de steekproef zijn er {n} gelezen; voor een schatting zijn er minstens {fewest} nodig.",
        n_sample,
    ).format(n=format_number(n_sample), fewest=format_number(fewest_read))


def _uncovered(frame: Frame) -> str:
    if not frame.readings.by_chance.any():
        return _(
            "Er is nog geen willekeurige steekproef gelezen. Lees op de pagina Coderen in de rij 'Waar het "
            "programma van leert': een vijfde daarvan is willekeurig getrokken."
        )
    return ngettext(
        "{n} ongelezen tekst hoort bij een deel waaruit nog geen steekproef is gelezen.",
        "{n} ongelezen teksten horen bij een deel waaruit nog geen steekproef is gelezen.",
        frame.n_uncovered,
    ).format(n=format_number(frame.n_uncovered))
