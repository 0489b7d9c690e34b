"""Which text model a project uses, and what happens when that one is gone."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select
from tests.builders import add_answers
from tests.language.folders import onnx_folder, static_folder

from coding.errors import CodingError
from coding.language import text_model, word_vectors
from coding.language.local import choice
from coding.language.local import model as local
from coding.language.text import describe_vectors, format_info
from coding.project import Project
from coding.store.schema import Analysis


class Lengths:
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture(autouse=True)
def _readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model can be read, as if its library were installed."""
    monkeypatch.setattr(local, "_read", lambda folder: Lengths())
    monkeypatch.setattr(choice, "missing", lambda kind: [])


def n_kept(project: Project) -> int:
    with project.database.read() as connection:
        return connection.scalar(select(func.count()).where(Analysis.pipeline.startswith("vectors:"))) or 0


def test_without_a_choice_they_are_the_vectors_of_the_program(project: Project) -> None:
    info = project.language.vectors.info()
    assert (info.name, info.folder, info.problem) == (word_vectors().name, "", "")
    assert text_model(project.database) is word_vectors()
    assert describe_vectors(info) == f"Woordvectoren: {word_vectors().name}, meegeleverd."


def test_a_folder_is_chosen_and_given_up(project: Project, tmp_path: Path) -> None:
    folder = static_folder(tmp_path / "model")
    info = project.language.vectors.use(folder, prefix="query: ")
    assert info.name.startswith("model2vec-")
    assert (info.folder, info.prefix, info.problem) == (str(folder), "query: ", "")
    assert f"{info.name}, uit {folder}; voor elke tekst komt “query: ”." in describe_vectors(info)
    with Project(project.database.url.render_as_string(hide_password=False)) as again:
        model = text_model(again.database)
        assert model.name == info.name
        assert model.embed(["ab"]).shape == (1, 2)
    assert project.language.vectors.use(None).name == word_vectors().name
    assert text_model(project.database) is word_vectors()
    assert "text_vectors" not in project.settings()


def test_what_cannot_be_used_changes_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.language.vectors.use(static_folder(tmp_path / "model"))
    before = project.settings()
    with pytest.raises(CodingError, match="geen map"):
        project.language.vectors.use(tmp_path / "weg")

    class Broken:
        def encode(self, texts: Sequence[str]) -> np.ndarray:
            raise ValueError("kapot")

    monkeypatch.setattr(local, "_read", lambda folder: Broken())
    with pytest.raises(CodingError, match="kapot"):
        project.language.vectors.use(onnx_folder(tmp_path / "other"))
    assert project.settings() == before


def test_a_folder_that_is_gone_is_told_and_the_program_goes_on(project: Project, tmp_path: Path) -> None:
    folder = static_folder(tmp_path / "model")
    chosen = project.language.vectors.use(folder)
    folder.rename(tmp_path / "elsewhere")
    info = project.language.vectors.info()
    assert info.name == word_vectors().name
    assert info.folder == str(folder)
    assert info.problem == f"Er is op deze machine geen map {folder}."
    assert text_model(project.database) is word_vectors()
    (tmp_path / "elsewhere").rename(folder)
    assert project.language.vectors.info() == chosen


def test_another_model_in_the_folder_is_told_and_used_only_when_chosen(
    project: Project, tmp_path: Path
) -> None:
    folder = static_folder(tmp_path / "model")
    first = project.language.vectors.use(folder)
    with (folder / "config.json").open("a") as config:
        config.write(" ")
    info = project.language.vectors.info()
    assert "ander model" in info.problem
    assert text_model(project.database) is word_vectors()
    second = project.language.vectors.use(folder)
    assert (second.problem, second.name != first.name) == ("", True)
    assert text_model(project.database).name == second.name


def test_the_same_files_at_another_moment_are_the_same_model(project: Project, tmp_path: Path) -> None:
    folder = static_folder(tmp_path / "model")
    chosen = project.language.vectors.use(folder)
    shutil.copytree(folder, tmp_path / "copy")
    shutil.rmtree(folder)
    (tmp_path / "copy").rename(folder)
    os.utime(folder / "config.json", (1, 1))
    assert project.language.vectors.info() == chosen


def test_a_folder_that_was_not_touched_is_not_read(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = project.language.vectors.use(static_folder(tmp_path / "model"))
    monkeypatch.setattr(choice, "name_of", lambda folder, prefix: pytest.fail("it was read"))
    assert project.language.vectors.info() == chosen


def test_a_missing_library_is_told_and_the_program_goes_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.language.vectors.use(onnx_folder(tmp_path / "model"))
    monkeypatch.setattr(choice, "missing", lambda kind: ["onnxruntime"])
    info = project.language.vectors.info()
    assert info.problem.endswith("(onnx) te lezen ontbreekt hier een bibliotheek.")
    assert "pip install" in info.advice
    assert "pip install" in format_info(project.language.info, info)
    assert text_model(project.database) is word_vectors()


def test_what_a_slow_model_made_is_kept_until_another_is_chosen(project: Project, tmp_path: Path) -> None:
    add_answers(project, "7", ["te laat", "te duur"])
    project.language.vectors.use(onnx_folder(tmp_path / "slow"))
    text_model(project.database).embed(["te laat", "te duur"])
    assert n_kept(project) == 2
    project.language.vectors.use(tmp_path / "slow")  # once more, unchanged
    assert n_kept(project) == 2
    project.language.vectors.use(static_folder(tmp_path / "fast"))
    assert n_kept(project) == 0
    text_model(project.database).embed(["te laat", "te duur"])
    assert n_kept(project) == 0  # reading it back would take as long


@pytest.mark.parametrize("project", ["sqlite"], indirect=True)  # slow, and the same on either
def test_groups_and_suggestions_are_made_with_it_and_say_so(project: Project, tmp_path: Path) -> None:
    add_answers(project, "7", [f"de bus is te {word} {n}" for n in range(20) for word in ("laat", "duur")])
    info = project.language.vectors.use(onnx_folder(tmp_path / "model"))
    assert project.clusters.cluster("7", n_clusters=2).settings["vectors"] == info.name
    (tmp_path / "model").rename(tmp_path / "weg")
    assert project.clusters.cluster("7", n_clusters=2).settings["vectors"] == word_vectors().name
