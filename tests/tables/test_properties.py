"""What must hold of every table, on surveys made by chance."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from tests.tables.test_counting import BOOK

from coding.tables.both_ways import hide_both_ways
from coding.tables.counting import Counting, ThemeCounts, count_themes
from coding.tables.finishing import finished
from coding.tables.groups import Split
from coding.tables.model import ThemeTable
from coding.tables.notes import Reading
from coding.tables.spec import Base, TableSpec

SEEDS = range(5)
CODES = [code.id for code in BOOK.codes if code.dimension == "thema"]
ALONE = [code.id for code in BOOK.codes if code.exclusive]


class Made:
    """A survey of some answers: most read, one to three codes each, three groups and some of no group."""

    def __init__(self, seed: int, *, n: int = 60) -> None:
        chance = np.random.default_rng(seed)
        self.answered = pd.DataFrame(
            {"segment_id": range(n), "document_id": range(n), "weight": chance.uniform(0.2, 5, size=n)}
        )
        rows: list[tuple[int, str | None]] = []
        for segment in range(n):
            if chance.random() < 0.2:
                continue
            if chance.random() < 0.15:
                rows.append((segment, str(chance.choice(ALONE))))
            else:
                some = [code for code in CODES if code not in ALONE]
                given = chance.choice(some, size=chance.integers(0, 4), replace=False)
                rows += [(segment, str(code)) for code in given] or [(segment, None)]
        self.judged = pd.DataFrame(rows, columns=["segment_id", "code"])
        groups = chance.choice(["a", "b", "c", "onbekend"], p=[0.5, 0.25, 0.15, 0.1], size=n)
        members = pd.DataFrame({"segment_id": range(n), "group": groups})
        self.split = Split("Groep", ("a", "b", "c", "onbekend"), members, "onbekend")

    def count(self, **how: object) -> ThemeCounts:
        """Count all of it, split into its groups."""
        return count_themes(
            self.judged,
            BOOK,
            answered=self.answered,
            memberships=self.split.memberships,
            groups=self.split.groups,
            how=Counting(minimum_base=1, **how),  # type: ignore[arg-type]
        )

    def table(self, spec: TableSpec) -> ThemeTable:
        """Make the finished table."""
        return finished(
            spec,
            self.count(),
            self.split,
            Reading(),
            content=BOOK,
            question="1",
            text="Wat?",
            heading="Thema",
            more=[],
            source=[],
        )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("base", [Base.ANSWERED, Base.VALID])
def test_a_net_lies_between_its_largest_child_and_their_sum(seed: int, base: Base) -> None:
    counts = Made(seed).count(base=base)
    children = counts.rows[counts.rows["parent"] == "beheersing"]
    net = counts.rows.set_index("code").loc["beheersing"]
    itself = int((Made(seed).judged["code"] == "beheersing").sum())
    assert children["n"].max() <= net["n"] <= children["n"].sum() + itself
    cells = counts.groups.set_index(["code", "group"])["n"]
    for group in counts.group_bases["group"]:
        below = [cells[(code, group)] for code in children["code"]]
        assert max(below) <= cells[("beheersing", group)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("base", [Base.ANSWERED, Base.VALID])
def test_a_base_is_never_below_its_parts(seed: int, base: Base) -> None:
    counts = Made(seed).count(base=base)
    shown = counts.rows["share"].notna()
    assert (counts.rows.loc[shown, "n"] <= counts.n_base).all()
    assert counts.n_base <= counts.n_read <= counts.n_answered <= counts.n_asked
    bases = counts.group_bases
    for smaller, larger in (("n_base", "n_read"), ("n_read", "n_answered"), ("n_answered", "n_asked")):
        assert (bases[smaller] <= bases[larger]).all()
    for column in ("n_base", "n_read", "n_answered"):
        assert bases[column].sum() == getattr(counts, column)
    cells = counts.groups[counts.groups["share"].notna()]
    assert (cells["n"] <= cells["base"]).all()
    assert cells["share"].between(0, 1).all()
    together = counts.groups.groupby("code")["n"].sum().to_dict()
    assert together == dict(zip(counts.rows["code"], counts.rows["n"], strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    made, mixed = Made(seed), Made(seed)
    chance = np.random.default_rng(seed + 100)
    mixed.judged = mixed.judged.iloc[chance.permutation(len(mixed.judged))]
    mixed.answered = mixed.answered.iloc[chance.permutation(len(mixed.answered))]
    members = mixed.split.memberships
    mixed.split = replace(mixed.split, memberships=members.iloc[chance.permutation(len(members))])
    for how in ({}, {"weighted": True}, {"base": Base.VALID}, {"sampled": True}):
        one, other = made.count(**how), mixed.count(**how)
        pd.testing.assert_frame_equal(one.rows, other.rows)
        pd.testing.assert_frame_equal(one.groups, other.groups)
        pd.testing.assert_frame_equal(one.group_bases, other.group_bases)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("base", [Base.ANSWERED, Base.VALID])
def test_weights_of_one_change_nothing(seed: int, base: Base) -> None:
    made = Made(seed)
    made.answered["weight"] = 1.0
    plain, weighted = made.count(base=base), made.count(base=base, weighted=True)
    assert weighted.n_effective == plain.n_base
    pd.testing.assert_frame_equal(plain.rows, weighted.rows)
    pd.testing.assert_frame_equal(plain.groups, weighted.groups)


def _known(table: ThemeTable) -> tuple[list[list[float]], list[float], list[tuple[str, str]]]:
    """Return what a reader knows of the hidden cells: equations, and which cells they are about."""
    hidden = [
        (str(code), str(group))
        for code, group, gone in zip(
            table.groups["code"], table.groups["group"], table.groups["suppressed"], strict=True
        )
        if gone
    ]
    equations, sums = [], []
    for line in table.lines():
        gone = [(line.code, cell.group) for cell in line.cells if cell.suppressed]
        if gone and line.n is not None:
            equations.append([1.0 if cell in gone else 0.0 for cell in hidden])
            sums.append(float(line.n - sum(cell.n or 0 for cell in line.cells if not cell.suppressed)))
    return equations, sums, hidden


@pytest.mark.parametrize("seed", range(3))
def test_hidden_cells_cannot_be_reckoned_back(seed: int) -> None:
    made = Made(seed)
    table = made.table(TableSpec(question="1", by="groep", suppress_below=4, minimum_base=1, tests=True))
    true = made.count().groups.set_index(["code", "group"])["n"]
    equations, sums, hidden = _known(table)
    assert hidden
    small = {cell for cell, n in true.items() if 0 < n < 4}
    rows = table.rows.set_index("code")
    # a row that everybody or nobody is on is told by its total
    told = {code for code in rows.index if rows.loc[code, "n"] in (0, table.n_base)}
    assert {cell for cell in small if cell[0] not in told} <= set(hidden)
    bases = dict(table.bases())
    parents = {str(code): parent for code, parent in zip(rows.index, rows["parent"], strict=True)}
    shown = {cell: float(n) for cell, n in true.items() if cell not in set(hidden)}
    upper_rows, upper = [], []
    for child, group in true.index:
        parent = parents[str(child)]
        if not isinstance(parent, str):
            continue
        below, above = (str(child), group), (parent, group)
        if below in hidden or above in hidden:  # child - parent <= 0
            upper_rows.append([float(cell == below) - float(cell == above) for cell in hidden])
            upper.append(shown.get(above, 0.0) - shown.get(below, 0.0))
    for place, cell in enumerate(hidden):
        bounds = [(0.0, float(bases[group])) for _code, group in hidden]
        limits = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(hidden))
            aim[place] = sign
            found = linprog(
                aim,
                A_eq=equations or None,
                b_eq=sums or None,
                A_ub=upper_rows or None,
                b_ub=upper or None,
                bounds=bounds,
            )
            assert found.status == 0
            limits.append(sign * found.fun)
        assert limits[1] - limits[0] >= 1 - 1e-6, cell
    # nothing else of a hidden cell is left, and no test that gives it away
    gone = table.groups[table.groups["suppressed"]]
    assert gone[["n", "percent", "share", "low", "high", "n_documents"]].isna().all().all()
    assert not set(zip(table.tests["code"], table.tests["group"], strict=True)) & set(hidden)
    assert not set(table.overall["code"]) & {code for code, _group in hidden}


@pytest.mark.parametrize("seed", range(10))
def test_cells_of_a_table_that_adds_up_both_ways_cannot_be_reckoned_back(seed: int) -> None:
    chance = np.random.default_rng(seed)
    counts = chance.poisson(chance.choice([2.0, 6.0], size=(5, 4)))
    hidden = hide_both_ways(counts, (counts > 0) & (counts < 3))
    cells = [tuple(cell) for cell in np.argwhere(hidden)]
    lines = [[float(cell[axis] == place) for cell in cells] for axis in (0, 1) for place in range(5 - axis)]
    sums = [
        float(np.where(hidden, counts, 0).sum(axis=1 - axis)[place])
        for axis in (0, 1)
        for place in range(5 - axis)
    ]
    for place, cell in enumerate(cells):
        limits = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(cells))
            aim[place] = sign
            found = linprog(aim, A_eq=lines, b_eq=sums, bounds=[(0, None)] * len(cells))
            assert found.status == 0
            limits.append(sign * found.fun)
        assert limits[1] - limits[0] >= 1 - 1e-6, cell


def test_a_hidden_total_hides_every_number_of_its_line() -> None:
    made = Made(0)
    members = made.split.memberships.assign(group="allen")
    made.split = Split("Groep", ("allen",), members, None)
    table = made.table(TableSpec(question="1", by="groep", suppress_below=8, minimum_base=1))
    gone = table.rows["n"].isna()
    assert gone.any()
    assert (
        table.rows.loc[gone, ["percent", "share", "n_documents", "percent_documents"]].isna().all(axis=None)
    )
