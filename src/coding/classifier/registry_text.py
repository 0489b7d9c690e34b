"""Models, and two of them side by side, as text for the command line."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coding.classifier.comparing import CodeFigures, Comparison
from coding.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    import pandas as pd

    from coding.classifier.summary import ModelSummary

NOTHING = "–"


def origin_names() -> dict[str, str]:
    """Return how a model came to be, in words."""
    return {"hand": _("met de hand"), "auto": _("vanzelf")}


def recipe_names() -> dict[str, str]:
    """Return what the parts of a recipe are called; what is not named here keeps its own name."""
    return {
        "pipeline": _("taalmodel"),
        "seed": _("startgetal"),
        "features": _("kenmerken van de tekst"),
        "vectors": _("woordvectoren"),
        "vectors_weight": _("gewicht van de woordvectoren"),
        "method": _("methode"),
        "strength": _("hoe ver het zich naar de voorbeelden voegt"),
        "folds": _("aantal delen bij het meten"),
        "versions.coding": _("versie van dit programma"),
        "versions.vectors": _("woordvectoren bij het opslaan"),
        "versions.state": _("vorm waarin het is opgeslagen"),
    }


def figure(value: float | None) -> str:
    """Write a coefficient; a dash where there is none."""
    return NOTHING if value is None else format_number(value, 2)


def format_models(models: "pd.DataFrame") -> str:
    """Return one line per model, newest first; a star at the one that suggests."""
    head = ["", _("nr"), _("getraind op"), _("teksten"), _("F1 samen"), _("F1 per code"), _("hoe"), _("door")]
    names = origin_names()
    rows = [
        [
            "*" if row["suggests"] else "",
            str(row["id"]),
            _moment(row["created_at"]),
            format_number(row["n_coded"]),
            *(figure(row[name] if row["n_coded"] else None) for name in ("micro_f1", "macro_f1")),
            names.get(str(row["origin"]), str(row["origin"])),
            str(row["author"]) or NOTHING,
        ]
        for row in models.to_dict("records")
    ]
    return "\n".join([*_columns([head, *rows], left={0, 2, 6, 7}), _("* doet nu de voorstellen")])


def format_comparison(comparison: Comparison, labels: dict[int, str]) -> str:
    """Return two models side by side.

    Parameters
    ----------
    labels
        The beginning of each text that is named, by segment.
    """
    first, second = comparison.first, comparison.second
    names = [_("model {id}").format(id=model.id) for model in (first, second)]
    head = [_("code"), "n", "", "F1", "", _("verschil")]
    rows = [
        ["", *names, *names, ""],
        *(_code_row(row) for row in comparison.per_code),
    ]
    together = [_overall(model) for model in (first, second)]
    rows.append(
        [
            _("alle codes samen"),
            format_number(first.n_coded),
            format_number(second.n_coded),
            figure(together[0]),
            figure(together[1]),
            _signed(together[1] - together[0]),
        ]
    )
    lines = _columns([head, *rows], left={0})
    lines += ["", *texts_sentences(comparison)]
    if comparison.texts is not None:
        for before, after in comparison.texts.changed[:20]:
            lines.append(
                f"  {before.segment}  {labels.get(before.segment, '')}: "
                f"{_codes(before.codes)} → {_codes(after.codes)}"
            )
    lines += ["", recipe_sentence(comparison)]
    lines += [f"  {name}: {one or NOTHING} → {other or NOTHING}" for name, one, other in named(comparison)]
    return "\n".join(lines)


def texts_sentences(comparison: Comparison) -> list[str]:
    """Say which texts the second model learned from beside those of the first, and which not any more."""
    texts = comparison.texts
    if texts is None:
        return [_("Van een van de twee is niet bewaard waarvan het leerde.")]
    if not (texts.added or texts.gone or texts.changed):
        return [_("Beide leerden van precies dezelfde teksten met dezelfde codes.")]
    parts = [
        ngettext("{n} tekst kwam erbij", "{n} teksten kwamen erbij", len(texts.added)).format(
            n=format_number(len(texts.added))
        ),
        ngettext("{n} viel weg", "{n} vielen weg", len(texts.gone)).format(n=format_number(len(texts.gone))),
        ngettext("{n} kreeg andere codes", "{n} kregen andere codes", len(texts.changed)).format(
            n=format_number(len(texts.changed))
        ),
    ]
    return [", ".join(parts) + "."]


def recipe_sentence(comparison: Comparison) -> str:
    """Say whether the two were made in the same way."""
    if not comparison.recipe:
        return _("Beide zijn op dezelfde manier gemaakt, met dezelfde versies van alles.")
    return _("Anders gemaakt:")


def named(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Return what was done otherwise, in words: name, first, second."""
    names = recipe_names()
    return [
        (names.get(name, name.removeprefix("versions.")), first, second)
        for name, first, second in comparison.recipe
    ]


def _code_row(row: CodeFigures) -> list[str]:
    return [
        row.label,
        *(NOTHING if n is None else format_number(n) for n in row.n),
        *(figure(value) for value in row.f1),
        NOTHING if row.gain is None else _signed(row.gain),
    ]


def _overall(model: "ModelSummary") -> float:
    return float(model.metrics["micro_f1"])


def _signed(value: float) -> str:
    text = format_number(value, 2)
    return f"+{text}" if round(value, 2) > 0 else text


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(codes) or _("geen code")


def _moment(made: datetime) -> str:
    return f"{datetime.fromtimestamp(made.timestamp()).astimezone():%d-%m-%Y %H:%M}"


def _columns(rows: Sequence[Sequence[str]], *, left: set[int]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
