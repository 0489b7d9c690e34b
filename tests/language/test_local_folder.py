"""What a folder is taken for, and what is refused."""

from pathlib import Path

import pytest
from tests.language.folders import (
    PLACES,
    onnx_folder,
    sentence_folder,
    static_folder,
    tokenizer_json,
    write_json,
    write_safetensors,
)

from coding.errors import CodingError
from coding.language.local.folder import default_prefix, recognise


def test_a_model_of_model2vec_is_known_by_its_table(tmp_path: Path) -> None:
    found = recognise(static_folder(tmp_path))
    assert (found.kind, found.files) == ("model2vec", ("config.json", "model.safetensors", "tokenizer.json"))


def test_a_table_that_sentence_transformers_trained_is_read_the_same_way(tmp_path: Path) -> None:
    part = tmp_path / "0_StaticEmbedding"
    write_safetensors(part / "model.safetensors", {"embedding.weight": PLACES})
    write_json(part / "tokenizer.json", tokenizer_json())
    write_json(tmp_path / "config_sentence_transformers.json", {})
    modules = [{"path": "0_StaticEmbedding", "type": "sentence_transformers.models.StaticEmbedding"}]
    write_json(tmp_path / "modules.json", modules)
    found = recognise(tmp_path)
    assert found.kind == "model2vec"
    assert "0_StaticEmbedding/model.safetensors" in found.files


@pytest.mark.parametrize("graph", ["model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx"])
def test_a_graph_with_a_tokenizer_is_onnx(tmp_path: Path, graph: str) -> None:
    found = recognise(onnx_folder(tmp_path, graph=graph))
    assert (found.kind, found.graph) == ("onnx", graph)
    assert set(found.files) == {graph, "tokenizer.json", "config.json"}


def test_the_usual_graph_goes_before_others_and_weights_beside_it_count(tmp_path: Path) -> None:
    onnx_folder(tmp_path)
    (tmp_path / "onnx" / "model_O4.onnx").write_bytes(b"another")
    (tmp_path / "onnx" / "model.onnx_data").write_bytes(b"weights")
    found = recognise(tmp_path)
    assert found.graph == "onnx/model.onnx"
    assert "onnx/model.onnx_data" in found.files
    assert "onnx/model_O4.onnx" not in found.files


def test_two_unusual_graphs_are_a_question(tmp_path: Path) -> None:
    onnx_folder(tmp_path, graph="een.onnx")
    (tmp_path / "twee.onnx").write_bytes(b"another")
    with pytest.raises(CodingError, match=r"een\.onnx, twee\.onnx"):
        recognise(tmp_path)


def test_sentence_transformers_with_everything_that_has_a_say(tmp_path: Path) -> None:
    sentence_folder(tmp_path)
    (tmp_path / "README.md").write_text("a card")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.json").write_text("{}")
    found = recognise(tmp_path)
    assert found.kind == "sentence-transformers"
    assert set(found.files) == {
        "1_Pooling/config.json",
        "config.json",
        "model.safetensors",
        "modules.json",
        "tokenizer.json",
    }


def test_a_folder_in_both_forms_is_onnx_unless_a_step_is_missing_in_the_graph(tmp_path: Path) -> None:
    both = onnx_folder(sentence_folder(tmp_path / "both"))
    assert recognise(both).kind == "onnx"
    assert "1_Pooling/config.json" in recognise(both).files
    dense = onnx_folder(sentence_folder(tmp_path / "dense", last="Dense"))
    assert recognise(dense).kind == "sentence-transformers"


@pytest.mark.parametrize("weights", ["pytorch_model.bin", "model.pt", "model.ckpt"])
def test_weights_that_run_as_a_program_are_refused(tmp_path: Path, weights: str) -> None:
    with pytest.raises(CodingError, match=f"{weights}.*pickle"):
        recognise(sentence_folder(tmp_path, weights=weights))


def test_a_pickle_in_one_step_is_refused_and_beside_safe_weights_ignored(tmp_path: Path) -> None:
    model = sentence_folder(tmp_path, last="Dense")
    (model / "pytorch_model.bin").write_bytes(b"pickle")
    assert "pytorch_model.bin" not in recognise(model).files
    (model / "2_Dense").mkdir()
    (model / "2_Dense" / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(CodingError, match=r"2_Dense/pytorch_model\.bin"):
        recognise(model)


def test_what_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="geen map"):
        recognise(tmp_path / "weg")
    (tmp_path / "brief.txt").write_text("geen model")
    with pytest.raises(CodingError, match="geen map"):
        recognise(tmp_path / "brief.txt")
    with pytest.raises(CodingError, match=r"geen model dat dit programma kent.*model\.onnx"):
        recognise(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, (5).to_bytes(8, "little") + b"{{{{{"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    (static_folder(tmp_path) / "model.safetensors").write_bytes(content)
    with pytest.raises(CodingError, match=r"model\.safetensors is beschadigd"):
        recognise(tmp_path)


def test_words_in_front_as_the_folder_says(tmp_path: Path) -> None:
    assert default_prefix(tmp_path) == ""
    prompts = {"query": "query: ", "passage": "passage: "}
    write_json(tmp_path / "config_sentence_transformers.json", {"prompts": prompts})
    assert default_prefix(tmp_path) == ""
    told = {"prompts": prompts, "default_prompt_name": "passage"}
    write_json(tmp_path / "config_sentence_transformers.json", told)
    assert default_prefix(tmp_path) == "passage: "
