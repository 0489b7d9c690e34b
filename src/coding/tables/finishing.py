"""From counts to the finished table: tests, hidden cells, notes, how it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coding.codebook import CodebookContent
from coding.tables.counting import ThemeCounts
from coding.tables.groups import Split
from coding.tables.hiding import hide_small
from coding.tables.method import method_of
from coding.tables.model import ThemeTable
from coding.tables.notes import (
    Reading,
    base_notes,
    hiding_note,
    rule_notes,
    split_notes,
    sureness_notes,
    testing_notes,
)
from coding.tables.spec import SIGNIFICANT, TableSpec, Whose
from coding.tables.testing import compare_groups, regressions


def finished(
    spec: TableSpec,
    counts: ThemeCounts,
    split: Split | None,
    reading: Reading,
    *,
    content: CodebookContent,
    question: str,
    text: str,
    heading: str,
    more: Sequence[str],
    source: Sequence[str],
    definitions: Mapping[str, str] | None = None,
) -> ThemeTable:
    """Make the table of what was counted.

    Parameters
    ----------
    more
        Further notes on how sure the figures are.
    source
        Notes on where they come from.
    definitions
        What each line means; without it what the codebook says.
    """
    table = ThemeTable(
        spec=spec,
        question=question,
        text=text,
        passages=reading.passages,
        n_answered=counts.n_answered,
        n_read=counts.n_read,
        n_documents=counts.n_documents,
        n_documents_read=counts.n_documents_read,
        n_asked=counts.n_asked,
        n_base=counts.n_base,
        n_effective=counts.n_effective,
        rows=counts.rows,
        groups=counts.groups,
        group_bases=counts.group_bases,
        heading=heading,
        by=split.label if split else None,
        definitions=dict(definitions or {code.id: code.definition for code in content.codes}),
        notes=[],
    )
    tested = spec.tests and split is not None and spec.whose not in (Whose.ESTIMATE, Whose.PREDICTED)
    if tested and split is not None:
        tests, overall = compare_groups(
            counts, split, minimum_base=spec.minimum_base, one_each=reading.one_each
        )
        table = replace(table, tests=tests, overall=overall)
        if split.numbers is not None:
            table = replace(table, regressions=regressions(counts, split))
    if spec.suppress_below and split is not None:
        table = hide_small(table, split, one_each=reading.one_each)
    return _with_notes(table, counts, split, reading, content=content, more=more, source=source)


def _with_notes(
    table: ThemeTable,
    counts: ThemeCounts,
    split: Split | None,
    reading: Reading,
    *,
    content: CodebookContent,
    more: Sequence[str],
    source: Sequence[str],
) -> ThemeTable:
    spec = table.spec
    base = base_notes(counts, spec, reading)
    sureness = [*sureness_notes(counts, spec, reading), *more]
    rules = rule_notes(counts, content, reading)
    columns = split_notes(counts, split, spec, reading)
    if table.groups["suppressed"].any():
        columns.append(hiding_note(spec.suppress_below))
    columns += testing_notes(
        tested=len(table.tests) > 0,
        regressed=len(table.regressions) > 0,
        passages=reading.passages,
        base=spec.base,
        significant=bool((table.tests["p_holm"] < SIGNIFICANT).any()),
    )
    method = method_of(
        spec,
        passages=reading.passages,
        base=base,
        sureness=sureness,
        rules=rules,
        split=columns,
        source=source,
    )
    return replace(table, notes=[*base, *rules, *columns, *sureness, *source], method=method)
