"""From pieces to texts, by value."""

from pathlib import Path

import numpy as np
import pytest
from tests.language.folders import onnx_folder, sentence_folder, write_json

from coding.errors import CodingError
from coding.language.local.folder import recognise
from coding.language.local.pooling import pool, pooling_of, ways_in

PIECES = np.array([[[1, 8], [3, 2], [100, 100]], [[2, 0], [4, 2], [6, 7]]], dtype=np.float32)
MASK = np.array([[1, 1, 0], [1, 1, 1]])


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("mean", [[2, 5], [4, 3]]),
        ("cls", [[1, 8], [2, 0]]),
        ("max", [[3, 8], [6, 7]]),
        ("lasttoken", [[3, 2], [6, 7]]),
        ("mean_sqrt_len_tokens", [[4 / 2**0.5, 10 / 2**0.5], [12 / 3**0.5, 9 / 3**0.5]]),
        ("weightedmean", [[7 / 3, 12 / 3], [28 / 6, 25 / 6]]),  # the last word weighs most
    ],
)
def test_one_row_per_text_without_what_fills_up(way: str, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(pool(PIECES, MASK, [way]), expected, rtol=1e-6)


def test_filling_up_in_front_is_left_out_too() -> None:
    mask = np.array([[0, 1, 1]])
    row = PIECES[:1]
    assert pool(row, mask, ["cls"]).tolist() == [[3, 2]]
    assert pool(row, mask, ["lasttoken"]).tolist() == [[100, 100]]
    assert pool(row, mask, ["mean"]).tolist() == [[51.5, 51]]


def test_several_ways_stand_side_by_side() -> None:
    assert pool(PIECES, MASK, ["cls", "max"]).tolist() == [[1, 8, 3, 8], [2, 0, 6, 7]]


@pytest.mark.parametrize(
    ("config", "ways"),
    [
        ({}, ["mean"]),
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, ["cls"]),
        ({"pooling_mode_max_tokens": True, "pooling_mode_mean_tokens": True}, ["max", "mean"]),
        ({"pooling_mode": "lasttoken"}, ["lasttoken"]),
        ({"pooling_mode": ["cls", "mean"]}, ["cls", "mean"]),
    ],
)
def test_what_a_configuration_asks_for(config: dict[str, object], ways: list[str]) -> None:
    assert ways_in(config) == ways


def test_the_folder_says_which_way(tmp_path: Path) -> None:
    assert pooling_of(recognise(onnx_folder(tmp_path / "bare"))) == ["mean"]
    folder = onnx_folder(sentence_folder(tmp_path / "told"))
    assert pooling_of(recognise(folder)) == ["cls"]
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode": "iets_nieuws"})
    with pytest.raises(CodingError, match="iets_nieuws"):
        pooling_of(recognise(folder))
