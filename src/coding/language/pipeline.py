"""Which Dutch pipeline is used, and why."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding.errors import CodingError
from coding.i18n import _

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage

INSTALLABLE = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
BUILT_IN = "ingebouwd"
REVISION = 3
"""Raised with every change here or in the word lists that gives other tokens, lemmas or content words."""
LONGEST_TEXT = 20_000_000
_SOURCE = "coding_source"  # key in the pipeline's meta data: setting, installed or built-in


@dataclass(frozen=True)
class PipelineInfo:
    """A pipeline in words.

    Attributes
    ----------
    name
        Model, version and revision of what was built around it; stored with every analysis.
    reason
        Why this one, as a sentence.
    advice
        How to get a better one, as a sentence; empty when there is nothing to gain.
    """

    name: str
    reason: str
    advice: str


def _installed() -> str | None:
    from spacy.util import is_package

    return next((name for name in INSTALLABLE if is_package(name)), None)


def _load_named(name: str) -> "SpacyLanguage":
    import spacy

    try:
        nlp = spacy.load(name, exclude=["ner"])
    except (OSError, ValueError, ImportError) as error:
        raise CodingError(
            _(
                "Het taalmodel {name} uit de instellingen is niet te laden ({reason}). "
                "Installeer het, of haal de instelling language_model weg."
            ).format(name=name, reason=str(error).splitlines()[0])
        ) from error
    if "parser" in nlp.pipe_names and "senter" in nlp.disabled:  # sentence ends without a parse, much faster
        nlp.disable_pipe("parser")
        nlp.enable_pipe("senter")
    return nlp


def _built_in() -> "SpacyLanguage":
    import spacy
    from spacy.about import __version__
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("nl", meta={"name": BUILT_IN, "version": __version__})
    infixes = [
        *(nlp.Defaults.infixes or []),
        r"(?<=[^\W\d_])[/+&](?=[^\W\d_])",
    ]  # werkdruk/caseload: two words
    tokenizer: Any = nlp.tokenizer  # spaCy declares it as a mere callable
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe("sentencizer")
    return nlp


def _assigns_lemmas(nlp: "SpacyLanguage") -> bool:
    return any("token.lemma" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names)


def load(model: str | None = None) -> "SpacyLanguage":
    """Load the Dutch pipeline: the one named, else an installed ``nl_core_news_*``, else the built-in one.

    Of several installed ones the largest is taken. Nothing is ever downloaded. A pipeline that gives no
    lemmas gets the built-in dictionary for them.

    Raises
    ------
    CodingError
        When ``model`` is named and cannot be loaded.
    """
    installed = None if model else _installed()
    if model or installed:
        nlp = _load_named(str(model or installed))
        nlp.meta[_SOURCE] = "setting" if model else "installed"
    else:
        nlp = _built_in()
        nlp.meta[_SOURCE] = "built-in"
    if not _assigns_lemmas(nlp):
        from coding.language import _component

        nlp.add_pipe(_component.NAME)
    nlp.max_length = max(nlp.max_length, LONGEST_TEXT)
    return nlp


def _name(nlp: "SpacyLanguage") -> str:
    model = nlp.meta["name"]
    prefix = "" if str(model).startswith("nl_") else "nl_"
    return f"{prefix}{model}-{nlp.meta['version']}+r{REVISION}"


def describe(nlp: "SpacyLanguage") -> PipelineInfo:
    """Tell which pipeline this is, why it was chosen, and how to get a better one."""
    source = nlp.meta.get(_SOURCE, "setting")
    model = nlp.meta["name"] if Path(str(nlp.meta["name"])).name == nlp.meta["name"] else str(nlp.path)
    advice = _(
        "Een groter Nederlands taalmodel herkent meer woordvormen. Installeer het in de omgeving van dit "
        "programma met `python -m spacy download nl_core_news_lg`; daarna wordt het vanzelf gebruikt."
    )
    if source == "built-in":
        reason = _("Het ingebouwde Nederlandse woordenboek, omdat er geen taalmodel is geïnstalleerd.")
        return PipelineInfo(_name(nlp), reason, advice)
    if source == "installed":
        reason = _("Het geïnstalleerde taalmodel nl_{model}, het grootste dat er is.").format(model=model)
        return PipelineInfo(_name(nlp), reason, "" if str(model).endswith("_lg") else advice)
    return PipelineInfo(_name(nlp), _("Het taalmodel {model} uit de instellingen.").format(model=model), "")
