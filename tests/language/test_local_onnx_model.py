"""What a graph is given, and what is made of what it gives; the graph here is a table of words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.language.folders import PLACES, WORDS, onnx_folder, write_json

from coding.errors import CodingError
from coding.language.local import onnx_model
from coding.language.local.folder import ModelFolder, recognise
from coding.language.local.onnx_model import OnnxEncoder, batches, filler, longest_text


def told(name: str, dimensions: int = 2, kind: str = "tensor(int64)") -> SimpleNamespace:
    return SimpleNamespace(name=name, type=kind, shape=["batch"] * dimensions)


@dataclass
class TableSession:
    """Looks pieces up in a table, and keeps what it was given."""

    inputs: Sequence[Any] = (told("input_ids"), told("attention_mask"))
    outputs: Sequence[Any] = (told("last_hidden_state", 3), told("pooler_output", 2))
    given: list[dict[str, np.ndarray]] = field(default_factory=list)

    def get_inputs(self) -> Sequence[Any]:
        return self.inputs

    def get_outputs(self) -> Sequence[Any]:
        return self.outputs

    def run(self, output_names: Sequence[str], input_feed: dict[str, Any]) -> list[np.ndarray]:
        self.given.append(input_feed)
        found = PLACES[input_feed["input_ids"]]
        return [found.sum(axis=1) if output_names == ["sentence_embedding"] else found]


class WordTokenizer:
    def encode_batch(self, input: list[str]) -> list[SimpleNamespace]:
        return [SimpleNamespace(ids=[WORDS.index(word) for word in text.split()]) for text in input]


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    return recognise(onnx_folder(tmp_path))


def encoder(folder: ModelFolder, session: TableSession) -> OnnxEncoder:
    return OnnxEncoder(folder, session=session, tokenizer=WordTokenizer())


def test_the_mean_of_the_pieces_whatever_fills_up_the_row(folder: ModelFolder) -> None:
    session = TableSession()
    rows = encoder(folder, session).encode(["park", "wachttijd lang lang", ""])
    # the number that fills up stands for [9, 9]: it must not count
    np.testing.assert_allclose(rows, [[0, 2], [2 / 3, 0], [0, 0]], rtol=1e-6)
    [given] = session.given
    assert set(given) == {"input_ids", "attention_mask"}
    assert given["input_ids"].tolist() == [[2, 4, 4], [5, 1, 1]]  # 1: what config.json says to fill up with
    assert given["attention_mask"].tolist() == [[1, 1, 1], [1, 0, 0]]


def test_the_folder_may_ask_for_the_first_piece(folder: ModelFolder) -> None:
    write_json(folder.path / "1_Pooling" / "config.json", {"pooling_mode_cls_token": True})
    assert encoder(folder, TableSession()).encode(["park lang"]).tolist() == [[0, 2]]


def test_a_graph_that_pools_itself_is_taken_at_its_word(folder: ModelFolder) -> None:
    session = TableSession(outputs=(told("token_embeddings", 3), told("sentence_embedding", 2)))
    assert encoder(folder, session).encode(["park lang"]).tolist() == [[0.5, 2]]


def test_a_graph_gets_what_it_asks_for_in_its_own_type(folder: ModelFolder) -> None:
    names = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
    session = TableSession(inputs=[told(name, kind="tensor(int32)") for name in names])
    encoder(folder, session).encode(["park lang"])
    [given] = session.given
    assert {name: array.tolist() for name, array in given.items()} == {
        "input_ids": [[5, 4]],
        "attention_mask": [[1, 1]],
        "token_type_ids": [[0, 0]],
        "position_ids": [[0, 1]],
    }
    assert {array.dtype for array in given.values()} == {np.dtype(np.int32)}


@pytest.mark.parametrize(
    "session",
    [
        TableSession(inputs=(told("pixel_values", 4),)),
        TableSession(inputs=(told("input_ids"), told("past_key_values", 4))),
        TableSession(outputs=(told("logits", 2),)),
    ],
)
def test_a_graph_of_something_else_is_refused(folder: ModelFolder, session: TableSession) -> None:
    with pytest.raises(CodingError, match="geen model dat van een tekst een plaats maakt"):
        encoder(folder, session)


def test_batches_are_bounded_and_hold_every_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_model, "MOST_ROWS", 3)
    monkeypatch.setattr(onnx_model, "MOST_PIECES", 20)
    lengths = [1, 9, 0, 9, 9, 50, 2, 1, 1, 3]
    found = list(batches(lengths))
    assert sorted(place for batch in found for place in batch) == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    for batch in found:
        longest = max(lengths[place] for place in batch)
        assert len(batch) == 1 or (len(batch) <= 3 and len(batch) * longest <= 20)
    assert found[0] == [5]


@pytest.mark.parametrize(
    ("files", "longest"),
    [
        ({}, 64),  # what config.json of the folder says
        ({"tokenizer_config.json": {"model_max_length": 32}}, 32),
        ({"tokenizer_config.json": {"model_max_length": 10**30}}, 64),
        ({"sentence_bert_config.json": {"max_seq_length": 16}}, 16),
        ({"sentence_bert_config.json": {"max_seq_length": None}}, 64),
        ({"config.json": {}}, 512),
        ({"config.json": {"max_position_embeddings": 8192}}, 512),
    ],
)
def test_the_longest_text(folder: ModelFolder, files: dict[str, object], longest: int) -> None:
    for name, content in files.items():
        write_json(folder.path / name, content)
    assert longest_text(folder) == longest


def test_what_fills_up_as_the_tokenizer_says_before_the_model(folder: ModelFolder) -> None:
    assert filler(folder) == 1
    write_json(folder.path / "tokenizer.json", {"padding": {"pad_id": 3}})
    assert filler(folder) == 3
    write_json(folder.path / "tokenizer.json", {"padding": None})
    write_json(folder.path / "config.json", {})
    assert filler(folder) == 0
