"""Candidates for a quote: what can be quoted of each text, how typical it is, and the choice among them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from coding.language import text_model
from coding.quotes.checking import warnings_of
from coding.quotes.excerpts import excerpts, is_sentence, readability, shown
from coding.quotes.model import Proposal
from coding.quotes.ranking import pick, typicality
from coding.store import Database

if TYPE_CHECKING:
    import pandas as pd

MARKED = 0.15
"""What it counts for that somebody marked words in it as showing the code."""
LOOSE = 0.85
"""How well loose words read, beside a whole sentence."""
MOST_TEXTS = 2000
"""So many texts say well enough where the middle is, and which are typical."""
SPARE = 3
"""More are looked at than are shown: those that may tell who said it come last."""


class Candidates:
    """What can be quoted of the texts of one code.

    Parameters
    ----------
    coded
        ``[segment_id, text, respondent, source]`` of the texts with the code.
    marks
        ``[segment_id, code, start, end]``.
    """

    def __init__(self, database: Database, coded: "pd.DataFrame", marks: "pd.DataFrame", code: str) -> None:
        self._model = text_model(database)
        # Spread over all of them: the first may be alike in their order.
        places = np.unique(np.linspace(0, len(coded) - 1, min(len(coded), MOST_TEXTS)).round().astype(int))
        self._kept = places
        self._coded = coded.iloc[places]
        self._marks: dict[int, list[tuple[int, int]]] = {}
        own = marks[marks["code"] == code]
        for segment, start, end in zip(own["segment_id"], own["start"], own["end"], strict=True):
            self._marks.setdefault(int(segment), []).append((int(start), int(end)))

    def best(self, usable: Sequence[bool], *, n: int) -> list[tuple[Proposal, str | None]]:
        """Return the best candidates, each with its respondent; those with a warning come last.

        Parameters
        ----------
        usable
            Per text whether it can be quoted at all; those that cannot still say where the middle is.
        """
        whole = self._model.embed(list(self._coded["text"]))
        open_ = self._coded[np.asarray(usable, dtype=bool)[self._kept]]
        pieces = [
            (row, start, end) for row, text in enumerate(open_["text"]) for start, end in excerpts(text)
        ]
        if not pieces:
            return []
        texts = [open_["text"].iloc[row][start:end] for row, start, end in pieces]
        vectors = self._model.embed(texts)
        typical = typicality(vectors, whole)
        marked = [
            self._holds_mark(int(open_["segment_id"].iloc[row]), start, end) for row, start, end in pieces
        ]
        reads = np.array([readability(len(text)) * (1 if is_sentence(text) else LOOSE) for text in texts])
        scores = typical * reads + MARKED * np.array(marked, dtype=float)
        sources = [open_["source"].iloc[row] for row, _start, _end in pieces]
        chosen = pick(vectors, scores, sources, n=n + SPARE)
        respondents = [open_["respondent"].iloc[pieces[place][0]] for place in chosen]
        warned = warnings_of([texts[place] for place in chosen], respondents)
        found = []
        for place, respondent, warnings in zip(chosen, respondents, warned, strict=True):
            row, start, end = pieces[place]
            text = open_["text"].iloc[row]
            proposal = Proposal(
                segment_id=int(open_["segment_id"].iloc[row]),
                start=start,
                end=end,
                text=text,
                shown=shown(text, start, end),
                typicality=float(typical[place]),
                marked=marked[place],
                background=None,
                warnings=warnings,
            )
            found.append((proposal, respondent))
        return sorted(found, key=lambda item: bool(item[0].warnings))[:n]

    def _holds_mark(self, segment_id: int, start: int, end: int) -> bool:
        return any(start <= first and last <= end for first, last in self._marks.get(segment_id, ()))
