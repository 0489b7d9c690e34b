"""Two models side by side: their figures, what they learned from, how they were made; no database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.classifier.snapshot import Snapshot, SnapshotDifference
from coding.classifier.summary import ModelSummary

NOT_RECIPE = ("n_coded", "n_read", "snapshot_sha256", "refitted")  # follow from the data, not from choices


@dataclass(frozen=True)
class CodeFigures:
    """Figures of one code by either model; None where it could not be learned or did not exist."""

    code: str
    label: str
    n: tuple[int | None, int | None]
    precision: tuple[float | None, float | None]
    recall: tuple[float | None, float | None]
    f1: tuple[float | None, float | None]

    @property
    def gain(self) -> float | None:
        """How much F1 rose from the first to the second; None where one of them has none."""
        first, second = self.f1
        return None if first is None or second is None else second - first


@dataclass(frozen=True)
class Comparison:
    """What sets two models apart.

    Attributes
    ----------
    first, second
        The models; ``texts`` and ``recipe`` go from the first to the second.
    per_code
        In order of how often the second had the code.
    texts
        Which texts came, went and changed; None where a model keeps no snapshot.
    recipe
        What was done otherwise: name, first, second.
    """

    first: ModelSummary
    second: ModelSummary
    per_code: list[CodeFigures]
    texts: SnapshotDifference | None
    recipe: list[tuple[str, str, str]]


def compare(
    first: ModelSummary,
    second: ModelSummary,
    *,
    snapshots: tuple[Snapshot | None, Snapshot | None],
) -> Comparison:
    """Put two models side by side."""
    here, there = snapshots
    return Comparison(
        first=first,
        second=second,
        per_code=_per_code(first.metrics, second.metrics),
        texts=None if here is None or there is None else here.difference(there),
        recipe=_recipe(first, second),
    )


def _per_code(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[CodeFigures]:
    rows = [{row["code"]: row for row in metrics["per_code"]} for metrics in (first, second)]

    def both(code: str, name: str) -> tuple[Any, Any]:
        return rows[0].get(code, {}).get(name), rows[1].get(code, {}).get(name)

    codes = dict.fromkeys([*rows[1], *rows[0]])
    found = [
        CodeFigures(
            code=code,
            label=str((rows[1].get(code) or rows[0][code])["label"]),
            n=both(code, "n"),
            precision=both(code, "precision"),
            recall=both(code, "recall"),
            f1=both(code, "f1"),
        )
        for code in codes
    ]
    return sorted(found, key=lambda row: -(row.n[1] or 0))


def _recipe(first: ModelSummary, second: ModelSummary) -> list[tuple[str, str, str]]:
    here, there = _flat(first), _flat(second)
    return [
        (name, here.get(name, ""), there.get(name, ""))
        for name in dict.fromkeys([*here, *there])
        if here.get(name, "") != there.get(name, "")
    ]


def _flat(model: ModelSummary) -> dict[str, str]:
    """Return the recipe as names and texts; versions under ``versions.…``."""
    found = {"pipeline": model.pipeline}
    for name, value in model.settings.items():
        if name in NOT_RECIPE:
            continue
        if isinstance(value, dict):
            found |= {f"{name}.{key}": str(one) for key, one in value.items()}
        else:
            found[name] = str(value)
    return found
