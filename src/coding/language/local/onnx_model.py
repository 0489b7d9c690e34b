"""A sentence model as an ONNX graph, run with onnxruntime: as good as with torch, without torch."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from coding.errors import CodingError
from coding.i18n import _
from coding.language.local.folder import CONFIG, TOKENIZER, ModelFolder, read_json
from coding.language.local.pooling import pool, pooling_of
from coding.language.workers import cores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 512  # pieces of a text that are read: memory grows with the square, and passages are shorter
MOST_ROWS, MOST_PIECES = 64, 4_096  # of one batch, what fills up rows included
WHOLE_TEXT = "sentence_embedding"  # the output of a graph that does its own pooling
_INPUTS = ("input_ids", "attention_mask", "token_type_ids", "position_ids")


class Named(Protocol):
    """What onnxruntime tells of an input or output."""

    name: str
    type: str
    shape: Sequence[Any]


class Session(Protocol):
    """What is used of onnxruntime's session."""

    def get_inputs(self) -> Sequence[Named]:
        """Return what the graph takes."""
        ...

    def get_outputs(self) -> Sequence[Named]:
        """Return what the graph gives."""
        ...

    def run(self, output_names: Sequence[str], input_feed: dict[str, Any]) -> Sequence[Any]:
        """Run the graph."""
        ...


class Tokenizer(Protocol):
    """What is used of a tokenizer."""

    def encode_batch(self, input: list[str]) -> Sequence[Any]:
        """Return per text an object with the numbers of its pieces: ``ids``."""
        ...


class OnnxEncoder:
    """Runs a graph on texts of about one length at a time.

    Parameters
    ----------
    folder
        The model.
    session, tokenizer
        Read from the folder when left out.

    Raises
    ------
    CodingError
        When the graph takes or gives something other than a model of texts does.
    """

    def __init__(
        self, folder: ModelFolder, *, session: Session | None = None, tokenizer: Tokenizer | None = None
    ) -> None:
        self._tokenizer = tokenizer or _read_tokenizer(folder)
        self._session = session or _read_graph(folder)
        self._filler = filler(folder)
        self._takes = {given.name: given.type for given in self._session.get_inputs()}
        self._gives = _output(folder, self._takes, self._session.get_outputs())
        self._ways = [] if self._gives == WHOLE_TEXT else pooling_of(folder)

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row per text; zeros for a text without pieces."""
        import numpy as np

        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        rows: dict[int, NDArray[np.float32]] = {}
        for batch in batches([len(pieces) for pieces in ids]):
            found = self._run([ids[place] for place in batch])
            rows.update(zip(batch, found, strict=True))
        dimensions = len(next(iter(rows.values()))) if rows else 1
        nothing = np.zeros(dimensions, dtype=np.float32)
        return np.array([rows.get(place, nothing) for place in range(len(ids))], dtype=np.float32)

    def _run(self, ids: Sequence[Sequence[int]]) -> "NDArray[np.float32]":
        import numpy as np

        longest = max(map(len, ids))
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in ids], dtype=np.int64)
        numbers = np.array([[*row, *[self._filler] * (longest - len(row))] for row in ids], dtype=np.int64)
        given = {
            "input_ids": numbers,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
            "position_ids": np.tile(np.arange(longest, dtype=np.int64), (len(ids), 1)),
        }
        feed = {
            name: given[name].astype(np.int32 if "int32" in kind else np.int64)
            for name, kind in self._takes.items()
        }
        [found] = self._session.run([self._gives], feed)
        found = np.asarray(found, dtype=np.float32)
        return found if found.ndim == 2 else pool(found, mask, self._ways)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Divide texts into batches of about one length, long ones first; texts without pieces are left out.

    Long ones first, so that a machine with too little memory says so at once.

    Examples
    --------
    >>> list(batches([3, 0, 8_000, 4]))
    [[2], [3, 0]]
    """
    batch: list[int] = []
    longest = 0
    for place in sorted(range(len(lengths)), key=lambda place: (-lengths[place], place)):
        if not lengths[place]:
            continue
        if batch and (len(batch) == MOST_ROWS or (len(batch) + 1) * longest > MOST_PIECES):
            yield batch
            batch = []
        longest = longest if batch else lengths[place]
        batch.append(place)
    if batch:
        yield batch


def longest_text(folder: ModelFolder) -> int:
    """Return how many pieces of a text the model reads at most."""
    said = (
        read_json(folder.path / "sentence_bert_config.json").get("max_seq_length"),
        read_json(folder.path / "tokenizer_config.json").get("model_max_length"),
        read_json(folder.path / CONFIG).get("max_position_embeddings"),
    )
    # a tokenizer without a limit says 10 to the 30th
    return min([LONGEST, *(int(most) for most in said if isinstance(most, int | float) and most > 0)])


def filler(folder: ModelFolder) -> int:
    """Return the number that fills up short rows: some models count positions by it."""
    padding = read_json(folder.path / TOKENIZER).get("padding")
    said = (padding if isinstance(padding, dict) else {}).get("pad_id")
    if said is None:
        said = read_json(folder.path / CONFIG).get("pad_token_id")
    return int(said) if isinstance(said, int) else 0


def _output(folder: ModelFolder, takes: dict[str, str], gives: Sequence[Named]) -> str:
    """Return which output to read: vectors of texts, else vectors of pieces."""
    names = [given.name for given in gives if given.name == WHOLE_TEXT]
    names += [given.name for given in gives if len(given.shape) == 3]
    if not names or "input_ids" not in takes or not set(takes) <= set(_INPUTS):
        raise CodingError(
            _(
                "{file} is geen model dat van een tekst een plaats maakt: het neemt {takes} en geeft {gives}."
            ).format(
                file=folder.path / folder.graph,
                takes=", ".join(takes),
                gives=", ".join(given.name for given in gives),
            )
        )
    return names[0]


def _read_tokenizer(folder: ModelFolder) -> Tokenizer:
    import tokenizers

    read = tokenizers.Tokenizer.from_file(str(folder.path / TOKENIZER))
    read.no_padding()
    read.enable_truncation(longest_text(folder))
    tokenizer: Tokenizer = read
    return tokenizer


def _read_graph(folder: ModelFolder) -> Session:
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # on Windows it would tell the system's own log
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = cores()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others work here too
    options.log_severity_level = 3  # errors only
    session: Session = onnxruntime.InferenceSession(
        str(folder.path / folder.graph), options, providers=["CPUExecutionProvider"]
    )
    return session
