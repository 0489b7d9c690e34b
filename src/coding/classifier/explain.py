"""Which words of a text led a classifier to a code; no database here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scipy.sparse import csr_matrix

from coding.classifier.features import Texts
from coding.classifier.model import FittedClassifier
from coding.classifier.terms import pieces_of

MOST_WORDS = 3
SHARE = 0.25  # of the weight of the heaviest word, from which a word is worth telling


class Explainer:
    """Tells which words of a text led to a code.

    The classifier is linear: its score is a sum over the terms in a text. What a term adds is divided over
    the words of the text that hold it. What the place of the whole text among others adds (its vector)
    belongs to no word and is left out.

    Parameters
    ----------
    fitted
        The classifier.
    """

    def __init__(self, fitted: FittedClassifier) -> None:
        self._features = replace(fitted.features, model=None)
        self._terms = fitted.features.terms
        self._weights = fitted.weights[: len(self._terms)]
        self._columns = {fitted.codes[place]: column for column, place in enumerate(fitted.learned)}

    def words(
        self, texts: Sequence[Sequence[tuple[str, str]]], codes: Sequence[Sequence[str]]
    ) -> list[dict[str, list[str]]]:
        """Return for each text, for each of its codes, the words that led to it, heaviest first.

        Many texts together take little more time than one.

        Parameters
        ----------
        texts
            Of each text (form, lemma) per word, in order.
        codes
            The codes to explain of each text; one that was not learned gets no words.
        """
        forms = [" ".join(form for form, _lemma in words) for words in texts]
        found = self._features.points(
            Texts(forms, [[lemma for _form, lemma in words] for words in texts])
        ).sparse
        return [
            {code: self._led_to(code, row, holders) for code in wanted}
            for row, holders, wanted in zip(found, map(_holders, texts), codes, strict=True)
        ]

    def _led_to(
        self, code: str, found: csr_matrix, holders: Mapping[tuple[str, str], Sequence[str]]
    ) -> list[str]:
        if code not in self._columns:
            return []
        weights: dict[str, float] = defaultdict(float)
        added = found.data * self._weights[found.indices, self._columns[code]]
        for place, value in zip(found.indices.tolist(), added.tolist(), strict=True):
            held_by = holders.get(self._terms[place], ())
            for form in held_by:
                weights[form] += value / len(held_by)
        return _heaviest(weights)


def _holders(words: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], list[str]]:
    """Return for each term (its kind and itself) the different words of the text that hold it."""
    holders: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    lemmas = ["_".join(lemma.split()) for _form, lemma in words]
    for place, (form, _lemma) in enumerate(words):
        holders["words", lemmas[place]][form] = None
        if place + 1 < len(words):
            pair = f"{lemmas[place]} {lemmas[place + 1]}"
            holders["words", pair] |= {form: None, words[place + 1][0]: None}
        for piece in pieces_of(form.lower()):
            holders["pieces", piece][form] = None
    return {term: list(forms) for term, forms in holders.items()}


def _heaviest(weights: Mapping[str, float]) -> list[str]:
    top = max(weights.values(), default=0.0)
    ordered = sorted((word for word in weights if len(word) > 2), key=lambda word: (-weights[word], word))
    return [word for word in ordered if top > 0 and weights[word] >= SHARE * top][:MOST_WORDS]
