"""Labels that may well mean the same are pointed out, others are not."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.builders import codebook
from tests.conftest import REPOSITORY

from coding.codebook import load_codebook, similar_codes


def resembles(known: str, label: str) -> bool:
    book = codebook()
    book = replace(book, codes=(replace(book.code("duur"), label=known),))
    return bool(similar_codes(book, label))


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ("Wachttijd", "wachttijden"),
        ("Wachttijd", "lange wachttijden"),
        ("Lange wachttijden", "Wachttijd"),
        ("Huis", "huizen"),
        ("Brief", "Brieven"),
        ("Taak", "taken"),
        ("Financiën", "financien"),
        ("Werkdruk", "Werkdrk"),
        ("Samenwerking met scholen", "Scholen: samenwerking"),
        ("Caseload", "case load"),
        ("Te laat", "te laat!"),
    ],
)
def test_alike(known: str, label: str) -> None:
    assert resembles(known, label)


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ("Te laat", "Te duur"),
        ("Wachtlijst", "Wachttijd"),
        ("Privacy", "Preventie"),
        ("Regie", "Registratie"),
        ("Wonen", "Bouwen"),
        ("Werkdruk", ""),
        ("Werkdruk", "…"),
    ],
)
def test_not_alike(known: str, label: str) -> None:
    assert not resembles(known, label)


def test_the_most_alike_comes_first_and_the_code_itself_is_left_out() -> None:
    book = codebook()
    found = similar_codes(book, "te laat")
    assert [item.code.id for item in found] == ["laat"]
    assert found[0].score == 1.0
    assert similar_codes(book, "te laat", besides="laat") == []


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "codebooks").glob("*.yaml")), ids=lambda path: path.stem
)
def test_codes_of_the_codebooks_that_come_along_do_not_resemble_each_other(path: Path) -> None:
    book = load_codebook(path)
    assert [(code.id, similar_codes(book, code.label, besides=code.id)) for code in book.codes] == [
        (code.id, []) for code in book.codes
    ]
