"""A table of vectors per piece of word, read with model2vec; fast, and small enough for any machine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding.language.local.folder import ModelFolder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class StaticEncoder:
    """Adds up the vectors of a text's pieces.

    Parameters
    ----------
    folder
        The model; it is there, so that the library looks nowhere else.
    """

    def __init__(self, folder: ModelFolder) -> None:
        from model2vec import StaticModel

        self._model = StaticModel.from_pretrained(folder.path, force_download=False)

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row per text."""
        import numpy as np

        rows = self._model.encode(list(texts), show_progress_bar=False, use_multiprocessing=False)
        return np.asarray(rows, dtype=np.float32)
