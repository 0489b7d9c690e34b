"""Two columns beside each other on a page of a PDF."""

import pytest

from coding.corpus import ReadDocument, read_document
from tests.corpus.pdf_builder import Piece, column, make_pdf

LEFT = [f"links {n:02} staat in de kolom die men eerst leest" for n in range(20)]
RIGHT = [f"rechts {n:02} staat in de kolom die men later leest" for n in range(20)]


def read(pieces: list[Piece]) -> ReadDocument:
    return read_document(make_pdf([pieces]), name="x.pdf")


def to_and_fro(left: list[Piece], right: list[Piece]) -> list[Piece]:
    return [piece for pair in zip(left, right, strict=True) for piece in pair]


@pytest.mark.parametrize("apart", [0, 7])  # lines of both columns at one height, or in between
def test_the_left_column_is_read_first(apart: int) -> None:
    beside = to_and_fro(column(LEFT, top=700), column(RIGHT, top=700 - apart, x=305))
    heading: Piece = (
        70,
        760,
        10,
        False,
        "Een zin over de hele breedte van de bladzijde, die boven beide kolommen staat.",
    )
    text = read([heading, *beside]).text
    order = [text.index(line[:9]) for line in [*LEFT, *RIGHT]]
    assert order == sorted(order)
    assert text.startswith("Een zin over")
    assert all(block.kind == "paragraph" for block in read([heading, *beside]).blocks)


def test_columns_that_come_one_after_the_other_stay_so() -> None:
    text = read([*column(LEFT), *column(RIGHT, x=305)]).text
    assert text.index("links 19") < text.index("rechts 00")


def test_a_table_of_two_columns_is_read_row_by_row() -> None:
    labels = [f"gemeente {n}" for n in range(20)]
    amounts = [f"{n},5 procent" for n in range(20)]
    [block] = read(to_and_fro(column(labels), column(amounts, x=305))).blocks
    assert block.kind == "table"
    assert block.text.split("\n")[3] == "gemeente 3\t3,5 procent"


def test_rows_of_a_table_with_long_cells_stay_together() -> None:
    rows: list[Piece] = []
    for n in range(8):
        top = 780 - 60 * n
        rows += column([f"knelpunt {n} over wachttijden in de wijk", "en wat daar nog bij komt"], top=top)
        rows += column([f"oplossing {n} volgens wie er werkt in de wijk"], top=top, x=305)
    text = read(rows).text
    assert text.index("oplossing 0") < text.index("knelpunt 1")
