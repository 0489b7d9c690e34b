"""The libraries that read a model, never with a network, and how to get them."""

import os
import sys
from importlib.util import find_spec

from coding.errors import CodingError
from coding.i18n import _
from coding.language.choice import install_command
from coding.language.local.folder import ONNX, SENTENCES, STATIC, ModelFolder

NEEDED = {
    STATIC: {"model2vec": "model2vec>=0.10,<1"},
    ONNX: {"onnxruntime": "onnxruntime>=1.30,<2", "tokenizers": "tokenizers>=0.22,<1"},
    SENTENCES: {"sentence_transformers": "sentence-transformers>=5,<7"},
}
"""Per kind of model what is imported, and what to install for it (as the extra ``embed`` says it)."""
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")


def missing(kind: str) -> list[str]:
    """Return what to install before a model of this kind can be read."""
    return [wanted for module, wanted in NEEDED[kind].items() if find_spec(module) is None]


def not_installed(folder: ModelFolder) -> CodingError:
    """Return the error for a model whose library is not here: a sentence, then lines on what to do."""
    # Not `coding[embed]`: pip would bring torch along, which another library asks for (docs/decisions.md).
    wanted = " ".join(f'"{requirement}"' for requirement in missing(folder.kind))
    return CodingError(
        _(
            "Om het model in {folder} ({kind}) te lezen ontbreekt hier een bibliotheek.\n"
            "Met internet:  {install} {wanted}\n"
            "Zonder internet: haal op een andere computer de bestanden op met pip download {wanted}, neem ze "
            "mee, en geef in die map:\n{install} --no-index --find-links . {wanted}"
        ).format(folder=folder.path, kind=folder.kind, install=install_command(), wanted=wanted)
    )


def stay_offline() -> None:
    """See to it that no library asks a hub for anything, nor tells it anything; before they are imported."""
    for name in _OFFLINE:
        os.environ[name] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None:  # imported before by another library: it read the environment then
        constants.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]  # a module is no typed object
