"""A first proposal of what columns mean."""

import pytest

from coding.corpus import guess_mapping, read_survey, read_table

NAMES = ["Elzerveen", "Marsdrecht", "Vaarderhoek", "Wolmeren", "Lutterbroek", "Rijnsloot", "Kromveen", "Oost"]
OPEN = [
    "te druk en te weinig mensen om het werk te doen",
    "wachtlijsten bij de specialistische jeugdhulp",
    "nee, gaat hier prima eigenlijk",
    "huisartsen verwijzen zelf door zonder ons te bellen",
    "hoge caseload, zwaardere problematiek dan gedacht",
    "administratie kost te veel tijd",
    "het vinden van ervaren mensen lukt niet",
    "privacy en het delen van gegevens met partners",
]


def table(extra: str = ""):
    header = "nr;datum;e-mail;Gemeente;G32;inwoners;V32 conflicten?;V63. Zijn er knelpunten?;leeg"
    rows = [
        f"{n + 1};2017-06-{n + 10};x{n}@x.nl;{name};{'ja' if n < 2 else 'nee'};{n * 3},5;"
        f"{'ja' if n % 2 else 'nee'};{OPEN[n]};"
        for n, name in enumerate(NAMES)
    ]
    return read_table(("\n".join([header, *rows]) + "\n" + extra).encode(), name="Peiling 2017.csv")


def test_the_parts_of_a_survey() -> None:
    mapping = guess_mapping(table())
    assert mapping.id == "peiling-2017"
    assert mapping.respondent == "Gemeente"
    assert [(question.id, question.text) for question in mapping.open_questions] == [
        ("63", "Zijn er knelpunten?")
    ]
    assert [(question.id, question.text) for question in mapping.closed_questions] == [("32", "conflicten?")]
    assert [variable.column for variable in mapping.variables] == ["G32", "inwoners"]


def test_what_is_proposed_can_be_imported() -> None:
    data = read_survey(table(), guess_mapping(table()))
    assert len(data.records) == 8
    assert data.n_answers == 8


def test_several_names_in_one_cell() -> None:
    extra = "9;2017-06-20;y@x.nl;Elzerveen / Kromveen;nee;1;ja;samen ingevuld voor twee gemeenten;\n"
    assert guess_mapping(table(extra)).split_respondent == " / "
    assert guess_mapping(table()).split_respondent is None


def test_numbers_with_many_values_are_numbers() -> None:
    rows = "".join(f"G{n};{n},5;antwoord nummer {n} over iets anders dan de rest\n" for n in range(30))
    mapping = guess_mapping(read_table(f"id;inwoners;toelichting\n{rows}".encode(), name="x.csv"))
    assert [(variable.column, variable.type) for variable in mapping.variables] == [("inwoners", "number")]
    assert [question.column for question in mapping.open_questions] == ["toelichting"]


def test_ages_of_a_few_people_are_numbers_and_marks_are_categories() -> None:
    ages = [34, 61, 45, 29, 52, 38, 70, 23]
    rows = [f"{name};{age};{age % 3 + 1};{text}" for name, age, text in zip(NAMES, ages, OPEN, strict=True)]
    content = "\n".join(["Gemeente;Leeftijd;Rapportcijfer;Toelichting", *rows]).encode()
    mapping = guess_mapping(read_table(content, name="klein.csv"))
    assert [(variable.column, variable.type) for variable in mapping.variables] == [
        ("Leeftijd", "number"),
        ("Rapportcijfer", "category"),
    ]


def test_two_columns_with_one_number_get_keys_of_their_own() -> None:
    rows = "".join(f"G{n};{'ja' if n % 2 else 'nee'};{OPEN[n % 8]} {n}\n" for n in range(12))
    mapping = guess_mapping(read_table(f"id;V31;V31_anders\n{rows}".encode(), name="x.csv"))
    assert mapping.closed_questions[0].id == "31"
    assert mapping.open_questions[0].id == "31_anders"


def test_a_table_of_short_answers_still_gives_a_question() -> None:
    mapping = guess_mapping(read_table(b"wie,wat\na,1234567\nb,2345678\n", name="x.csv"))
    assert mapping.respondent == "wie"


