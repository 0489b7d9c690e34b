"""Ways of choosing, and why a text comes before a coder, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from coding.classifier.strategies.model import Reason
from coding.codings.model import Strategy
from coding.i18n import _

NAMED_FROM = 0.1
"""A code less likely than this is not named as something the program doubts about."""


class Why(NamedTuple):
    """Why a text is shown; ``plain`` names no codes, for who must or wants to see no suggestions."""

    text: str
    plain: str


def title_of(strategy: Strategy) -> str:
    """Return what a way of choosing is called, as the title of a queue."""
    return {
        Strategy.ORDER: _("Op volgorde"),
        Strategy.RANDOM: _("Willekeurig"),
        Strategy.REPRESENTATIVES: _("Typische eerst"),
        Strategy.UNCERTAIN: _("Waar het programma over twijfelt"),
        Strategy.DIVERSE: _("Zo verschillend mogelijk"),
        Strategy.DISAGREEMENT: _("Waar modellen het niet eens zijn"),
        Strategy.MIX: _("Waar het programma van leert"),
    }.get(strategy, strategy.value)


def describe(reason: str, *, doubts: Sequence[str] = (), group: str = "") -> Why:
    """Say why a text comes before a coder.

    Parameters
    ----------
    reason
        A value of `Reason`; anything else is not told.
    doubts
        Labels of the codes that the model doubted about, most first.
    group
        What the group of similar texts is called.
    """
    if reason == Reason.UNCERTAIN.value:
        return Why(_doubt(doubts), _doubt(()))
    text = {
        Reason.AUDIT.value: _("Willekeurig getrokken: telt mee voor betrouwbare cijfers"),
        Reason.RANDOM.value: _("Willekeurig gekozen uit wat nog niet gelezen is"),
        Reason.TYPICAL.value: _("Typisch voor de groep ‘{group}’").format(group=group)
        if group
        else _("Typisch voor een groep teksten die op elkaar lijken"),
        Reason.DIVERSE.value: _("Lijkt op niets wat al gecodeerd is"),
        Reason.DISAGREEMENT.value: _("De laatste modellen zijn het over deze tekst niet eens"),
        Reason.REST.value: _("Nog niet gelezen; lijkt op wat al gecodeerd is"),
    }.get(reason, "")
    return Why(text, text)


def _doubt(labels: Sequence[str]) -> str:
    if len(labels) > 1:
        return _("Het programma twijfelt tussen ‘{one}’ en ‘{other}’").format(one=labels[0], other=labels[1])
    if labels:
        return _("Het programma twijfelt of ‘{code}’ hier past").format(code=labels[0])
    return _("Hier kan het programma veel van leren")
