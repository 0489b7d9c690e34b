"""Errors in a codebook name file, line and code."""

from pathlib import Path

import pytest
from tests.conftest import REPOSITORY

from coding.codebook import CodebookError, load_codebook, parse_codebook, starter_codebook, to_yaml
from coding.errors import CodingError

HEAD = "id: b\ntitle: B\ndescription: d\nsource: s\n"


def code(code_id: str, **more: str) -> str:
    fields = {
        "label": code_id.capitalize(),
        "definition": "d",
        "include": "i",
        "exclude": "e",
        "examples": "[a, b]",
        "key_terms": "[t]",
    } | more
    return f"  - id: {code_id}\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items() if value)


def problems(text: str) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, name="b.yaml")
    return caught.value.problems


def test_a_good_codebook_comes_back_unchanged_from_yaml() -> None:
    text = HEAD + "dimensions: [{id: soort, label: Soort}]\ncodes:\n" + code("a") + code("b-1", parent="a")
    text += code("geen", exclusive="true") + code("les", dimension="soort")
    book = parse_codebook(text, name="b.yaml")
    assert [c.id for c in book.codes] == ["a", "b-1", "geen", "les"]
    assert book.children("a") == (book.code("b-1"),)
    assert book.code("geen").exclusive
    assert book.dimension_labels == {"thema": "Thema", "soort": "Soort"}
    assert parse_codebook(to_yaml(book), name="again") == book


def test_words_that_yaml_takes_for_something_else_stay_text() -> None:
    book = parse_codebook(HEAD + "codes:\n" + code("no", label="nee", key_terms="[2017, nee, 1e]"), name="b")
    assert book.code("no").key_terms == ("2017", "nee", "1e")


def test_all_problems_are_told_at_once_with_line_and_code() -> None:
    text = HEAD + "codes:\n" + code("a", definition="") + code("a", label="Anders") + code("c", parent="x")
    assert problems(text) == [
        "b.yaml, regel 6, code 'a': 'definition' ontbreekt",
        "b.yaml, regel 12, code 'a': deze id staat al op regel 6",
        "b.yaml, regel 26, code 'c': het hoofdthema 'x' bestaat niet",
    ]


@pytest.mark.parametrize(
    ("codes", "problem"),
    [
        (code("Werk Druk"), "regel 6, code 'Werk Druk': een id bestaat uit kleine letters"),
        (code("a") + code("b", label="A"), "regel 14, code 'b': dit label staat al op regel 7"),
        (code("a", examples="[een]"), "regel 11, code 'a': geef ten minste 2 voorbeelden"),
        (code("a", examples="een"), "regel 11, code 'a': 'examples' moet een lijst zijn"),
        (code("a", exclusive="misschien"), "regel 13, code 'a': 'exclusive' moet true of false zijn"),
        (code("a", kleur="rood"), "regel 13, code 'a': 'kleur' is geen bekend veld"),
        (code("a", parent="a"), "een code kan niet onder zichzelf vallen"),
        (code("a") + code("b", parent="a") + code("c", parent="b"), "'b' valt zelf onder een hoofdthema"),
        (code("a", exclusive="true") + code("b", parent="a"), "een uitsluitende code heeft geen hoofdthema"),
        (code("a", dimension="soort"), "de dimensie 'soort' staat niet onder 'dimensions'"),
        ("  - a\n", "regel 5: onderdeel 1 van 'codes' heeft geen velden"),
    ],
)
def test_each_kind_of_mistake_is_named(codes: str, problem: str) -> None:
    found = problems(HEAD + "codes:\n" + codes)
    assert any(problem in line for line in found), found


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "alleen tekst"])
def test_something_else_than_a_codebook(text: str) -> None:
    assert "regel 1: een codeboek begint met 'id'" in problems(text)[0]


def test_broken_yaml_names_the_line() -> None:
    assert "b.yaml, regel 3: dit is geen geldige YAML" in problems("id: b\ntitle: 'x\ncodes: [")[0]


def test_a_tag_cannot_make_objects(tmp_path: Path) -> None:
    target = tmp_path / "made"
    tag = f"!!python/object/apply:os.mkdir ['{target}']"
    assert "moet tekst zijn" in problems(HEAD + "codes:\n" + code("a", definition=tag))[0]
    assert not target.exists()


def test_a_missing_file_and_a_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="bestaat niet"):
        load_codebook(tmp_path / "weg.yaml")
    path = tmp_path / "oud.yaml"
    path.write_bytes("title: café".encode("cp1252"))
    with pytest.raises(CodingError, match=r"oud\.yaml: sla het codeboek op als UTF-8"):
        load_codebook(path)


def test_a_codebook_to_begin_with_is_in_order() -> None:
    book = starter_codebook("nieuw", title="Nieuw", description="Proef.")
    assert parse_codebook(to_yaml(book), name="nieuw") == book


SHIPPED = sorted((REPOSITORY / "codebooks").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_codebooks_are_in_order(path: Path) -> None:
    book = load_codebook(path)
    assert book.id == path.stem
    assert all(len(entry.examples) >= 2 and len(entry.key_terms) >= 2 for entry in book.codes)


def test_the_shipped_codebooks_are_the_promised_ones() -> None:
    books = {path.stem: load_codebook(path) for path in SHIPPED}
    assert set(books) == {
        "knelpunten",
        "loyaliteitsconflicten",
        "huisartsafspraken",
        "bijdrage-transitie",
        "aandachtsgebieden",
        "clientperspectief",
    }
    children = {
        "werkbeheersing": "werkdruk caseload zwaarte-problematiek wachtlijsten-team wachtlijsten-tweedelijn",
        "complexiteit": "drang-en-dwang opschalen formatie deskundigheid",
        "organisatie": "samenwerking regie-en-rollen administratie privacy financien",
    }
    bottlenecks = books["knelpunten"]
    for parent, names in children.items():
        assert {entry.id for entry in bottlenecks.children(parent)} == set(names.split())
    alone = {entry.id for entry in bottlenecks.codes if entry.parent is None} - set(children)
    assert alone == {"preventie", "bekendheid", "wonen", "overig", "geen", "weet-niet"}
    assert {entry.id for entry in bottlenecks.codes if entry.exclusive} == {"geen", "weet-niet"}
    areas = [entry for entry in books["aandachtsgebieden"].codes if entry.dimension == "thema"]
    assert len(areas) == 10
    assert len(books["clientperspectief"].codes) == 9
