"""What changed in a table since an earlier run, in words."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from coding.i18n import _, format_number, ngettext
from coding.recipes.comparing import GONE, NEW, SAME
from coding.recipes.model import Recipe, Rerun, Run
from coding.tables import format_percent

if TYPE_CHECKING:
    import pandas as pd


def change_sentence(rerun: Rerun) -> str:
    """Say in one sentence since when, and how many figures are otherwise."""
    if rerun.before is None:
        return _("Dit is de eerste keer; een volgende keer staat hier wat er veranderde.")
    when = f"{rerun.before.created_at.astimezone():%d-%m-%Y %H:%M}"
    n = int((rerun.changes["kind"] != SAME).sum())
    if not n:
        return _("Sinds {when} is geen enkel cijfer veranderd.").format(when=when)
    return ngettext(
        "Sinds {when} is {n} cijfer veranderd.", "Sinds {when} zijn {n} cijfers veranderd.", n
    ).format(when=when, n=format_number(n))


def change_rows(changes: "pd.DataFrame", *, decimals: int) -> list[tuple[str, str, str, str]]:
    """Return the cells that differ: what it is, its n, its percentage and the difference in points."""
    differing = changes[changes["kind"] != SAME].astype(object)
    return [
        (
            _name(row),
            _pair(_count(row["n_before"]), _count(row["n"])),
            _pair(format_percent(row["percent_before"], decimals), format_percent(row["percent"], decimals)),
            _points(row["difference_percent"], decimals),
        )
        for row in differing.where(differing.notna(), None).to_dict("records")
    ]


def _name(row: Mapping[Hashable, Any]) -> str:
    label = row["label"] or _("geen code")
    name = f"{label} · {row['group']}" if row["group"] else str(label)
    if row["kind"] == NEW:
        return _("{name} (nieuw)").format(name=name)
    return _("{name} (staat er niet meer in)").format(name=name) if row["kind"] == GONE else name


def format_rerun(rerun: Rerun) -> str:
    """Write for the terminal what changed since the last run, and why."""
    lines = [change_sentence(rerun)]
    rows = change_rows(rerun.changes, decimals=rerun.recipe.spec.decimals)
    widths = [max((len(row[place]) for row in rows), default=0) for place in range(4)]
    lines += [
        "  "
        + "  ".join(
            [
                name.ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)),
            ]
        ).rstrip()
        for name, *rest in rows
    ]
    if rerun.reasons:
        lines += ["", _("Wat er sindsdien gebeurde:"), *(f"- {reason}" for reason in rerun.reasons)]
    return "\n".join(lines) + "\n"


def format_recipes(recipes: list[Recipe]) -> str:
    """Write the saved recipes for the terminal, one a line."""
    return "\n".join(
        _("{name}: vraag {question}, versie {n} ({author}, {when})").format(
            name=recipe.name,
            question=recipe.spec.question,
            n=recipe.number,
            author=recipe.author or "-",
            when=f"{recipe.created_at.astimezone():%d-%m-%Y}",
        )
        for recipe in recipes
    )


def run_line(run: Run, reasons: tuple[str, ...]) -> str:
    """Say when and by whom a table was made, and what had happened since the time before."""
    head = _("{when}, {author}: {read} gelezen van {n}.").format(
        when=f"{run.created_at.astimezone():%d-%m-%Y %H:%M}",
        author=run.author or "-",
        read=format_number(run.result["n_read"]),
        n=format_number(run.result["n_answered"]),
    )
    return " ".join([head, *reasons])


def _pair(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _count(value: float | None) -> str:
    return "–" if value is None else format_number(value)


def _points(value: float | None, decimals: int) -> str:
    if value is None:
        return ""
    return ("+" if value > 0 else "") + format_number(value, decimals)