def test_what_says_where_someone_lives_is_left_out() -> None:
    rows = [
        f"{n};52.{n}1;4.{n}7;Jan {n};{'ja' if n % 2 else 'nee'};{answer}" for n, answer in enumerate(OPEN)
    ]
    header = "nr;LocationLatitude;LocationLongitude;RecipientFirstName;lid;Wat kan beter?"
    proposed = guess_mapping(read_table("\n".join([header, *rows]).encode(), name="x.csv"))
    assert [variable.column for variable in proposed.all_variables()] == ["lid"]


def role_of(name: str, cells: list[str]) -> str:
    """Return what a column is taken for, beside a running number and a column that is certainly open."""
    rows = [
        f'{n};"{cell}";uitleg {n} in eigen woorden, elke keer anders {n * 7}' for n, cell in enumerate(cells)
    ]
    content = "\n".join([f'nr;"{name}";Toelichting bij alles', *rows]).encode()
    mapping = guess_mapping(read_table(content, name="kolom.csv"))
    assert mapping.respondent == "nr"
    roles = {question.column: "open" for question in mapping.open_questions}
    roles |= {question.column: "closed" for question in mapping.closed_questions}
    roles |= {variable.column: variable.type for variable in mapping.variables}
    return roles.get(name, "left out")


TOWNS = ["Almere", "Breda", "Delft", "Ede", "Emmen", "Gouda", "Hoorn", "Leiden", "Venlo", "Zwolle", "Tiel"]
WORDS = ["werkdruk", "personeel", "tijd", "geld", "privacy", "wachtlijst", "registratie", "verloop"]
WORDS += ["caseload", "huisvesting", "samenwerking", "regels", "administratie", "opleiding", "kennis"]
WORDS += ["budget", "vervoer", "tolken", "zorgmijders", "verwarring", "aanbod", "plekken"]


@pytest.mark.parametrize(
    ("name", "cells", "role"),
    [
        (
            "Ziet u knelpunten?",
            ["nee"] * 64 + [f"{text}, geval {n}" for n, text in enumerate(OPEN * 2)],
            "open",
        ),
        ("Knelpunten", ["geen", "nvt"] * 90 + OPEN, "open"),
        ("Welk woord past bij de wijk?", WORDS + ["werkdruk", "tijd"] * 4, "open"),
        ("Anders, namelijk", [""] * 40 + ["tolken", "vervoer", "geen idee", "privacy regels"], "open"),
        ("Wat kan beter?", [f"{WORDS[n % 22]} {WORDS[n % 7]}" for n in range(120)], "open"),
        (
            "Hoe tevreden bent u?",
            ["zeer tevreden", "niet tevreden, niet ontevreden", "zeer ontevreden"] * 4,
            "category",
        ),
        (
            "Mening",
            ["helemaal mee eens", "mee eens", "niet mee eens, niet mee oneens", "weet ik niet"] * 9,
            "category",
        ),
        (
            "Werkwijze",
            ["wij werken met een vast team per wijk", "wij huren alle zorg in bij de regio"] * 8,
            "category",
        ),
        (
            "Gemeentenaam",
            [f"{town} aan den Rijn {n}" for n, town in enumerate(TOWNS * 2)] + TOWNS * 5,
            "category",
        ),
        ("Welke regio", TOWNS * 3, "category"),
        ("Woonplaats", [f"{a}{b.lower()}" for a in TOWNS for b in TOWNS[:5]], "category"),
        ("Sinds", [f"{n % 28 + 1}-0{n % 9 + 1}-2019" for n in range(60)], "left out"),
        ("Kenmerk", [f"A{n:03}-X" for n in range(60)], "left out"),
        ("Contact", [f"n{n}@voorbeeld.nl" for n in range(40)], "left out"),
        ("Bereikbaar", [f"6{n:08}" for n in range(40)], "left out"),
        ("Dossier", [f"{n:06}" for n in range(40)], "left out"),
        ("Groep", ["001", "002", "010"] * 20, "category"),
        ("Inwoners", [str(1000 + 37 * n) for n in range(40)], "number"),
    ],
)
def test_what_a_column_is_taken_for(name: str, cells: list[str], role: str) -> None:
    assert role_of(name, cells) == role


def test_an_address_is_not_taken_for_the_respondent_where_there_is_something_else() -> None:
    rows = [f"x{n}@voorbeeld.nl;k{n}z;{text}" for n, text in enumerate(OPEN)]
    content = "\n".join(["mail;sleutel;Toelichting", *rows]).encode()
    assert guess_mapping(read_table(content, name="x.csv")).respondent == "sleutel"
