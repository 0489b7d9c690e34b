"""A first proposal of what columns mean."""

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
