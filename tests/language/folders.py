"""Small model folders for tests: the files there are, not always the numbers in them."""

import json
from pathlib import Path

import numpy as np

TYPES = {"float32": "F32", "float16": "F16"}


def write_safetensors(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write arrays as the format prescribes: length of the header, header, bytes."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    content = b""
    for name, array in arrays.items():
        offsets = [len(content), len(content) + array.nbytes]
        header[name] = {"dtype": TYPES[str(array.dtype)], "shape": list(array.shape), "data_offsets": offsets}
        content += array.tobytes()
    written = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(written).to_bytes(8, "little") + written + content)


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


WORDS = ["[PAD]", "[UNK]", "wachttijd", "wachtrij", "lang", "park"]
PLACES = np.array([[9, 9], [9, 9], [1, 0], [1, 0.2], [0.5, 0], [0, 2]], dtype=np.float32)


def tokenizer_json() -> dict[str, object]:
    """A tokenizer of whole words, as the library tokenizers writes one."""
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: place for place, word in enumerate(WORDS)},
            "unk_token": "[UNK]",
        },
    }


def static_folder(folder: Path) -> Path:
    """A model of model2vec with six words and two dimensions."""
    write_safetensors(folder / "model.safetensors", {"embeddings": PLACES})
    write_json(folder / "tokenizer.json", tokenizer_json())
    write_json(folder / "config.json", {"model_type": "model2vec", "normalize": True})
    modules = [{"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"}]
    write_json(folder / "modules.json", modules)
    return folder


def onnx_folder(folder: Path, *, graph: str = "onnx/model.onnx") -> Path:
    """What stands in a folder with a graph; the graph itself is no graph."""
    (folder / graph).parent.mkdir(parents=True, exist_ok=True)
    (folder / graph).write_bytes(b"a graph")
    write_json(folder / "tokenizer.json", tokenizer_json())
    write_json(folder / "config.json", {"max_position_embeddings": 64, "pad_token_id": 1})
    return folder


def sentence_folder(folder: Path, *, weights: str = "model.safetensors", last: str = "Normalize") -> Path:
    """What stands in a folder of sentence-transformers; the weights are no model."""
    steps = [("Transformer", ""), ("Pooling", "1_Pooling"), (last, f"2_{last}")]
    write_json(
        folder / "modules.json",
        [
            {"idx": idx, "name": str(idx), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for idx, (kind, path) in enumerate(steps)
        ],
    )
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_cls_token": True})
    write_json(folder / "config.json", {"model_type": "bert"})
    write_json(folder / "tokenizer.json", tokenizer_json())
    if weights.endswith(".safetensors"):
        write_safetensors(folder / weights, {"layer.weight": PLACES})
    else:
        (folder / weights).write_bytes(b"\x80\x04pickle")
    return folder
