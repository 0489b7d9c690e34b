"""Which Dutch pipelines there are, which one is used, and why. Nothing heavy is imported here.

A pipeline's name is stored with every analysis, so it must change whenever other tokens, lemmas, tags or
content words could come out. It therefore ends in a hash of everything in this room that has a say in
them; there is no number that somebody has to remember to raise.
"""

import hashlib
import json
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from coding.errors import CodingError
from coding.i18n import _

BUILT_IN = "ingebouwd"
INSTALLABLE = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")  # the largest first
ROOM = Path(__file__).parent
BUILT_IN_FOLDER = ROOM / "nl_pipeline"

_NO_SAY = frozenset(
    [
        "__init__.py",
        "__pycache__",
        "choice.py",
        "local",
        "nl_vectors",
        "sentences.py",
        "settled.py",
        "shown.py",
        "slips.py",
        "store.py",
        "text.py",
        "training",
        "variants.py",
        "vectors.py",
        "vocabulary.py",
        "worker.py",
        "workers.py",
    ]
)
"""What is in this room without a say in tokens, lemmas, tags and content words; all else has one."""
_TEXT = frozenset({".cfg", ".json", ".py", ".txt"})  # a checkout may have given these other line ends
_LIBRARIES = ("simplemma", "spacy", "spacy-lookups-data")  # whose tables and rules are in the outcome


@dataclass(frozen=True)
class PipelineInfo:
    """A pipeline in words.

    Attributes
    ----------
    name
        Model, version, and a hash of what was built around it; stored with every analysis.
    model
        What `load` takes to get this one: ``"ingebouwd"``, a package or a folder; empty when it is gone.
    reason
        Why this one, as a sentence.
    advice
        How to get a better one; empty when there is nothing to gain.
    """

    name: str
    model: str
    reason: str
    advice: str = ""


def installed() -> list[str]:
    """Return the Dutch models of spaCy that are installed, the largest first."""
    return [name for name in INSTALLABLE if _version(name) is not None]


def choose(model: str | None = None) -> PipelineInfo:
    """Choose a pipeline: the one named, else the largest installed ``nl_core_news_*``, else the built-in one.

    Parameters
    ----------
    model
        ``"ingebouwd"``, an installed package or a folder; ``None`` chooses.

    Raises
    ------
    CodingError
        When ``model`` is named and is not there.
    """
    if model == BUILT_IN:
        return PipelineInfo(
            _built_in_name(), BUILT_IN, _("Het ingebouwde Nederlandse taalmodel, zo gekozen.")
        )
    if model:
        return PipelineInfo(_name(model), model, _("Het taalmodel {model}, zo gekozen.").format(model=model))
    found = installed()
    if not found:
        reason = _("Het ingebouwde Nederlandse taalmodel, omdat er geen ander is geïnstalleerd.")
        return PipelineInfo(_built_in_name(), BUILT_IN, reason, advice())
    reason = _("Het geïnstalleerde taalmodel {model}, het grootste dat er is.").format(model=found[0])
    return PipelineInfo(_name(found[0]), found[0], reason, "" if found[0] == INSTALLABLE[0] else advice())


def advice() -> str:
    """Return how to install a larger model, with a network and without one."""
    lines = [_("Een groter taalmodel herkent meer woorden; het wordt vanzelf gebruikt zodra het er is.")]
    if find_spec("pip"):
        lines.append(
            _("Met internet:  {command}").format(command=f"{_python()} -m spacy download {INSTALLABLE[0]}")
        )
    wheel = f"{INSTALLABLE[0]}-{_model_version()}-py3-none-any.whl"
    lines.append(
        _(
            "Zonder internet: haal op een andere computer het bestand {wheel} (van de uitgaven van "
            "explosion/spacy-models), neem het mee, en geef:\n{command}"
        ).format(wheel=wheel, command=f"{install_command()} --no-deps ./{wheel}")
    )
    return "\n".join(lines)


def install_command() -> str:
    """Return the command that installs a package where this program runs."""
    if find_spec("pip"):
        return f"{_python()} -m pip install"
    if which("uv"):  # which makes environments without pip
        return f"uv pip install --python {_python()}"
    return f"pip --python {_python()} install"


def _python() -> str:
    """Return this Python as the shell of this machine takes it, so that it can be pasted."""
    return subprocess.list2cmdline([sys.executable]) if os.name == "nt" else shlex.quote(sys.executable)


def not_usable(model: str, reason: str) -> CodingError:
    """Return the error for a model that cannot be used."""
    return CodingError(
        _(
            "Het taalmodel {model} is niet te gebruiken: {reason}. Installeer het opnieuw, of kies een ander "
            "met `coding language --use`, bijvoorbeeld `--use ingebouwd`."
        ).format(model=model, reason=reason.rstrip("."))
    )


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _model_version() -> str:
    """Return the version of spaCy's models that belongs to the spaCy installed here (3.8.18: 3.8.0)."""
    major, minor, *_rest = (_version("spacy") or "3.8").split(".")
    return f"{major}.{minor}.0"


def _name(model: str) -> str:
    packaged = _version(model)
    if packaged is not None:
        return f"{model}-{packaged}+{_hash()}"
    return _name_of_folder(Path(model), model)


def _built_in_name() -> str:
    return _name_of_folder(BUILT_IN_FOLDER, BUILT_IN)


def _name_of_folder(folder: Path, model: str) -> str:
    """Return the name of a pipeline in a folder; its description also says how well it does once trained."""
    try:
        described = (folder / "meta.json").read_bytes()
        meta = json.loads(described)
        return f"{meta['lang']}_{meta['name']}-{meta['version']}+{_hash(described)}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise not_usable(model, _("er is geen pakket en geen map met een model van die naam")) from error


@cache
def _hash(more: bytes = b"") -> str:
    """Return eight characters that change with what is in this room and in the libraries it uses."""
    digest = hashlib.sha256(more)
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for file in sorted(ROOM.rglob("*")):
        path = file.relative_to(ROOM)
        if _NO_SAY.intersection(path.parts) or path.suffix == ".md" or path.name == "LICENSE":
            continue
        if file.is_file():
            content = file.read_bytes()
            if path.suffix in _TEXT:
                content = content.replace(b"\r\n", b"\n")
            digest.update(f"{path.as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:8]
