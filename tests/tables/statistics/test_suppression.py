"""Hidden cells by value, and an attempt to reckon them back from everything that is shown."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from coding.tables.statistics import Suppression, suppress

Parents = Sequence[int | None]


class Reader:
    """What a reader can reckon: whole numbers that fit all that is shown."""

    def __init__(
        self,
        counts: np.ndarray,
        bases: np.ndarray,
        totals: np.ndarray,
        total_base: int,
        parents: Parents,
        variables: Sequence[Sequence[int]],
        hidden: Suppression,
    ) -> None:
        n_themes, n_groups = counts.shape
        rest = np.array([totals - counts[:, list(v)].sum(axis=1) for v in variables]).T
        rest_bases = np.array([total_base - bases[list(v)].sum() for v in variables])
        true = np.column_stack([counts, rest, totals])
        highest = np.tile(np.concatenate([bases, rest_bases, [total_base]]), (n_themes, 1))
        shown = np.column_stack([~hidden.cells, np.zeros(rest.shape, bool), ~hidden.totals])
        self.places = np.arange(true.size).reshape(true.shape)
        self.bounds = Bounds(np.where(shown, true, 0).ravel(), np.where(shown, true, highest).ravel())
        rows, low, high = [], [], []

        def rule(plus: Sequence[int], minus: Sequence[int], least: float, most: float) -> None:
            line = np.zeros(true.size)
            line[list(plus)], line[list(minus)] = 1, -1
            rows.append(line)
            low.append(least)
            high.append(most)

        for theme in range(n_themes):
            for place, columns in enumerate(variables):
                cells = [self.places[theme, column] for column in (*columns, n_groups + place)]
                rule(cells, [self.places[theme, -1]], 0, 0)
        for net in {parent for parent in parents if parent is not None}:
            children = [theme for theme, parent in enumerate(parents) if parent == net]
            # where it is so throughout, a reader may suppose it
            summed = (true[net] <= true[children].sum(axis=0)).all()
            for column in range(true.shape[1]):
                cells = [self.places[child, column] for child in children]
                for cell in cells:
                    rule([self.places[net, column]], [cell], 0, np.inf)
                if summed:
                    rule(cells, [self.places[net, column]], 0, np.inf)
        self.rules = LinearConstraint(np.array(rows), low, high)

    def knows(self, theme: int, column: int) -> bool:
        """Tell whether the cell can be one whole number only."""
        found = set()
        for sign in (1, -1):
            wanted = np.zeros(self.places.size)
            wanted[self.places[theme, column]] = sign
            best = milp(wanted, integrality=np.ones(wanted.size), bounds=self.bounds, constraints=self.rules)
            assert best.success
            found.add(round(sign * best.fun))
        return len(found) == 1


def leaks(reader: Reader, hidden: Suppression) -> list[tuple[int, int]]:
    cells = [tuple(place) for place in np.argwhere(hidden.cells)]
    cells += [(theme, -1) for theme in np.flatnonzero(hidden.totals)]
    return [(theme, column) for theme, column in cells if reader.knows(theme, column)]


def one_family(counts: object, bases: object, parents: Parents | None = None, minimum: int = 5) -> np.ndarray:
    """Return what is hidden in a table whose groups hold everybody; it must not leak."""
    n, base = np.array(counts), np.array(bases)
    totals, above = n.sum(axis=1), parents or [None] * len(n)
    hidden = suppress(n, base, totals, int(base.sum()), minimum=minimum, parents=above)
    reader = Reader(n, base, totals, int(base.sum()), above, [range(len(base))], hidden)
    assert leaks(reader, hidden) == []
    return hidden.cells.astype(int)


def test_a_small_cell_takes_the_cheapest_with_it() -> None:
    found = one_family([[3, 20, 30], [20, 20, 20], [0, 20, 30]], [50, 60, 70])
    assert found.tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_few_without_the_theme_are_small_as_well() -> None:
    assert one_family([[48, 30, 20]], [50, 60, 70]).tolist() == [[1, 0, 1]]


def test_two_small_cells_protect_each_other_when_together_they_are_large() -> None:
    assert one_family([[3, 4, 30, 20]], [50, 60, 70, 80]).tolist() == [[1, 1, 0, 0]]
    assert one_family([[1, 2, 30, 20]], [50, 60, 70, 80]).tolist() == [[1, 1, 0, 1]]


def test_of_a_theme_that_is_rare_altogether_the_small_cells_are_hidden() -> None:
    assert one_family([[1, 1, 0]], [50, 60, 70]).tolist() == [[1, 1, 0]]
    assert one_family([[2, 0, 0]], [50, 60, 70]).tolist() == [[1, 1, 0]]


def test_who_is_in_no_group_protects_too() -> None:
    counts, bases = np.array([[3, 20, 30]]), np.array([50, 60, 70])
    assert suppress(counts, bases, [53], 200, minimum=5).cells.tolist() == [[True, True, False]]
    assert suppress(counts, bases, [60], 200, minimum=5).cells.tolist() == [[True, False, False]]


def test_a_group_that_is_too_small_is_hidden_as_a_whole() -> None:
    counts, bases = np.array([[0, 20, 30], [4, 20, 60], [0, 0, 0]]), np.array([8, 60, 70])
    hidden = suppress(counts, bases, counts.sum(axis=1), 138, minimum=1, minimum_base=10)
    assert hidden.cells.tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert hidden.small.tolist() == [[True, False, False], [True, False, False], [False, False, False]]


def test_zeros_are_hidden_on_request() -> None:
    counts, bases = np.array([[0, 20, 30], [0, 0, 0]]), np.array([50, 60, 70])
    hidden = suppress(counts, bases, counts.sum(axis=1), 180, minimum=5, hide_zero=True)
    assert hidden.cells.tolist() == [[True, True, False], [False, False, False]]


def test_a_net_with_one_child_hides_the_same_cells() -> None:
    assert one_family([[3, 20, 30], [3, 20, 30]], [50, 60, 70], [None, 0]).tolist() == [[1, 1, 0]] * 2
    small_child = one_family([[20, 20, 30], [3, 20, 30]], [50, 60, 70], [None, 0])
    assert small_child[1].tolist() == [1, 1, 0]


def test_children_that_never_go_together_are_the_net_less_the_others() -> None:
    apart = one_family([[30, 40, 50], [3, 20, 30], [27, 20, 20]], [50, 60, 70], [None, 0, 0])
    assert apart.tolist() == [[1, 1, 0]] * 3
    overlapping = one_family([[30, 35, 45], [3, 20, 30], [28, 20, 20]], [50, 60, 70], [None, 0, 0])
    assert overlapping.tolist() == [[0, 0, 0], [1, 1, 0], [0, 0, 0]]


def test_a_zero_that_the_net_shows_gives_no_cover() -> None:
    """The second group has nobody in the net, so nobody in a child: hiding those zeros protects nothing."""
    counts, bases = np.array([[5, 0, 20, 25], [2, 0, 9, 20], [3, 0, 15, 9]]), np.array([8, 50, 50, 50])
    hidden = suppress(
        counts, bases, counts.sum(axis=1), 158, minimum=1, minimum_base=10, parents=[None, 0, 0]
    )
    assert hidden.cells.astype(int).tolist() == [[1, 0, 1, 0], [1, 0, 1, 0], [1, 0, 0, 1]]


def test_a_variable_with_one_group_hides_the_total_and_the_row_in_other_variables() -> None:
    counts, bases = np.array([[3, 1, 2], [30, 12, 18]]), np.array([60, 30, 30])
    hidden = suppress(counts, bases, [3, 30], 60, minimum=5, variables=[[0], [1, 2]])
    assert hidden.totals.tolist() == [True, False]
    assert hidden.cells.tolist() == [[True] * 3, [False] * 3]


def test_groups_that_overlap_lose_their_small_cells_only() -> None:
    hidden = suppress([[3, 20, 30]], [90, 90, 90], [40], 100, minimum=5, variables=[])
    assert hidden.cells.tolist() == [[True, False, False]]


def test_the_reader_finds_what_is_badly_hidden() -> None:
    """The audit of the property test below can fail: a lone hidden cell, and one behind a net."""
    counts, bases = np.array([[20, 25, 30], [2, 25, 30]]), np.array([50, 60, 70])
    cells = np.array([[False, False, False], [True, False, False]])
    lone = Suppression(cells, np.zeros(2, bool), cells)
    reader = Reader(counts, bases, counts.sum(axis=1), 180, [None, None], [range(3)], lone)
    assert leaks(reader, lone) == [(1, 0)]
    cells = np.array([[True, True, False], [False, False, False]])
    net = Suppression(cells, np.zeros(2, bool), cells)
    equal = np.array([[2, 25, 30], [2, 25, 30]])
    assert leaks(Reader(equal, bases, equal.sum(axis=1), 180, [None, 0], [range(3)], net), net) == [
        (0, 0),
        (0, 1),
    ]


def respondents(seed: int) -> tuple[np.ndarray, np.ndarray, list[int | None], list[list[int]]]:
    """Return random answers (respondents x themes), their groups (x columns), nets and variables."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(15, 120))
    share = rng.random(6) ** 2
    children = rng.random((n, 6)) < np.where(rng.random(6) < 0.3, 0.03, share)
    if rng.random() < 0.4:
        children[:, 1] &= ~children[:, 0]
    first = children[:, :2].any(axis=1) | (
        rng.random(n) < rng.choice([0, 0.1])
    )  # coded without a child, or not
    answers = np.column_stack([first, children[:, 2], children[:, 2], children])
    # rows: a net of two children, a net of one, a theme; the children of the first and second net; others
    parents: list[int | None] = [None, None, None, 0, 0, 1, None, None, None]
    sizes = [int(rng.integers(2, 6)), int(rng.integers(1, 4))]
    columns, variables, start = [], [], 0
    for size in sizes:
        chances = rng.dirichlet(np.full(size + 1, 0.8))  # the last one: in no group
        if rng.random() < 0.5:
            chances = np.append(chances[:-1], 0) / chances[:-1].sum()
        groups = rng.choice(size + 1, n, p=chances)
        columns.append(groups[:, np.newaxis] == np.arange(size))
        variables.append(list(range(start, start + size)))
        start += size
    return answers, np.hstack(columns), parents, variables


