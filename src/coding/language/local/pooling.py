"""From a vector per piece of word to one vector per text, as the folder of a model says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coding.errors import CodingError
from coding.i18n import _
from coding.language.local.folder import CONFIG, ModelFolder, modules, read_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEAN = "mean"
_FLAGS = {  # how older folders say it
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": MEAN,
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}
KNOWN = tuple(_FLAGS.values())


def pooling_of(folder: ModelFolder) -> list[str]:
    """Return how the vectors of a text's pieces become one; several ways are put side by side.

    Raises
    ------
    CodingError
        When the folder asks for a way that is not known here.
    """
    parts = [part for kind, part in modules(folder.path) if kind == "Pooling"] or ["1_Pooling"]
    ways = ways_in(read_json(folder.path / parts[0] / CONFIG))
    unknown = [way for way in ways if way not in KNOWN]
    if unknown:
        raise CodingError(
            _(
                "Het model in {folder} vat woorden samen op een manier die dit programma niet kent: {ways}."
            ).format(folder=folder.path, ways=", ".join(unknown))
        )
    return ways


def ways_in(config: dict[str, Any]) -> list[str]:
    """Return the ways of pooling that a configuration asks for; the mean where it asks for none.

    Examples
    --------
    >>> ways_in({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False})
    ['cls']
    """
    said = config.get("pooling_mode")
    if said:
        return [said] if isinstance(said, str) else [str(way) for way in said]
    return [way for flag, way in _FLAGS.items() if config.get(flag)] or [MEAN]


def pool(
    pieces: "NDArray[np.float32]", mask: "NDArray[np.int64]", ways: Sequence[str]
) -> "NDArray[np.float32]":
    """Return one row per text.

    Parameters
    ----------
    pieces
        Texts × pieces × dimensions.
    mask
        Texts × pieces: 1 for a piece of the text, 0 for what only fills up the row.
    ways
        Of ``KNOWN``.
    """
    import numpy as np

    inside = mask[:, :, None].astype(np.float32)
    n = np.maximum(inside.sum(axis=1), 1)
    rows = []
    for way in ways:
        if way == "cls":
            rows.append(pieces[np.arange(len(pieces)), mask.argmax(axis=1)])
        elif way == "lasttoken":
            last = mask.shape[1] - 1 - mask[:, ::-1].argmax(axis=1)
            rows.append(pieces[np.arange(len(pieces)), last])
        elif way == "max":
            rows.append(np.where(inside > 0, pieces, -np.inf).max(axis=1))
        elif way == "weightedmean":
            weights = inside * np.arange(1, mask.shape[1] + 1, dtype=np.float32)[None, :, None]
            rows.append((pieces * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1))
        else:
            rows.append((pieces * inside).sum(axis=1) / (np.sqrt(n) if way != MEAN else n))
    return np.asarray(np.hstack(rows), dtype=np.float32)
