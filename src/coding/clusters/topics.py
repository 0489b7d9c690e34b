"""BERTopic behind one function: points and lemmas in, groups with their words out."""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coding.clusters.partition import Partition

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

N_WORDS = 10
LABEL_WORDS = 3


@dataclass(frozen=True)
class Topic:
    """A group: the rows in it and its words with their weight, heaviest first."""

    rows: list[int]
    words: list[tuple[str, float]]

    @property
    def label(self) -> str:
        """The heaviest words, as a name."""
        return ", ".join(word for word, _weight in self.words[:LABEL_WORDS])

    def in_words(self, shown: Mapping[str, str]) -> "Topic":
        """Return the same group with words that people used in place of lemmas.

        Parameters
        ----------
        shown
            Per lemma the word to show; a lemma that is not there is shown itself.
        """
        words = {as_one(lemma): word for lemma, word in shown.items()}
        return replace(self, words=[(words.get(word, word), weight) for word, weight in self.words])


def as_one(lemma: str) -> str:
    """Tie a lemma with a space in it (some models give those) together, or it would count as two."""
    return lemma.replace(" ", "_")


def _bertopic(n_groups: int, seed: int) -> Any:
    """Build BERTopic without its defaults: no download, no UMAP, no English."""
    with warnings.catch_warnings():  # importing it mutes warnings for the whole process
        from bertopic import BERTopic
        from bertopic.backend import BaseEmbedder
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        language="dutch",  # anything but English, or it drops every letter outside a-z
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=Partition(n_groups, seed),
        vectorizer_model=CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True),
        top_n_words=3 * N_WORDS,  # more than shown: those of one text only are dropped below
        calculate_probabilities=False,
    )


def find_topics(
    points: "NDArray[float64]", lemmas: Sequence[Sequence[str]], *, n_groups: int, seed: int
) -> list[Topic]:
    """Group points and name each group by the lemmas that set it apart (class-based TF-IDF).

    Parameters
    ----------
    points
        One row per text; not written to.
    lemmas
        The content lemmas per text, in the same order; every text has at least one.
    n_groups
        How many groups; at most the number of different points.
    seed
        Fixes the outcome.

    Returns
    -------
    list[Topic]
        Largest first; every row is in exactly one.
    """
    if not lemmas:
        return []
    if n_groups == 1:  # BERTopic needs two to compare
        return [Topic(list(range(len(lemmas))), _most_frequent(lemmas))]
    documents = [" ".join(words) for words in lemmas]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own deprecations; nothing a user could act upon
        model = _bertopic(n_groups, seed)
        assigned, _probabilities = model.fit_transform(documents, embeddings=points.copy())
    rows_of: dict[int, list[int]] = {}
    for row, number in enumerate(assigned):
        rows_of.setdefault(int(number), []).append(row)
    topics = [
        Topic(rows, _words(model.get_topic(number), [lemmas[row] for row in rows]))
        for number, rows in rows_of.items()
    ]
    return sorted(topics, key=lambda topic: (-len(topic.rows), topic.rows))


def _words(weighed: Sequence[tuple[str, float]], lemmas: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    """Keep the heaviest words that more than one text of the group has, if there are any."""
    texts_with = Counter(word for words in lemmas for word in set(words))
    words = [(str(word), float(weight)) for word, weight in weighed if texts_with[word]]
    shared = [pair for pair in words if texts_with[pair[0]] > 1]
    kept = shared if len(shared) >= LABEL_WORDS else words
    return sorted(kept, key=lambda pair: (-round(pair[1], 9), -texts_with[pair[0]], pair[0]))[:N_WORDS]


def _most_frequent(lemmas: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
    counts = Counter(word for words in lemmas for word in set(words))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(word, count / len(lemmas)) for word, count in ranked[:N_WORDS]]
