"""From texts and lemmas to groups on a map; no database here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.clusters.embedding import DIMENSIONS, WEIGHT, by_neighbours, embed
from coding.clusters.layout import lay_flat, spread
from coding.clusters.partition import choose_number, method_for
from coding.clusters.topics import Topic, as_one, find_topics
from coding.errors import CodingError
from coding.i18n import _, ngettext
from coding.placeholders import without_placeholders

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from coding.language import TextModel

STEPS = 4
CORNER = (-1.0, -1.0)  # of the map, for texts without content


@dataclass(frozen=True)
class Grouping:
    """Groups, largest first, and per text its group, its place on the map and how typical it is.

    Texts without any content word ("-", "nvt") are one group of their own, the last.
    """

    labels: list[str]
    words: list[list[tuple[str, float]]]
    numbers: list[int]
    places: "NDArray[float64]"
    typicality: "NDArray[float64]"
    settings: dict[str, int | float | str | bool]


@dataclass(frozen=True)
class _Text:
    """A text that occurs at one or more rows."""

    rows: list[int]
    text: str
    words: list[str]


def _different(texts: Sequence[str], lemmas: Sequence[Sequence[str]]) -> list[_Text]:
    """Take identical texts together, whatever their capitals and the white space around them."""
    found: dict[str, _Text] = {}
    for row, (text, words) in enumerate(zip(texts, lemmas, strict=True)):
        key = without_placeholders(text).lower().strip()
        joined = [as_one(word) for word in words]
        found.setdefault(key, _Text([], key, joined)).rows.append(row)
    return list(found.values())


def group(
    texts: Sequence[str],
    lemmas: Sequence[Sequence[str]],
    *,
    model: "TextModel | None" = None,
    shown: Mapping[str, str] | None = None,
    n_clusters: int | None = None,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Grouping:
    """Group texts by what they say.

    Parameters
    ----------
    texts, lemmas
        The texts and, per text, its content lemmas.
    model
        What gives texts a vector beside their words; ``None``: words alone.
    shown
        Per lemma the word to show for it; left out: the lemma itself.
    n_clusters
        How many groups in all; ``None`` chooses.
    seed
        Fixes the outcome.
    progress
        Called with (done, total) steps.

    Raises
    ------
    CodingError
        When ``n_clusters`` is more than there are different texts, or less than the groups there must be.
    """

    def step(done: int) -> None:
        if progress:
            progress(done, STEPS)

    different = _different(texts, lemmas)
    telling = [text for text in different if text.words]
    silent = [row for text in different if not text.words for row in text.rows]
    words = [text.words for text in telling]
    points = embed([text.text for text in telling], words, model=model, seed=seed)
    moved = by_neighbours(points, seed=seed)
    step(1)
    number = _number_of_groups(moved, n_clusters, extra=bool(silent), seed=seed)
    step(2)
    topics = find_topics(moved, words, n_groups=number, seed=seed)
    topics.sort(key=lambda topic: (-sum(len(telling[row].rows) for row in topic.rows), topic.rows))
    step(3)
    outcome = _Outcome(len(texts))
    outcome.place(telling, topics, points, lay_flat(moved, seed=seed))
    if silent:
        outcome.place_silent(silent, number=len(topics))
    step(4)
    topics = [topic.in_words(shown or {}) for topic in topics]
    return Grouping(
        labels=[topic.label for topic in topics] + ([_("zonder inhoud")] if silent else []),
        words=[topic.words for topic in topics] + ([[]] if silent else []),
        numbers=outcome.numbers,
        places=outcome.places,
        typicality=outcome.typicality,
        settings={
            "n_clusters": len(topics) + bool(silent),
            "chosen": n_clusters is None,
            "seed": seed,
            "method": method_for(len(telling)),
            "embedding": "lemmas+char_wb(3-5)+svd+neighbours",
            "dimensions": DIMENSIONS,
            "vectors": model.name if model else "",
            "vectors_weight": WEIGHT if model else 0.0,
            "without_content": len(silent),
        },
    )


def _number_of_groups(points: "NDArray[float64]", wanted: int | None, *, extra: bool, seed: int) -> int:
    """Return how many groups to make of the texts with content (``extra``: there is one more beside them)."""
    import numpy as np

    most = len(np.unique(points, axis=0))
    if wanted is None:
        return choose_number(points, seed=seed)
    fewest = min(most, 1)
    if not fewest <= wanted - extra <= most:
        if fewest == most:
            raise CodingError(
                _("Deze teksten zijn alleen in {n} te verdelen: verder staat er overal hetzelfde.").format(
                    n=ngettext("{n} groep", "{n} groepen", most + extra).format(n=most + extra)
                )
            )
        raise CodingError(
            _("{wanted} groepen kan hier niet: kies een getal van {fewest} tot en met {most}.").format(
                wanted=wanted, fewest=fewest + extra, most=most + extra
            )
        )
    return wanted - extra


class _Outcome:
    """What is known of every row, filled in group by group."""

    def __init__(self, n_rows: int) -> None:
        import numpy as np

        self.numbers = [0] * n_rows
        self.places = np.zeros((n_rows, 2))
        self.typicality = np.zeros(n_rows)

    def place(
        self,
        texts: Sequence[_Text],
        topics: Sequence[Topic],
        points: "NDArray[float64]",
        flat: "NDArray[float64]",
    ) -> None:
        """Note of every text with content its group, its place, and how near it is to its group's middle."""
        import numpy as np

        for number, topic in enumerate(topics):
            weights = np.array([len(texts[row].rows) for row in topic.rows])
            middle = weights @ points[topic.rows]
            middle = middle / (np.linalg.norm(middle) or 1.0)
            for row in topic.rows:
                copies = texts[row].rows
                for copy in copies:
                    self.numbers[copy] = number
                self.typicality[copies] = min(1.0, max(0.0, float(points[row] @ middle)))
                self.places[copies] = spread(float(flat[row, 0]), float(flat[row, 1]), len(copies))

    def place_silent(self, rows: list[int], *, number: int) -> None:
        """Put the texts without content together, in a corner of the map."""
        for row in rows:
            self.numbers[row] = number
        self.places[rows] = spread(*CORNER, len(rows))