@pytest.mark.parametrize("seed", range(8))
def test_nothing_hidden_can_be_reckoned_back(seed: int) -> None:
    answers, groups, parents, variables = respondents(seed)
    counts = answers.T.astype(int) @ groups.astype(int)
    bases, totals = groups.sum(axis=0), answers.sum(axis=0)
    hidden = suppress(
        counts,
        bases,
        totals,
        len(answers),
        minimum=4,
        minimum_base=8 if seed % 3 == 0 else 0,
        parents=parents,
        variables=variables,
        hide_zero=seed % 4 == 1,
    )
    without = bases - counts
    tiny = ((counts > 0) & (counts < 4)) | ((without > 0) & (without < 4))
    varied = (totals > 0) & (totals < len(answers))
    assert hidden.cells[tiny & varied[:, np.newaxis]].all()
    reader = Reader(counts, bases, totals, len(answers), parents, variables, hidden)
    assert leaks(reader, hidden) == []


def test_order_of_rows_and_columns_hides_the_same_where_costs_differ() -> None:
    counts = np.array([[3, 20, 31, 44], [12, 4, 35, 28], [50, 2, 17, 1]])
    bases = np.array([60, 70, 80, 90])
    plain = suppress(counts, bases, counts.sum(axis=1), 300, minimum=5).cells
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(3), rng.permutation(4)
    mixed = counts[rows][:, columns]
    moved = suppress(mixed, bases[columns], mixed.sum(axis=1), 300, minimum=5).cells
    assert (moved == plain[rows][:, columns]).all()


def test_tables_that_cannot_be_are_refused() -> None:
    for counts, bases, totals in (
        ([[5, 9]], [4, 10], [14]),
        ([[5, 9]], [5, 10], [13]),
        ([[5, 9]], [5], [14]),
    ):
        with pytest.raises(ValueError, match=r"counts|add up"):
            suppress(counts, bases, totals, 15, minimum=5)
