"""Recipes of reports: what is wrong is said all at once, by line and field."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import REPOSITORY

from coding.errors import InputError
from coding.exchange import FileKind
from coding.reporting import load_recipe, parse_recipe
from coding.tables import Base, TableSpec


def problem(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_recipe(text, name="bijlage.yaml")
    return str(caught.value)


def test_a_recipe_gives_the_recipes_of_its_tables() -> None:
    recipe = parse_recipe(
        "title: Bijlage\n"
        "date: 2017-11-30\n"
        "formats: [docx, tex]\n"
        "tables:\n"
        "  - {question: 63, by: g32, decimals: 1, tests: true, base: valid, left_out: [geen], chart: true}\n"
        "  - {question: '48', caption: Huisartsen, note: Let op.}\n",
        name="bijlage.yaml",
    )
    assert recipe.moment() == datetime(2017, 11, 30, 12, tzinfo=UTC)
    assert recipe.formats == (FileKind.DOCX, FileKind.LATEX)
    assert recipe.tables[0].spec() == TableSpec(
        question="63", by="g32", decimals=1, tests=True, base=Base.VALID, left_out=("geen",)
    )
    assert recipe.tables[0].chart
    assert (recipe.tables[1].caption, recipe.tables[1].note) == ("Huisartsen", "Let op.")


def test_everything_that_is_wrong_is_named_at_once() -> None:
    text = (
        "title: Bijlage\n"
        "formats: [docx, pdf]\n"
        "tables:\n"
        "  - question: 63\n"
        "    byy: g32\n"
        "    decimals: veel\n"
        "  - by: g32\n"
        "  - question: 48\n"
        "    decimals: 7\n"
    )
    told = problem(text)
    assert told.startswith("bijlage.yaml: ")
    for part in (
        "regel 2, formats.2: moet 'xlsx', 'docx', 'csv', 'md', 'tex', 'png' of 'svg' zijn",
        "regel 5, tables.1.byy: is geen bekend veld",
        "regel 6, tables.1.decimals: moet een geheel getal zijn",
        "regel 7, tables.2.question: ontbreekt",
        "regel 8, tables.3: Het aantal decimalen is 0, 1 of 2, niet 7",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: 'x", "regel 1"),
        ("- a", "dit is geen recept"),
        ("title: x", "tables: ontbreekt"),
        ("title: x\ntables: []", "tables: is leeg"),
        ('title: "\\ud800"\ntables: [{question: 1}]', "geen tekst"),
        ("title: x\ndate: gisteren\ntables: [{question: 1}]", "regel 2, date: moet een datum zijn"),
    ],
)
def test_what_is_no_recipe_is_refused(text: str, said: str) -> None:
    assert said in problem(text)


def test_a_recipe_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weg\.yaml"):
        load_recipe(tmp_path / "weg.yaml")


def test_the_recipe_that_comes_along_can_be_read() -> None:
    recipe = load_recipe(REPOSITORY / "corpora" / "peiling" / "bijlage.yaml")
    assert {table.spec().question for table in recipe.tables} >= {"63", "48", "rapporten"}
