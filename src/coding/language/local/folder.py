"""What kind of model a folder holds, and which of its files have a say. Nothing of it is loaded here.

Weights that run as a program when they are read (pickle: ``.bin``, ``.pt``, …) are never used: a folder with
nothing else is refused.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coding.errors import CodingError, os_reason
from coding.i18n import _

STATIC, ONNX, SENTENCES = "model2vec", "onnx", "sentence-transformers"

MODULES, CONFIG, TOKENIZER, WEIGHTS = "modules.json", "config.json", "tokenizer.json", "model.safetensors"
SENTENCE_CONFIG, STATIC_PART = "config_sentence_transformers.json", "0_StaticEmbedding"
GRAPHS = ("model.onnx", "onnx/model.onnx")
_PICKLED = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"})
_SAY = frozenset({".json", ".jinja", ".model", ".safetensors", ".txt"})  # what sentence-transformers reads
_OTHER_FORMS = frozenset({"onnx", "openvino"})  # the same model once more, in parts of the folder
_LONGEST_HEADER = 100_000_000  # bytes, as the format itself says
_IN_THE_GRAPH = frozenset({"Transformer", "Pooling", "Normalize"})  # what a graph with pooling stands for


@dataclass(frozen=True)
class ModelFolder:
    """A folder with a model.

    Attributes
    ----------
    path
        Where it is.
    kind
        ``"model2vec"``, ``"onnx"`` or ``"sentence-transformers"``.
    files
        The files that have a say in what comes out, as paths within the folder.
    graph
        Of ONNX: the file with the model.
    """

    path: Path
    kind: str
    files: tuple[str, ...]
    graph: str = ""


def recognise(path: Path) -> ModelFolder:
    """Tell what a folder holds.

    A folder that holds a model in two forms is read as model2vec before ONNX before sentence-transformers:
    the one that needs least, whatever is installed here, so that a folder means the same on every machine.

    Raises
    ------
    CodingError
        When it is no folder, or holds no model that can be used.
    """
    try:
        if not path.is_dir():
            raise CodingError(_("Er is op deze machine geen map {folder}.").format(folder=path))
        found = _static(path) or _onnx(path) or _sentences(path)
        if found is None:
            raise _refused(path)
    except OSError as error:
        raise CodingError(
            _("De map {folder} is niet te lezen: {reason}.").format(folder=path, reason=os_reason(error))
        ) from error
    return found


def read_json(path: Path) -> dict[str, Any]:
    """Return what a JSON file says, nothing when it is not there; a sentence when it is no JSON."""
    found = _parsed(path)
    return found if isinstance(found, dict) else {}


def modules(path: Path) -> list[tuple[str, str]]:
    """Return (kind, folder) of each step of a model as sentence-transformers saves it, in order."""
    listed = _parsed(path / MODULES)
    return [
        (str(step.get("type", "")).rpartition(".")[2], str(step.get("path", "")))
        for step in (listed if isinstance(listed, list) else [])
        if isinstance(step, dict)
    ]


def default_prefix(path: Path) -> str:
    """Return the words that a model wants before every text, where its folder says so."""
    config = read_json(path / SENTENCE_CONFIG)
    prompts = config.get("prompts")
    return str((prompts if isinstance(prompts, dict) else {}).get(config.get("default_prompt_name"), ""))


def tensors(path: Path) -> set[str]:
    """Return the names of the arrays in a safetensors file; only its header is read."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 0 < length <= min(_LONGEST_HEADER, path.stat().st_size):
            raise _damaged(path)
        header = file.read(length)
    try:
        return set(json.loads(header)) - {"__metadata__"}
    except ValueError as error:
        raise _damaged(path) from error


def _parsed(path: Path) -> object:
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> CodingError:
    return CodingError(_("{file} is beschadigd. Kopieer de map met het model opnieuw.").format(file=path))


