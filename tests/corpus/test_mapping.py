"""The mapping: what it accepts, and errors that name file, line and field."""

from pathlib import Path

import pytest

from coding.corpus import load_mapping, make_mapping, mapping_yaml, parse_mapping
from coding.errors import InputError

YAML = """\
id: peiling
title: Peiling
file: {separator: ";", encoding: cp1252, decimal: ","}
respondent: gemeente
split_respondent: " / "
duplicates:
  - {column: status, order: [volledig, gedeeltelijk]}
  - most_answered
variables:
  - {column: g32, label: G32, type: category, order: [ja, nee]}
  - {column: inwoners, type: number, classes: [2, 5, 10.5]}
closed_questions:
  - {column: V32, id: 32, text: Ervaart men conflicten, order: [no, yes, 2017]}
open_questions:
  - {column: V63, id: 63, text: Knelpunten, codebook: knelpunten}
  - column: V65
    id: 065
    text: Opmerkingen?
    codebook:
"""


def test_a_whole_mapping() -> None:
    mapping = parse_mapping(YAML, name="m.yaml")
    assert mapping.respondent == "gemeente"
    assert mapping.file.options().separator == ";"
    assert mapping.split_respondent == " / "
    assert mapping.duplicates[1] == "most_answered"
    assert mapping.variables[1].classes == [2.0, 5.0, 10.5]
    # Texts stay texts: YAML would make False, True and a number of these, and 53 of 065.
    assert mapping.closed_questions[0].order == ["no", "yes", "2017"]
    assert [question.id for question in mapping.open_questions] == ["63", "065"]
    assert mapping.open_questions[1].codebook is None
    assert [variable.key for variable in mapping.all_variables()] == ["g32", "inwoners", "32"]


def test_writing_and_reading_back() -> None:
    mapping = parse_mapping(YAML, name="m.yaml")
    again = parse_mapping(mapping_yaml(mapping), name="m.yaml")
    assert again == mapping
    assert again.sha256() == mapping.sha256()
    assert parse_mapping(YAML.replace("Knelpunten", "Wat"), name="m").sha256() != mapping.sha256()


def test_loading_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + YAML.encode())
    assert load_mapping(path).id == "peiling"
    with pytest.raises(InputError, match="bestaat niet"):
        load_mapping(tmp_path / "anders.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("respondent: gemeente\n", "", 1, "respondent: ontbreekt"),
        ("label: G32", "lable: G32", 10, "lable: is geen bekend veld"),
        ("type: number", "type: getal", 11, "'multiple' of 'ranked'"),
        ("10.5", "tien", 11, "moet een getal zijn"),
        ("classes: [2, 5, 10.5]", "classes: [5, 2]", 11, "laag naar hoog"),
        (
            "type: category, order: [ja, nee]",
            "type: number, order: [ja]",
            10,
            "'order' hoort bij een category",
        ),
        ("order: [ja, nee]", "order: [ja, Ja]", 10, "dubbel"),
        ("id: 065", "id: 63", 1, "'63' komt twee keer voor"),
        ("id: 32", "id: g32", 1, "'g32' komt twee keer voor"),
        ("id: peiling", "id: " + "p" * 61, 1, "langer dan 60"),
        ('separator: ";"', 'separator: ";;"', 3, "één teken"),
        ("- most_answered", "- meeste", 8, "duplicates"),
        ("variables:", "variabelen:", 9, "variabelen: is geen bekend veld"),
    ],
)
def test_errors_name_the_line(old: str, new: str, line: int, words: str) -> None:
    assert old in YAML
    with pytest.raises(InputError) as caught:
        parse_mapping(YAML.replace(old, new, 1), name="m.yaml")
    message = str(caught.value)
    assert message.startswith("m.yaml: ")
    assert f"regel {line}, " in message
    assert words in message


@pytest.mark.parametrize("text", ["id: [", "- a\n- b", "", "gewoon tekst"])
def test_what_is_no_mapping(text: str) -> None:
    with pytest.raises(InputError, match=r"m\.yaml"):
        parse_mapping(text, name="m.yaml")


def test_plain_values_from_a_page() -> None:
    with pytest.raises(InputError, match="geen enkele vraag"):
        make_mapping({"id": "p", "respondent": "gemeente"})
    mapping = make_mapping(
        {
            "id": "p",
            "respondent": " gemeente\n",
            "open_questions": [{"column": "a\n b", "id": 7, "text": "?"}],
        }
    )
    assert (mapping.respondent, mapping.open_questions[0].column) == ("gemeente", "a b")
