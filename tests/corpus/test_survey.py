"""From a table to respondents: splitting, choosing among several questionnaires, levels, repairs."""

import pytest

from coding.corpus import make_mapping, read_survey, read_table
from coding.corpus.survey import SurveyData
from coding.errors import InputError

BASE = {
    "id": "p",
    "respondent": "gemeente",
    "open_questions": [
        {"column": "a", "id": "1", "text": "?"},
        {"column": "b", "id": "2", "text": "?"},
    ],
}


def survey(text: str, **fields: object) -> SurveyData:
    return read_survey(read_table(text.encode(), name="p.csv"), make_mapping({**BASE, **fields}))


def answers(data: SurveyData) -> dict[str, dict[str, str]]:
    return {record.respondent: record.answers for record in data.records}


def test_one_questionnaire_for_three_becomes_three_records() -> None:
    data = survey("gemeente;a;b\nOost / West /Noord;x;\nZuid;y;z\n", split_respondent="/")
    assert answers(data) == {
        "Oost": {"1": "x"},
        "West": {"1": "x"},
        "Noord": {"1": "x"},
        "Zuid": {"1": "y", "2": "z"},
    }
    assert data.n_answers == 5


def test_without_a_separator_the_name_stays_whole() -> None:
    assert list(answers(survey("gemeente;a;b\nOost/West;x;\nZuid;y;\n"))) == ["Oost/West", "Zuid"]


def test_the_first_rule_that_tells_them_apart_decides() -> None:
    text = (
        "gemeente;status;a;b\n"
        "Elzerveen;gedeeltelijk;lang;lang\n"  # 2
        "ELZERVEEN ;volledig;kort;\n"  # 3
        "elzerveen;Volledig;ook;ja\n"  # 4
        "Oost;volledig;x;\n"  # 5
    )
    rules = [{"column": "status", "order": ["volledig", "gedeeltelijk"]}, "most_answered"]
    data = survey(text, duplicates=rules)
    assert answers(data) == {"elzerveen": {"1": "ook", "2": "ja"}, "Oost": {"1": "x"}}
    assert len(data.dropped) == 2
    # Both sentences name the row that was kept in the end.
    assert all("rij 4" in sentence for sentence in data.dropped)
    assert any("Rij 2" in sentence and "status" in sentence for sentence in data.dropped)


def test_a_value_the_rule_does_not_know_comes_last() -> None:
    data = survey(
        "gemeente;status;a;b\nE;onbekend;x;x\nE;gedeeltelijk;y;\n",
        duplicates=[{"column": "status", "order": ["volledig", "gedeeltelijk"]}],
    )
    assert answers(data) == {"E": {"1": "y"}}


def test_rules_that_do_not_decide_are_an_error_naming_both_rows() -> None:
    with pytest.raises(InputError, match="rij 2 en rij 3") as caught:
        survey("gemeente;a;b\nE;x;\nE;;y\n", duplicates=["most_answered"])
    assert "maken geen keuze" in str(caught.value)


def test_wholly_equal_rows_are_one() -> None:
    data = survey("gemeente;a;b\nE;x;y\nE;x;y\n")
    assert answers(data) == {"E": {"1": "x", "2": "y"}}
    assert "Rij 3" in data.dropped[0]


def test_one_of_three_that_also_answered_for_itself() -> None:
    data = survey(
        "gemeente;a;b\nOost;zelf;ja\nOost / West;samen;\n",
        split_respondent=" / ",
        duplicates=["most_answered"],
    )
    assert answers(data) == {"Oost": {"1": "zelf", "2": "ja"}, "West": {"1": "samen"}}


def test_a_row_without_respondent_and_answers_is_told() -> None:
    data = survey("gemeente;a;b;c\nE;x;;\n;;;iets\n")
    assert list(answers(data)) == ["E"]
    assert data.dropped == ("Rij 3: geen respondent en geen antwoorden.",)


def test_levels_are_the_order_given_and_then_what_else_was_found() -> None:
    data = survey(
        "gemeente;grootte;a;b\nA;klein;x;\nB;GROOT;x;\nC;heel groot;x;\nD;;x;\n",
        variables=[{"column": "grootte", "order": ["groot", "klein"]}],
    )
    assert data.levels == {"grootte": ["groot", "klein", "heel groot"]}
    assert [record.values.get("grootte") for record in data.records] == ["klein", "groot", "heel groot", None]
    assert "'heel groot' (1×)" in data.notes[0]


def test_levels_without_an_order_are_sorted_as_people_count() -> None:
    data = survey(
        "gemeente;klasse;a;b\nA;10 tot 20;x;\nB;2 tot 10;x;\nC;onbekend;x;\n",
        variables=[{"column": "klasse"}],
    )
    assert data.levels == {"klasse": ["2 tot 10", "10 tot 20", "onbekend"]}


def test_numbers_are_stored_in_one_notation() -> None:
    data = survey(
        "gemeente;inwoners;a;b\nA;2,50;x;\nB;1.200;x;\n",
        variables=[{"column": "inwoners", "type": "number", "classes": [2, 5]}],
    )
    assert [record.values["inwoners"] for record in data.records] == ["2.5", "1200"]
    assert data.levels == {"inwoners": [2, 5]}


def test_garbled_answers_are_mended_and_counted() -> None:
    data = survey("gemeente;a;b\nE;coÃ¶rdinatie;Ã©Ã©n loket\nF;één Â;\n")
    assert answers(data)["E"] == {"1": "coördinatie", "2": "één loket"}
    assert answers(data)["F"] == {"1": "één Â"}
    assert "2 antwoorden" in data.notes[0]
    assert "rij 2" in data.notes[0]


def test_a_question_nobody_answered_is_told() -> None:
    data = survey("gemeente;a;b\nE;x;\n")
    assert data.notes == ("Vraag 2: niemand heeft iets geantwoord.",)


def test_line_ends_of_excel() -> None:
    data = survey('gemeente;a;b\nE;"- druk\r\n- vol\r\n";"a\rb"\n')
    assert answers(data)["E"] == {"1": "- druk\n- vol", "2": "a\nb"}