def _static(path: Path) -> ModelFolder | None:
    """Recognise a table of vectors per piece of word, as model2vec or sentence-transformers saves one."""
    layouts = {
        ("", CONFIG): "embeddings",
        ("", SENTENCE_CONFIG): "embedding.weight",
        (f"{STATIC_PART}/", SENTENCE_CONFIG): "embedding.weight",
    }
    for (part, config), table in layouts.items():
        files = (config, part + WEIGHTS, part + TOKENIZER)
        if all((path / name).is_file() for name in files) and table in tensors(path / (part + WEIGHTS)):
            return ModelFolder(path, STATIC, tuple(sorted(files)))
    return None


def _onnx(path: Path) -> ModelFolder | None:
    """Recognise a graph and the tokenizer that goes with it."""
    steps = {kind for kind, _folder in modules(path)}
    graph = _graph(path)
    if not graph or not (path / TOKENIZER).is_file() or not steps <= _IN_THE_GRAPH:
        return None
    beside = Path(graph).parent
    outside = [  # a graph of more than 2 GB keeps its weights in files beside it
        file.relative_to(path).as_posix()
        for file in (path / beside).iterdir()
        if file.name.startswith((f"{Path(graph).name}_data", f"{Path(graph).name}.data"))
    ]
    named = [
        CONFIG,
        TOKENIZER,
        MODULES,
        SENTENCE_CONFIG,
        "tokenizer_config.json",
        "sentence_bert_config.json",
    ]
    pooling = [f"{folder}/{CONFIG}" for kind, folder in modules(path) if kind == "Pooling"]
    there = [name for name in [*named, *(pooling or [f"1_Pooling/{CONFIG}"])] if (path / name).is_file()]
    return ModelFolder(path, ONNX, tuple(sorted({graph, *outside, *there})), graph)


def _graph(path: Path) -> str:
    """Return the graph to use: the one with the usual name, else the only one."""
    for usual in GRAPHS:
        if (path / usual).is_file():
            return usual
    found = sorted(
        file.relative_to(path).as_posix() for folder in (path, path / "onnx") for file in _onnx_in(folder)
    )
    if len(found) > 1:
        raise CodingError(
            _(
                "In {folder} staan meer ONNX-modellen ({names}). Laat er één staan, of noem de goede "
                "model.onnx."
            ).format(folder=path, names=", ".join(found))
        )
    return found[0] if found else ""


def _onnx_in(folder: Path) -> Iterator[Path]:
    return folder.glob("*.onnx") if folder.is_dir() else iter(())


def _sentences(path: Path) -> ModelFolder | None:
    """Recognise a model as sentence-transformers or transformers saves one, with safe weights only."""
    if not (path / MODULES).is_file() and not ((path / CONFIG).is_file() and (path / WEIGHTS).is_file()):
        return None
    if not any(path.rglob("*.safetensors")) or _pickled(path):
        return None
    files = [
        file.relative_to(path).as_posix()
        for file in path.rglob("*")
        if file.is_file()
        and file.suffix in _SAY
        and not any(part.startswith(".") or part in _OTHER_FORMS for part in file.relative_to(path).parts)
    ]
    return ModelFolder(path, SENTENCES, tuple(sorted(files)))


def _pickled(path: Path) -> list[str]:
    """Return the files with weights that have no safe form beside them."""
    return sorted(
        file.relative_to(path).as_posix()
        for file in path.rglob("*")
        if file.suffix in _PICKLED
        and not _OTHER_FORMS.intersection(file.relative_to(path).parts)
        and file.name not in {"training_args.bin", "optimizer.pt", "scheduler.pt"}  # of no use here
        and not any(file.parent.glob("*.safetensors"))
    )


def _refused(path: Path) -> CodingError:
    pickled = _pickled(path)
    if pickled:
        return CodingError(
            _(
                "De gewichten in {folder} ({names}) staan in een vorm (pickle) die bij het lezen een "
                "programma kan uitvoeren; die leest dit programma nooit. Zoek hetzelfde model met een "
                "bestand model.safetensors of model.onnx."
            ).format(folder=path, names=", ".join(pickled))
        )
    return CodingError(
        _(
            "In {folder} staat geen model dat dit programma kent. Het zoekt model.safetensors met "
            "tokenizer.json en config.json (model2vec), model.onnx met tokenizer.json (ONNX), of "
            "modules.json met een model.safetensors (sentence-transformers). Zie docs/embedding.md."
        ).format(folder=path)
    )
