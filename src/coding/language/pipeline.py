"""Loading the Dutch pipeline."""

from functools import cache
from typing import TYPE_CHECKING, Any

from coding.i18n import _
from coding.language.choice import BUILT_IN, BUILT_IN_FOLDER, choose, not_usable

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage

LONGEST_TEXT = 20_000_000
JOINED_WORDS = r"(?<=[^\W\d_])[/+&](?=[^\W\d_])"  # werkdruk/caseload: two words
NOT_STORED = ("parser", "senter", "sentencizer", "dutch_sentence_starts", "ner")
"""Components whose work no analysis keeps."""


def load(model: str | None = None) -> "SpacyLanguage":
    """Load the Dutch pipeline: the one named, else an installed ``nl_core_news_*``, else the built-in one.

    Of several installed ones the largest is taken. Nothing is ever downloaded. Tags, parse and entities are
    the model's own; lemmas of a Dutch model always come from the dictionaries here, by its tags.

    Parameters
    ----------
    model
        ``"ingebouwd"``, an installed package or a folder; ``None`` chooses.

    Raises
    ------
    CodingError
        When the model cannot be loaded, or gives no parts of speech or no lemmas.
    """
    chosen = choose(model).model
    nlp = _read(chosen)
    if nlp.lang == "nl":
        _split_joined_words(nlp)
        _own_lemmas(nlp)
    if any(not (token.pos_ and token.lemma_) for token in nlp("De wachttijd is lang.")):
        raise not_usable(chosen, _("het geeft geen woordsoorten of grondvormen"))
    nlp.max_length = max(nlp.max_length, LONGEST_TEXT)
    return nlp


def load_for_analysis(model: str) -> "SpacyLanguage":
    """Return a pipeline with only those components at work whose outcome is stored.

    The built-in one is loaded once per process: whoever gets it leaves it as it is.
    """
    return _built_in_for_analysis() if model == BUILT_IN else _without_rest(load(model))


@cache
def _built_in_for_analysis() -> "SpacyLanguage":
    return _without_rest(load(BUILT_IN))


def _without_rest(nlp: "SpacyLanguage") -> "SpacyLanguage":
    for name in NOT_STORED:
        if name in nlp.pipe_names:
            nlp.disable_pipe(name)
    return nlp


def _read(model: str) -> "SpacyLanguage":
    import spacy

    if model == BUILT_IN:
        from coding.language import features  # noqa: F401 - tells spaCy of the layer that this pipeline has

        return spacy.load(BUILT_IN_FOLDER)
    try:
        return spacy.load(model)
    except Exception as error:  # whatever a package of another version or make may bring about
        raise not_usable(model, str(error).splitlines()[0]) from error


def _split_joined_words(nlp: "SpacyLanguage") -> None:
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer  # spaCy declares it as a mere callable
    infixes = [*(nlp.Defaults.infixes or []), JOINED_WORDS]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _own_lemmas(nlp: "SpacyLanguage") -> None:
    """Put the dictionaries in the place of whatever gives lemmas in this model."""
    from coding.language import _component

    for name in nlp.component_names:
        if "token.lemma" in nlp.get_pipe_meta(name).assigns:
            nlp.remove_pipe(name)
    nlp.add_pipe(_component.NAME)
