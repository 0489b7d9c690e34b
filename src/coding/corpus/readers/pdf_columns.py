"""Columns beside each other on a page: read the left one first, where a file has them line by line."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

_LETTER_WIDTH = 0.5  # of the size, on average
_FEWEST_LINES = 10  # in each column
_MIDDLE = (0.35, 0.65)  # where the right column may begin, as a share of the width of the text
_MOST_CROSSING = 0.25  # of the lines: headings and figures over the whole width
_BEYOND = 0.12  # how far, as a share of the width, a piece must reach past the edge to lie over it
_FILLED, _MOSTLY = 0.6, 0.6
_EVEN = 0.2  # how much the distance between two lines of a column differs from the usual one
_FEWEST_SWITCHES = 6


@dataclass(frozen=True)
class Piece:
    """A piece of text as a PDF sets it: what, where, how large, whether bold."""

    text: str
    x: float
    y: float
    size: float
    bold: bool

    @property
    def end(self) -> float:
        """Where it ends, by the width letters mostly have."""
        return self.x + _LETTER_WIDTH * self.size * len(self.text.strip())


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a page with the left column before the right one.

    Only where two columns of running text are plain to see and the file goes to and fro between them; in
    all other cases, tables among them, the order of the file stays.
    """
    edge = _edge(pieces)
    if edge is None:
        return list(pieces)
    sides = _sides(pieces, edge)
    told = [side for side in sides if side is not None]
    if sum(one != other for one, other in pairwise(told)) < _FEWEST_SWITCHES:
        return list(pieces)
    ordered: list[Piece] = []
    marked = list(zip(pieces, sides, strict=True))
    for across, run in groupby(marked, key=lambda pair: pair[1] is None):
        band = list(run)
        if across:
            ordered += [piece for piece, _side in band]
            continue
        ordered += [piece for piece, is_right in band if not is_right]
        ordered += [piece for piece, is_right in band if is_right]
    return ordered


def _edge(pieces: Sequence[Piece]) -> float | None:
    """Return where the right column begins, when the page has two columns of running text."""
    texts = [piece for piece in pieces if piece.text.strip()]
    if len(texts) < 2 * _FEWEST_LINES:
        return None
    left, right = min(piece.x for piece in texts), max(piece.end for piece in texts)
    first, last = (left + share * (right - left) for share in _MIDDLE)
    starts: dict[int, set[int]] = defaultdict(set)
    for piece in texts:
        if first <= piece.x <= last:
            starts[round(piece.x)].add(round(piece.y))
    counts = Counter({x: len(rows) for x, rows in starts.items()})
    if not counts or counts.most_common(1)[0][1] < _FEWEST_LINES:
        return None
    edge = float(counts.most_common(1)[0][0]) - 2
    sides = _sides(texts, edge)
    rows = len({round(piece.y) for piece in texts})
    crossing = {round(piece.y) for piece, side in zip(texts, sides, strict=True) if side is None}
    if len(crossing) > _MOST_CROSSING * rows:
        return None
    for wanted, start, end in ((False, left, edge), (True, edge, right)):
        column = [piece for piece, side in zip(texts, sides, strict=True) if side is wanted]
        if not _is_running_text(column, end - start):
            return None
    return edge


def _sides(pieces: Sequence[Piece], edge: float) -> list[bool | None]:
    """Say of every piece whether it stands on the right; None in a line that lies across."""
    lines = defaultdict(list)
    for piece in pieces:
        if piece.text.strip():
            lines[round(piece.y)].append(piece)
    width = max(piece.end for piece in pieces) - min(piece.x for piece in pieces)
    across = {y for y, line in lines.items() if _lies_across(line, edge, width)}
    return [None if round(piece.y) in across else piece.x >= edge for piece in pieces]


def _lies_across(line: Sequence[Piece], edge: float, width: float) -> bool:
    if any(piece.x < edge and piece.end > edge + _BEYOND * width for piece in line):
        return True
    rights = [piece.x for piece in line if piece.x >= edge]
    return 0 < len(rights) < len(line) and min(rights) > edge + 4


def _is_running_text(column: Sequence[Piece], width: float) -> bool:
    """Tell a column of text from one of a table: its lines are full, and evenly far apart."""
    lines = sorted(_extents(column), reverse=True)
    if len(lines) < _FEWEST_LINES:
        return False
    full = sum(extent >= _FILLED * width for _y, extent in lines)
    steps = [upper - lower for (upper, _e), (lower, _f) in pairwise(lines)]
    usual = median(steps)
    even = sum(abs(step - usual) <= _EVEN * usual for step in steps)
    return full >= _MOSTLY * len(lines) and even >= _MOSTLY * len(steps)


def _extents(column: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    """Give height and width of every line in a column."""
    lines = defaultdict(list)
    for piece in column:
        lines[round(piece.y)].append(piece)
    for line in lines.values():
        yield line[0].y, max(piece.end for piece in line) - min(piece.x for piece in line)
