"""A codebook as a table: it comes back as it went, and what is wrong names its row."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import codebook
from tests.conftest import REPOSITORY

from coding.codebook import (
    CodebookError,
    Edit,
    Merge,
    load_codebook,
    parse_codebook_csv,
    to_csv,
)
from coding.errors import InputError


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "codebooks").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_codebook_comes_back_unchanged(path: Path) -> None:
    book = load_codebook(path)
    for bom in (b"", b"\xef\xbb\xbf"):
        assert parse_codebook_csv(bom + to_csv(book).encode(), name="b.csv", base=book) == book


def test_retired_codes_and_what_looks_like_a_formula_come_back_too() -> None:
    book = Merge(("laat",), "zelden").applied(codebook())
    book = Edit("duur", {"definition": "=1+1", "examples": ("-te duur", 'a;b, "c"')}).applied(book)
    text = to_csv(book)
    assert parse_codebook_csv(text.encode(), name="b.csv", base=book) == book
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["id"] == "duur")
    assert (row["definition"], row["examples"]) == ("'=1+1", '\'-te duur\na;b, "c"')


def test_a_table_from_a_dutch_spreadsheet() -> None:
    text = "id;label;definition;include;exclude;examples;key_terms;exclusive\r\n"
    text += 'kou;Kou;Het is koud.;kou;tocht;"brr\nkil";kou;nee\r\n'
    text += 'geen;Geen;Niets.;niets;iets;"nee\nniets";geen;WAAR\r\n'
    book = parse_codebook_csv(text.encode("cp1252"), name="b.csv", base=codebook())
    assert [(code.id, code.exclusive, code.examples) for code in book.codes] == [
        ("kou", False, ("brr", "kil")),
        ("geen", True, ("nee", "niets")),
    ]
    assert (book.id, book.title) == ("vervoer", "Klachten over de bus")


def test_problems_name_row_and_code() -> None:
    text = to_csv(codebook()).replace("Te duur", "te laat")
    with pytest.raises(CodebookError) as caught:
        parse_codebook_csv(text.encode(), name="b.csv", base=codebook())
    # rows of a spreadsheet: the header is row 1
    assert caught.value.problems == ["b.csv, rij 5, code 'duur': dit label staat al op rij 3"]


def test_columns_that_are_missing_or_unknown() -> None:
    with pytest.raises(InputError, match="de kolom 'definition' ontbreekt"):
        parse_codebook_csv(b"id,label\na,A\n", name="b.csv", base=codebook())
    wrong = to_csv(replace(codebook(), codes=codebook().codes[:1])).replace("exclusive", "kleur")
    with pytest.raises(InputError, match="de kolom 'kleur' is niet bekend"):
        parse_codebook_csv(wrong.encode(), name="b.csv", base=codebook())
    flag = 'id,label,definition,include,exclude,examples,key_terms,exclusive\na,A,d,i,e,"x\ny",k,misschien\n'
    with pytest.raises(CodebookError, match=r"b\.csv, rij 2: in 'exclusive' staat 'misschien'"):
        parse_codebook_csv(flag.encode(), name="b.csv", base=codebook())
