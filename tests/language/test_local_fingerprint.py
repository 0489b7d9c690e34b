"""The name of a model follows its files, and a large folder is read once."""

import hashlib
import os
from pathlib import Path

import pytest
from tests.language.folders import onnx_folder, static_folder

from coding.language.local import fingerprint
from coding.language.local.fingerprint import look_of, name_of
from coding.language.local.folder import recognise


def test_the_hash_of_a_file_is_that_of_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "_AT_ONCE", 3)
    (tmp_path / "file").write_bytes(b"1234567")
    assert fingerprint.hash_of_file(tmp_path / "file") == hashlib.sha256(b"1234567").hexdigest()


@pytest.mark.parametrize("changed", ["model.safetensors", "tokenizer.json", "config.json"])
def test_another_file_is_another_name(tmp_path: Path, changed: str) -> None:
    static_folder(tmp_path)
    before = name_of(recognise(tmp_path), "")
    assert before.startswith("model2vec-")
    path = tmp_path / changed
    path.write_bytes(path.read_bytes() + b" ")
    assert name_of(recognise(tmp_path), "") != before


def test_the_words_in_front_are_part_of_the_name_and_the_place_is_not(tmp_path: Path) -> None:
    one, two = static_folder(tmp_path / "one"), static_folder(tmp_path / "two")
    (two / "README.md").write_text("no say")
    assert name_of(recognise(one), "") == name_of(recognise(two), "")
    assert name_of(recognise(one), "query: ") != name_of(recognise(one), "")


def test_nothing_is_read_again_as_long_as_size_and_moment_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = recognise(onnx_folder(tmp_path))
    read: list[str] = []
    true = fingerprint.hash_of_file
    monkeypatch.setattr(fingerprint, "hash_of_file", lambda path: read.append(path.name) or true(path))
    before = look_of(folder)
    first = name_of(folder, "")
    assert sorted(read) == ["config.json", "model.onnx", "tokenizer.json"]
    assert name_of(folder, "") == first
    assert len(read) == 3
    os.utime(tmp_path / "config.json", (1, 1))
    assert look_of(folder) != before
    assert name_of(folder, "") == first  # as it was, but that had to be looked at
    assert len(read) == 6
