"""A model in a folder as what gives texts their places; the encoders here are counts of letters."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.language.folders import onnx_folder, static_folder

from coding.errors import CodingError
from coding.language import TextModel, embed
from coding.language.local import model as local
from coding.language.local.folder import recognise
from coding.language.local.model import LocalModel, local_model


class Letters:
    """How many a's and b's a text holds."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked.append(list(texts))
        return np.array([[text.count("a"), text.count("b")] for text in texts], dtype=np.float64)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return static_folder(tmp_path / "model")


def model(folder: Path, encoder: Letters, prefix: str = "") -> LocalModel:
    return LocalModel(recognise(folder), name="letters-1", prefix=prefix, encoder=encoder)


def test_rows_of_length_one_and_zeros_without_words(folder: Path) -> None:
    made: TextModel = model(folder, Letters())
    rows = embed(["aaab bb", "", " \n", "b", "xyz", "[PERSOON-1]"], model=made)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, [[2**-0.5] * 2, [0, 0], [0, 0], [0, 1], [0, 0], [0, 0]], rtol=1e-6)


def test_without_texts_the_row_is_as_long_as_ever(folder: Path) -> None:
    assert model(folder, Letters()).embed([]).shape == (0, 2)
    assert model(folder, Letters()).embed(["", ""]).shape == (2, 2)


def test_a_text_is_asked_once_without_placeholders_with_the_words_in_front(folder: Path) -> None:
    encoder = Letters()
    rows = model(folder, encoder, "query: ").embed(["ab  [PERSOON-1]\nab", "b", "ab ab"])
    assert encoder.asked[-1] == ["query: ab ab", "query: b"]
    assert rows[0].tolist() == rows[2].tolist()


def test_many_texts_go_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "CHUNK", 3)
    encoder = Letters()
    rows = model(folder, encoder).embed(["a" * (1 + number) for number in range(8)])
    assert [len(texts) for texts in encoder.asked[1:]] == [3, 3, 2]
    assert rows.tolist() == [[1, 0]] * 8


def test_what_is_no_number_says_nothing(folder: Path) -> None:
    class Broken(Letters):
        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.array([[np.nan, np.inf] for _text in texts])

    assert model(folder, Broken()).embed(["a"]).tolist() == [[0, 0]]


def test_a_model_that_does_not_work_is_a_sentence(folder: Path) -> None:
    class Failing(Letters):
        def encode(self, texts: Sequence[str]) -> np.ndarray:
            raise RuntimeError("index 7 is out of bounds.\nmore of it")

    with pytest.raises(CodingError, match=r"index 7 is out of bounds\. Kopieer") as told:
        model(folder, Failing()).embed(["a"])
    assert str(folder) in str(told.value)
    assert "more of it" not in str(told.value)


def test_a_missing_library_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.language.local.libraries.find_spec", lambda name: None)
    missing = LocalModel(recognise(onnx_folder(tmp_path)), name="onnx-1")
    with pytest.raises(CodingError, match=r"(?s)pip install .*onnxruntime.*tokenizers.*--no-index"):
        missing.embed(["a"])


def test_the_same_model_is_read_once_and_another_takes_its_place(tmp_path: Path) -> None:
    one = recognise(static_folder(tmp_path / "one"))
    two = recognise(static_folder(tmp_path / "two"))
    first = local_model(one, name="m-1", prefix="")
    assert local_model(one, name="m-1", prefix="") is first
    assert local_model(one, name="m-2", prefix="") is not first  # its files changed
    assert local_model(two, name="m-1", prefix="") is not first
