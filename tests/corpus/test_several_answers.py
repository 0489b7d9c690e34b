"""Questions with several answers at once, and to whom a question was put."""

import pytest

from coding.corpus import SurveyMapping, make_mapping, mapping_yaml, parse_mapping
from coding.errors import InputError
from coding.project import Project

BASE = {
    "id": "p",
    "respondent": "wie",
    "variables": [{"column": "teams", "order": ["ja", "nee"]}],
    "closed_questions": [
        {"columns": ["a", "b"], "id": "10", "text": "Welke?", "type": "multiple", "order": ["wijk", "jeugd"]},
        {
            "column": "lijst",
            "separator": ";",
            "id": "11",
            "text": "Wat?",
            "type": "multiple",
            "order": ["x", "y"],
        },
        {"columns": ["t1", "t2", "t3"], "id": "12", "text": "Top 3?", "type": "ranked"},
    ],
    "open_questions": [{"column": "tekst", "id": "13", "text": "Waarom?"}],
}
ROWS = """wie;teams;a;b;lijst;t1;t2;t3;tekst
Een;ja;1;0;y;zorg;geld;;omdat
Twee;JA;ja;ja;X; zorg ;tijd;zorg;zo
Drie;nee;0;0;;;;;
Vier;;;;"x; y";geld;tijd;;en dus
"""


def mapping(**fields: object) -> SurveyMapping:
    return make_mapping({**BASE, **fields})


def test_several_answers_are_kept_as_a_list_in_their_order(project: Project) -> None:
    project.corpus.import_survey(ROWS.encode(), name="p.csv", mapping=mapping())
    values = project.corpus.values("p", ["10", "11", "12"])
    assert values["10"].tolist() == [
        ["wijk"],
        ["wijk", "jeugd"],
        [],
        None,
    ]  # none ticked is not nothing answered
    assert values["11"].tolist() == [["y"], ["x"], None, ["x", "y"]]
    assert values["12"].tolist() == [["zorg", "geld"], ["zorg", "tijd"], None, ["geld", "tijd"]]
    variables = project.corpus.variables("p").set_index("key")
    assert variables["kind"].to_dict() == {
        "teams": "category",
        "10": "multiple",
        "11": "multiple",
        "12": "ranked",
    }
    assert variables.loc["10", "levels"] == ["wijk", "jeugd"]
    assert variables.loc["12", "levels"] == ["geld", "tijd", "zorg"]
    assert project.corpus.respondents("p").loc["Twee", "10"] == "wijk; jeugd"


def test_what_is_no_tick_is_an_error_that_names_the_cell(project: Project) -> None:
    with pytest.raises(InputError, match="misschien") as caught:
        project.corpus.import_survey(
            ROWS.replace("Een;ja;1", "Een;ja;misschien").encode(), name="p.csv", mapping=mapping()
        )
    assert (caught.value.row, caught.value.column) == (2, "a")
    assert project.corpus.questions().empty


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        ({"type": "multiple", "column": "a"}, "separator"),
        ({"type": "multiple", "columns": ["a"], "column": "b"}, "columns"),
        ({"columns": ["a", "b"]}, "columns"),
        ({"type": "ranked", "columns": ["a", "a"]}, "dubbel"),
        ({"type": "multiple", "columns": ["a", "b"], "order": ["x"]}, "per kolom"),
        ({}, "column"),
    ],
)
def test_columns_that_do_not_go_with_the_kind_of_question(
    question: dict[str, object], complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        mapping(closed_questions=[{"id": "1", "text": "?", **question}])


def asked(condition: object) -> list[dict[str, object]]:
    return [{"column": "tekst", "id": "13", "text": "Waarom?", "asked_if": condition}]


@pytest.mark.parametrize(
    ("condition", "stored"),
    [
        ({"column": "teams", "values": ["JA"]}, [{"variable": "teams", "values": ["ja"]}]),
        ("lijst", [{"variable": "11", "values": []}]),
        (["lijst", {"column": "teams", "values": ["ja"]}], None),
        ([], []),
    ],
)
def test_conditions_are_stored_by_variable(project: Project, condition: object, stored: object) -> None:
    made = mapping(open_questions=asked(condition))
    assert parse_mapping(mapping_yaml(made), name="m.yaml") == made
    found = made.routing(made.open_questions[0].asked_if)
    if stored is None:
        stored = [{"variable": "11", "values": []}, {"variable": "teams", "values": ["ja"]}]
    assert found == stored


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [("kleur", "kleur"), ({"column": "teams", "values": ["soms"]}, "soms"), ({"column": "tekst"}, "tekst")],
)
def test_conditions_that_cannot_be_met_are_refused(condition: object, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        mapping(open_questions=asked(condition))


def test_the_same_file_with_a_mapping_that_says_more_adds_to_what_is_known(project: Project) -> None:
    content = ROWS.encode()
    project.corpus.import_survey(content, name="p.csv", mapping=mapping())
    before = project.corpus.segments("13")
    assert project.corpus.question("13").asked_if is None
    condition = {"column": "teams", "values": ["ja"]}
    report = project.corpus.import_survey(
        content, name="p.csv", mapping=mapping(open_questions=asked(condition))
    )
    assert (report.n_respondents, report.n_answers) == (0, 0)
    assert any("Vraag 13" in note and "gesteld" in note for note in report.notes)
    assert project.corpus.question("13").asked_if == [{"variable": "teams", "values": ["ja"]}]
    assert project.corpus.segments("13")["id"].tolist() == before["id"].tolist()
    # a later export without routing leaves what is known
    project.corpus.import_survey(content + b"Vijf;nee;;;;;;;\n", name="p.csv", mapping=mapping())
    assert project.corpus.question("13").asked_if == [{"variable": "teams", "values": ["ja"]}]
