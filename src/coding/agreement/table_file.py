"""Agreement on any table of codings: a row per unit and coder, the labels in one cell."""

from collections import Counter
from dataclasses import dataclass

from coding.agreement.model import AgreementResult
from coding.corpus import RawTable
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext

OTHER_SEPARATORS = (";", ",", "|", "/", "+")
SEEN_OFTEN = 0.2  # of the cells with labels; from there on another separator is worth a question


@dataclass(frozen=True)
class LabelColumns:
    """Which column is what, and how labels in one cell are kept apart.

    ``group`` names whose units belong together (the respondent): they are drawn together in the bootstrap.
    """

    unit: str
    coder: str
    labels: str
    separator: str = "|"
    group: str | None = None


@dataclass
class _Read:
    """What the rows say."""

    labels: dict[tuple[str, str], set[str]]
    groups: dict[str, str]
    again: int


def agreement_of_table(
    table: RawTable, columns: LabelColumns, *, draws: int = 1000, seed: int = 1
) -> AgreementResult:
    """Compare the coders in a table of codings.

    An empty cell with labels is *read, and none applies*; a coder without a row for a unit did not read it.
    Several rows of one coder on one unit count together.

    Parameters
    ----------
    table
        As `coding.corpus.read_table` gives it.
    draws, seed
        Bootstrap samples for the 95% intervals, and where chance begins.

    Raises
    ------
    InputError
        Naming row and column: a column that is not there, an empty unit or coder, one coder only, nothing
        that two coders read.
    """
    import pandas as pd

    from coding.agreement.measuring import FEWEST_DRAWS, measure, pairs
    from coding.agreement.ratings import lay_out

    if draws < FEWEST_DRAWS:
        raise InputError(_("Neem ten minste {n} trekkingen.").format(n=FEWEST_DRAWS))
    _check_columns(table, columns)
    rows = _rows(table, columns)
    coders = sorted({coder for _unit, coder in rows.labels})
    if len(coders) < 2:
        raise InputError(
            _("er is maar één codeur, '{coder}'; overeenstemming is er pas tussen twee.").format(
                coder=coders[0]
            ),
            file=table.name,
            column=columns.coder,
        )
    codes = sorted(set().union(*rows.labels.values()), key=lambda label: (label.casefold(), label))
    read = pd.DataFrame(list(rows.labels), columns=["unit", "coder"])
    given = pd.DataFrame(
        [(unit, coder, code) for (unit, coder), labels in rows.labels.items() for code in labels],
        columns=["unit", "coder", "code"],
    )
    ratings = lay_out(read, given, codes=codes, coders=coders, clusters=rows.groups)
    if not len(ratings.read):
        raise InputError(
            _("geen twee codeurs komen bij dezelfde waarde van '{unit}' voor; is dat de goede kolom?").format(
                unit=columns.unit
            ),
            file=table.name,
            column=columns.unit,
        )
    return AgreementResult(
        about=table.name,
        coders=tuple(coders),
        draws=draws,
        seed=seed,
        figures=measure(ratings, labels={code: code for code in codes}, draws=draws, seed=seed),
        unassisted=None,
        pairs=pairs(ratings),
        notes=tuple(_notes(table, columns, rows, codes, n_compared=len(ratings.read))),
    )


def _check_columns(table: RawTable, columns: LabelColumns) -> None:
    if not columns.separator.strip():
        raise InputError(_("Geef met --sep het teken dat labels in één cel scheidt, bijvoorbeeld '|'."))
    named = [columns.unit, columns.coder, columns.labels, *([columns.group] if columns.group else [])]
    places = Counter(table.index_of(name) for name in named[:3])
    if max(places.values()) > 1:
        raise InputError(
            _("--unit, --coder en --labels moeten drie verschillende kolommen zijn."), file=table.name
        )


def _rows(table: RawTable, columns: LabelColumns) -> _Read:
    unit_at, coder_at, labels_at = (
        table.index_of(name) for name in (columns.unit, columns.coder, columns.labels)
    )
    group_at = table.index_of(columns.group) if columns.group else unit_at
    found = _Read({}, {}, 0)
    for row in table.rows:
        unit, coder, group = (" ".join(row.cells[at].split()) for at in (unit_at, coder_at, group_at))
        for value, column in ((unit, columns.unit), (coder, columns.coder), (group, columns.group)):
            if not value:
                raise InputError(_("de cel is leeg."), file=table.name, row=row.number, column=column)
        if found.groups.setdefault(unit, group) != group:
            raise InputError(
                _("'{unit}' hoort hier bij '{group}' en eerder bij '{other}'; kies er één.").format(
                    unit=unit, group=group, other=found.groups[unit]
                ),
                file=table.name,
                row=row.number,
                column=columns.group,
            )
        found.again += (unit, coder) in found.labels
        labels = (" ".join(label.split()) for label in row.cells[labels_at].split(columns.separator))
        found.labels.setdefault((unit, coder), set()).update(label for label in labels if label)
    return found


def _notes(
    table: RawTable, columns: LabelColumns, rows: _Read, codes: list[str], *, n_compared: int
) -> list[str]:
    """Say what was remarkable about the table."""
    notes = []
    alone = len(rows.groups) - n_compared
    if alone:
        notes.append(
            ngettext(
                "{n} tekst is maar door één codeur gelezen en telt niet mee.",
                "{n} teksten zijn maar door één codeur gelezen en tellen niet mee.",
                alone,
            ).format(n=format_number(alone))
        )
    if rows.again:
        notes.append(
            ngettext(
                "{n} rij gaat over een tekst en codeur die er al waren; de labels zijn samengenomen.",
                "{n} rijen gaan over een tekst en codeur die er al waren; de labels zijn samengenomen.",
                rows.again,
            ).format(n=format_number(rows.again))
        )
    spellings = Counter(code.casefold() for code in codes)
    twice = [code for code in codes if spellings[code.casefold()] > 1]
    if twice:
        notes.append(
            _("Deze labels verschillen alleen in hoofdletters en tellen elk apart: {labels}.").format(
                labels=", ".join(twice)
            )
        )
    filled = [cell for cell in table.column(columns.labels) if cell.strip()]
    if filled and not any(columns.separator in cell for cell in filled):
        other = max(OTHER_SEPARATORS, key=lambda sign: sum(sign in cell for cell in filled))
        if sum(other in cell for cell in filled) >= SEEN_OFTEN * len(filled):
            notes.append(
                _("Nergens staat '{separator}' tussen labels, wel vaak '{other}': --sep '{other}'?").format(
                    separator=columns.separator, other=other
                )
            )
    return notes
