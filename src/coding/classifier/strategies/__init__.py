"""Which text comes next: small estimators with one interface, without a database in sight."""

from coding.classifier.strategies.learning import Disagreement, Diverse, Uncertain
from coding.classifier.strategies.mix import Mix
from coding.classifier.strategies.model import Pick, Pool, Reason, Strategy
from coding.classifier.strategies.placing import place_texts
from coding.classifier.strategies.plain import Order, Random, Representatives
from coding.errors import NotFoundError
from coding.i18n import _

__all__ = [
    "NAMES",
    "Disagreement",
    "Diverse",
    "Mix",
    "Order",
    "Pick",
    "Pool",
    "Random",
    "Reason",
    "Representatives",
    "Strategy",
    "Uncertain",
    "by_name",
    "place_texts",
]

_ALL: dict[str, type[Strategy]] = {
    "order": Order,
    "random": Random,
    "representatives": Representatives,
    "uncertain": Uncertain,
    "diverse": Diverse,
    "disagreement": Disagreement,
    "mix": Mix,
}
NAMES = tuple(_ALL)
"""The names of all strategies."""


def by_name(name: str) -> Strategy:
    """Return a strategy.

    Raises
    ------
    NotFoundError
        When there is none by that name.
    """
    if name not in _ALL:
        raise NotFoundError(
            _("Er is geen manier van kiezen '{name}'; er zijn: {known}.").format(
                name=name, known=", ".join(NAMES)
            )
        )
    return _ALL[name]()
