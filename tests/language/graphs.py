"""A graph that looks words up, written byte by byte: the library ``onnx`` would be 30 MB for one file."""

from pathlib import Path

from tests.language.folders import PLACES, onnx_folder

FLOAT, INT64 = 1, 7  # types of arrays, in the numbers of the format


def number(field: int, value: int) -> bytes:
    """One number of a message, in the encoding of protocol buffers."""
    return varint(field << 3) + varint(value)


def part(field: int, content: bytes | str) -> bytes:
    """One text, or one message inside another."""
    written = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(written)) + written


def varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def array(name: str, kind: int, *shape: int | str) -> bytes:
    """What the graph takes or gives: a name, a type, and sizes that are known or named."""
    sizes = b"".join(part(1, number(1, size) if isinstance(size, int) else part(2, size)) for size in shape)
    return part(1, name) + part(2, part(1, number(1, kind) + part(2, sizes)))


def lookup_folder(folder: Path) -> Path:
    """A folder with a graph of one step: the place of each word."""
    onnx_folder(folder)
    table = number(1, PLACES.shape[0]) + number(1, PLACES.shape[1]) + number(2, FLOAT)
    table += part(8, "places") + part(9, PLACES.astype("<f4").tobytes())
    step = part(1, "places") + part(1, "input_ids") + part(2, "last_hidden_state") + part(4, "Gather")
    graph = part(1, step) + part(2, "lookup") + part(5, table)
    graph += part(11, array("input_ids", INT64, "batch", "length"))
    graph += part(11, array("attention_mask", INT64, "batch", "length"))
    graph += part(12, array("last_hidden_state", FLOAT, "batch", "length", 2))
    model = number(1, 8) + part(7, graph) + part(8, part(1, "") + number(2, 17))
    (folder / "onnx" / "model.onnx").write_bytes(model)
    return folder
