"""What stands beside the answers: values, columns, respondents, names of files."""

import pytest

from coding.corpus import make_mapping, read_survey, read_table
from coding.errors import InputError
from coding.pseudonyms import Besides, Recogniser, look_besides
from coding.pseudonyms.besides import scrubbed


def looked(content: str, **fields: object) -> Besides:
    mapping = make_mapping({"id": "p", "respondent": "wie", **fields})
    table = read_table(content.encode(), name="a.csv")
    return look_besides(table, read_survey(table, mapping), mapping, recogniser=Recogniser())


VARIABLE = [{"column": "begeleider", "id": "begeleider"}]


def test_values_with_somebody_in_them_wait_with_the_values_beside_them() -> None:
    found = looked(
        "wie;begeleider;g32\n1;mevrouw Wiersinga;ja\n2;geen;nee\n3;mevrouw Wiersinga;ja\n",
        variables=[*VARIABLE, {"column": "g32", "id": "g32"}],
    )
    assert list(found.strings) == ["mevrouw Wiersinga", "geen"]
    assert found.respondents == ()
    [warning] = found.warnings
    assert "'begeleider'" in warning
    assert "1 waarde" in warning
    assert "bij 2 respondenten" in warning


def test_nothing_found_nothing_waits() -> None:
    found = looked("wie;begeleider\nUrk;ja\nEde;nee\n", variables=VARIABLE)
    assert (found.strings, found.respondents, found.warnings) == ({}, (), ())


def test_respondents_known_by_their_address_become_numbers() -> None:
    found = looked("wie;begeleider\na@x.nl;ja\nb@x.nl;nee\nc;nee\n", variables=VARIABLE)
    assert [record.respondent for record in found.data.records] == [
        "respondent 1",
        "respondent 2",
        "respondent 3",
    ]
    assert "2 van de 3 respondenten" in found.warnings[0]


def test_a_few_respondents_that_may_be_people_wait_for_the_review() -> None:
    found = looked("wie;begeleider\nUrk;ja\nmevrouw Wiersinga;nee\nEde;nee\nEpe;ja\n", variables=VARIABLE)
    assert found.respondents == ("Urk", "mevrouw Wiersinga", "Ede", "Epe")
    assert found.data.records[1].respondent == "mevrouw Wiersinga"


def test_names_of_columns_and_questions() -> None:
    found = looked(
        "wie;hulp van mevrouw Wiersinga\n1;ja\n2;nee\n",
        variables=[{"column": "hulp van mevrouw Wiersinga", "id": "hulp"}],
        open_questions=[],
    )
    assert list(found.strings) == ["hulp van mevrouw Wiersinga"]


def test_telephone_numbers_as_amounts_are_refused() -> None:
    with pytest.raises(InputError, match=r"kolom bel.*telefoonnummer.*Sla de kolom over"):
        looked(
            "wie;bel\n1;0612345678\n2;0687654321\n",
            variables=[{"column": "bel", "id": "bel", "type": "number"}],
        )


def test_sentences_that_quote_a_row_keep_no_name() -> None:
    content = "wie;v\nmevrouw Wiersinga;ja\nmevrouw Wiersinga;ja\nUrk;ja\nEde;nee\n"
    found = looked(content, variables=[{"column": "v", "id": "v"}], duplicates=["most_answered"])
    assert len(found.data.dropped) == 1
    assert "Wiersinga" not in found.data.dropped[0]
    assert "[PERSOON-1]" in found.data.dropped[0]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("interview_jan_de_wit.docx", "interview_[PERSOON-1].docx"),
        ("Gesprek Femke de Haan.docx", "Gesprek [PERSOON-1].docx"),
        ("verslag-femke-de-haan-2024.pdf", "verslag-[PERSOON-1]-2024.pdf"),
        ("j.jansen@wijkteam.nl.txt", "[E-MAIL-1].txt"),
        ("evaluatie-wijkteams-marsdrecht.pdf", "evaluatie-wijkteams-marsdrecht.pdf"),
        ("peiling 2017 (definitief).xlsx", "peiling 2017 (definitief).xlsx"),
        ("Rapportage Wmo en Jeugd 12-03-2024.docx", "Rapportage Wmo en Jeugd 12-03-2024.docx"),
        ("zonder achtervoegsel", "zonder achtervoegsel"),
    ],
)
def test_names_in_the_name_of_a_file(name: str, kept: str) -> None:
    assert scrubbed(name, Recogniser()) == kept
