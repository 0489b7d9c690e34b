"""A sentence model with torch, read with sentence-transformers where somebody installed it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding.language.local.folder import ModelFolder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32


class SentenceEncoder:
    """Runs a model of sentence-transformers on the processor.

    Parameters
    ----------
    folder
        The model. Code that comes with it is never run, and weights are read from safetensors only.
    """

    def __init__(self, folder: ModelFolder) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        logging.set_verbosity_error()
        self._model = SentenceTransformer(
            str(folder.path),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row per text."""
        import numpy as np

        # prompt="": what stands before a text was put there already
        rows = self._model.encode(
            list(texts), batch_size=BATCH, prompt="", convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)
