"""The built-in tagger's first layer: a word as features of its spelling and of what a lexicon says of it.

Import this module before loading the built-in pipeline: spaCy finds the layer by its registered name.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, concatenate
from thinc.model import deserialize_attr, serialize_attr
from thinc.types import Floats2d, Ints1d

from coding.language import sentences  # noqa: F401 - the pipeline with this layer holds that component too
from coding.language.lexicon import TRAINED, UNKNOWN, Lexicon

COLUMNS = ("word", "prefix", "suffix2", "suffix3", "suffix4", "shape", "kinds", "capitals")
REMEMBERED = 50_000  # words; typos are endless, memory is not
NOTHING = 0
LAYER = "word_features"
FORGET_WORD, FORGET_LEXICON = 0.1, 0.05  # shares of words in training, so that the other features are learned

_DIGIT = re.compile(r"\d")


class WordReader:
    """Turns words into features, each word once.

    Parameters
    ----------
    lexicon
        What is known about words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._known: dict[str, tuple[list[int], int]] = {}
        vectors = lexicon.vectors.astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        self._scales = (1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)

    def read(self, words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        """Return the features of words.

        Returns
        -------
        ids
            n × the number of :data:`COLUMNS`, uint64; 0 where a feature is missing.
        vectors
            n × d, rows of length 1; zeros for a word without one.
        """
        found = [self._features(word) for word in words]
        ids = np.array([ids for ids, _row in found], dtype=np.uint64).reshape(len(words), len(COLUMNS))
        rows = np.array([row for _ids, row in found], dtype=np.int64)
        vectors = self.lexicon.vectors[rows] * self._scales[rows]
        vectors[rows == UNKNOWN] = 0
        return ids, vectors

    def _features(self, form: str) -> tuple[list[int], int]:
        known = self._known.get(form)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[form] = self._find(form)
        return known

    def _find(self, form: str) -> tuple[list[int], int]:
        if form.isspace():
            form = "\n" if "\n" in form else " "
        word = plain(form)
        entry = self.lexicon.look_up(word)
        known = word if entry.kinds & TRAINED else ""
        spelling = (known, word[:3], word[-2:], word[-3:], word[-4:], shape(form))
        kinds = 1 + (entry.kinds & ~TRAINED) + (TRAINED if entry.part else 0)
        return [*map(get_string_id, spelling), kinds, 1 + entry.capitals], entry.row


def plain(form: str) -> str:
    """Return a form in lower case with zeros for digits and straight apostrophes."""
    return _DIGIT.sub("0", form.lower().replace("’", "'"))


def shape(form: str) -> str:
    """Return the form with ``X``, ``x`` and ``d`` for letters and digits; three of the same are enough.

    Examples
    --------
    >>> shape("Amsterdam"), shape("GGZ"), shape("2024-11"), shape("cjg's")
    ('Xxxx', 'XXX', 'ddd-dd', "xxx'x")
    """
    kept: list[str] = []
    for character in form:
        if character.isalpha():
            sign = "X" if character.isupper() else "x"
        else:
            sign = "d" if character.isdigit() else character
        if kept[-3:] != [sign] * 3:
            kept.append(sign)
    return "".join(kept)


def word_features(
    width: int, sizes: list[int], rows: list[int], vector_width: int
) -> Model[list[Doc], list[Floats2d]]:
    """Build the layer that turns each word of a document into one vector, whatever stands around it.

    Parameters
    ----------
    width
        Length of the outcome.
    sizes, rows
        Per column of :data:`COLUMNS`: length of the vectors of its values, and rows of its table.
    vector_width
        Length of the lexicon's vectors.
    """
    columns = enumerate(zip(sizes, rows, strict=True))
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, count, column=column, seed=column, dropout=0.0) for column, (size, count) in columns
    ]
    mix: Model[Any, Any] = Maxout(width, sum(sizes) + vector_width, nP=3, dropout=0.0, normalize=True)
    return Model(
        LAYER,
        _forward,
        init=_initialise,
        layers=[concatenate(*tables), mix],
        dims={"nO": width},
        attrs={"reader": WordReader(Lexicon())},
    )


registry.architectures.register("coding.WordFeatures.v1", func=word_features)


def _initialise(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: ARG001 - thinc's names
    for layer in model.layers:
        layer.initialize()


def _forward(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    """Work out each different word of the batch once: its neighbours play no part yet."""
    embed, mix = model.layers
    forms = np.concatenate([doc.to_array("ORTH") for doc in docs])
    different, places = np.unique(forms, return_inverse=True)
    strings = docs[0].vocab.strings
    ids, vectors = model.attrs["reader"].read([strings[form] for form in different])
    if is_train:
        _forget(ids, vectors)
    spelled, learn_spelling = embed(ids, is_train)
    mixed, learn_mix = mix(np.hstack([spelled, vectors]), is_train)

    def learn(gradients: list[Floats2d]) -> list[Doc]:
        summed: Any = np.zeros_like(mixed)
        model.ops.scatter_add(summed, cast(Ints1d, places.astype(np.int32)), model.ops.flatten(gradients))
        learn_spelling(learn_mix(summed)[:, : spelled.shape[1]])
        return docs

    return model.ops.unflatten(mixed[places], cast(Ints1d, [len(doc) for doc in docs])), learn


def _forget(ids: NDArray[np.uint64], vectors: NDArray[np.float32]) -> None:
    chance = np.random.rand(2, len(ids))  # thinc's seed sets this generator too
    ids[chance[0] < FORGET_WORD, COLUMNS.index("word")] = NOTHING
    forgotten = chance[1] < FORGET_LEXICON
    ids[forgotten, COLUMNS.index("kinds") :] = NOTHING
    vectors[forgotten] = 0


@serialize_attr.register(WordReader)
def _pack(_default: WordReader, value: WordReader, name: str, model: Model[Any, Any]) -> bytes:  # noqa: ARG001
    return value.lexicon.to_bytes()


@deserialize_attr.register(WordReader)
def _unpack(_default: WordReader, value: bytes, name: str, model: Model[Any, Any]) -> WordReader:  # noqa: ARG001
    return WordReader(Lexicon.from_bytes(value))
