"""A model in a folder as something that gives texts their places."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from coding.errors import CodingError
from coding.i18n import _
from coding.language.local.folder import ONNX, STATIC, ModelFolder
from coding.language.local.libraries import missing, not_installed, stay_offline
from coding.placeholders import without_placeholders

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 1_000  # texts that are on the way at any time, whatever the number of texts
PROBE = "tekst"  # to learn how long a row is


class Encoder(Protocol):
    """What reads one kind of model."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row per text, of whatever length; texts have words."""
        ...


class LocalModel:
    """Gives texts a place by a model on this machine; the model is read when first asked.

    Parameters
    ----------
    folder
        The model.
    name
        Which model this is, its files included; stored with what is made with it.
    prefix
        What the model wants before every text, such as ``"query: "``.
    encoder
        Made from the folder when left out.
    """

    def __init__(
        self, folder: ModelFolder, *, name: str, prefix: str = "", encoder: Encoder | None = None
    ) -> None:
        self.folder, self.name, self.prefix = folder, name, prefix
        self._encoder = encoder
        self._dimensions = 0
        self._reading = Lock()

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of length 1 per text; zeros for a text without words.

        Raises
        ------
        CodingError
            When the model cannot be read or does not work.
        """
        import numpy as np

        bare = [_bare(text) for text in texts]
        different = list(dict.fromkeys(filter(None, bare)))
        found = np.zeros((len(different) + 1, self._length_of_rows()), dtype=np.float32)
        for start in range(0, len(different), CHUNK):
            part = different[start : start + CHUNK]
            found[start : start + len(part)] = self._encode(part)
        places = {text: place for place, text in enumerate(different)}
        return found[[places.get(text, len(different)) for text in bare]]

    def _length_of_rows(self) -> int:
        if not self._dimensions:
            self._dimensions = int(self._encode([PROBE]).shape[1])
        return self._dimensions

    def _encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy as np

        encoder = self._loaded()
        try:
            rows = encoder.encode([self.prefix + text for text in texts])
        except Exception as error:
            raise _not_usable(self.folder, error) from error
        rows = np.where(np.isfinite(rows), rows, 0).astype(np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _loaded(self) -> Encoder:
        with self._reading:
            if self._encoder is None:
                self._encoder = _read(self.folder)
            return self._encoder


@lru_cache(maxsize=1)
def local_model(folder: ModelFolder, *, name: str, prefix: str) -> LocalModel:
    """Return the model in a folder; the same one as long as nothing else is asked for."""
    return LocalModel(folder, name=name, prefix=prefix)


def _bare(text: str) -> str:
    """Return a text without placeholders (they stand for somebody else each time) and spare white space."""
    return " ".join(without_placeholders(text).split())


def _read(folder: ModelFolder) -> Encoder:
    """Read a model, with no network and no code of its own."""
    if missing(folder.kind):
        raise not_installed(folder)
    stay_offline()
    try:
        if folder.kind == STATIC:
            from coding.language.local.static_model import StaticEncoder

            return StaticEncoder(folder)
        if folder.kind == ONNX:
            from coding.language.local.onnx_model import OnnxEncoder

            return OnnxEncoder(folder)
        from coding.language.local.sentence_model import SentenceEncoder

        return SentenceEncoder(folder)
    except CodingError:
        raise
    except Exception as error:  # every library has its own
        raise _not_usable(folder, error) from error


def _not_usable(folder: ModelFolder, error: Exception) -> CodingError:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0][:300]
    return CodingError(
        _(
            "Het model in {folder} ({kind}) werkt niet: {reason}. Kopieer de map opnieuw, of ga terug naar "
            "de meegeleverde woordvectoren (`coding language --vectors ingebouwd`, of op de pagina Beheer)."
        ).format(folder=folder.path, kind=folder.kind, reason=reason.rstrip("."))
    )
