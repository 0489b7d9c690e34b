"""What a slow model made is kept in the project, and asked only once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select
from tests.builders import add_answers
from tests.language.folders import static_folder

from coding.language.local import kept
from coding.language.local.folder import recognise
from coding.language.local.kept import KIND, KeptVectors, forget
from coding.language.local.model import LocalModel
from coding.project import Project
from coding.store.schema import Analysis

TEXTS = ["de bus is te laat", "te duur", "niets", "te duur"]


class Lengths:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), 3, text.count("u")] for text in texts], dtype=np.float32)


@pytest.fixture
def encoder() -> Lengths:
    return Lengths()


@pytest.fixture
def vectors(project: Project, tmp_path: Path, encoder: Lengths) -> KeptVectors:
    add_answers(project, "7", TEXTS)
    folder = recognise(static_folder(tmp_path / "model"))
    return KeptVectors(project.database, LocalModel(folder, name="lengths-1", encoder=encoder))


def n_kept(project: Project, name: str = "lengths-1") -> int:
    with project.database.read() as connection:
        return connection.scalar(select(func.count()).where(Analysis.pipeline == KIND + name)) or 0


def test_a_text_is_asked_once_and_comes_back_the_same(
    project: Project, vectors: KeptVectors, encoder: Lengths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "CHUNK", 2)
    first = vectors.embed(TEXTS)
    exact = np.array([[17, 3, 1], [7, 3, 2], [5, 3, 0], [7, 3, 2]])
    np.testing.assert_allclose(first, exact / np.linalg.norm(exact, axis=1, keepdims=True), atol=5e-4)
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), 1, rtol=1e-6)
    assert n_kept(project) == 3
    asked = len(encoder.asked)
    again = vectors.embed([*reversed(TEXTS)])
    assert len(encoder.asked) == asked
    assert np.array_equal(again, first[::-1])


def test_a_text_of_no_project_is_not_kept(project: Project, vectors: KeptVectors, encoder: Lengths) -> None:
    elsewhere = vectors.embed(["een brief van iemand anders"])
    assert elsewhere.shape == (1, 3)
    assert n_kept(project) == 0


def test_no_texts_and_texts_without_words(vectors: KeptVectors) -> None:
    assert vectors.embed([]).shape == (0, 3)
    assert vectors.embed([" "]).tolist() == [[0, 0, 0]]


def test_what_is_kept_of_a_model_can_be_dropped(project: Project, vectors: KeptVectors) -> None:
    vectors.embed(TEXTS)
    with project.database.write() as connection:
        forget(connection, "other-1")
    assert n_kept(project) == 3
    with project.database.write() as connection:
        forget(connection, "lengths-1")
    assert n_kept(project) == 0


def test_what_is_kept_is_no_analysis_of_words(project: Project, vectors: KeptVectors) -> None:
    """A project that never noted its pipeline goes by its analyses: vectors are none."""
    vectors.embed(TEXTS)
    assert project.language.info.name.startswith("nl_")
    assert project.language.analyse() == 3
