"""Files on their way into the waiting room: what stands beside the answers comes out without names."""

from pathlib import Path

import pytest

from coding.corpus import ImportReport, ReadDocument, SurveyMapping, make_mapping, read_document
from coding.errors import InputError
from coding.project import Project
from coding.pseudonyms import Batch, Recogniser

CONTENT = (
    "wie;begeleider;leeftijd;vraag\r\n"
    "1;mevrouw Wiersinga;40;Prima.\r\n"
    "2;dhr. Boutkan;50;Traag.\r\n"
    "3;mevrouw Wiersinga;60;Wiersinga is er nooit.\r\n"
)


def mapping(**fields: object) -> SurveyMapping:
    values: dict[str, object] = {
        "id": "p",
        "title": "Gesprek met mevrouw Wiersinga",
        "respondent": "wie",
        "variables": [
            {"column": "begeleider", "id": "begeleider", "order": ["dhr. Boutkan"]},
            {"column": "leeftijd", "id": "leeftijd", "type": "number"},
        ],
        "open_questions": [{"column": "vraag", "id": "1", "text": "Hoe gaat het?"}],
    }
    return make_mapping(values | fields)


def stage(project: Project, content: str = CONTENT, **fields: object) -> Batch | ImportReport:
    return project.pseudonyms.stage_survey(
        content.encode(),
        name="gesprek_femke_de_haan.csv",
        mapping=mapping(**fields),
        recogniser=Recogniser(),
        by="Ans",
    )


def staged(project: Project, content: str = CONTENT, **fields: object) -> Batch:
    batch = stage(project, content, **fields)
    assert isinstance(batch, Batch)
    return batch


def test_values_are_reviewed_and_released_with_placeholders(project: Project, tmp_path: Path) -> None:
    batch = staged(project)
    assert batch.name == "gesprek_[PERSOON-1].csv"
    assert len(batch.warnings) == 3  # the column, the title, the name of the file
    project.pseudonyms.decide(batch.id, kind="person", string="Boutkan", accept=False, by="Ans")
    project.pseudonyms.release(batch.id, by="Ans")
    people = project.corpus.respondents("p")
    helpers = list(people["begeleider"])
    assert helpers[1] == "dhr. Boutkan"
    assert helpers[0] == helpers[2] == "mevrouw [PERSOON-1]"
    assert list(people["leeftijd"]) == [40, 50, 60]
    levels = project.corpus.variables("p").set_index("key")["levels"]
    assert levels["begeleider"] == ["dhr. Boutkan", "mevrouw [PERSOON-1]"]
    assert list(project.corpus.files()["name"]) == ["gesprek_[PERSOON-1].csv"]


def test_the_same_file_again_is_known_though_its_names_are_gone(project: Project) -> None:
    project.pseudonyms.release(staged(project).id, by="Ans")
    again = stage(project)
    assert isinstance(again, ImportReport)
    assert again.unchanged


def test_two_values_never_become_one(project: Project) -> None:
    content = "wie;begeleider;leeftijd;vraag\n1;mevrouw Wiersinga;1;x\n2;mevrouw An Wiersinga;2;y\n"
    plain = [{"column": "begeleider", "id": "begeleider"}]
    batch = staged(project, content, variables=plain, title="")
    project.pseudonyms.release(batch.id, by="Ans")
    assert project.corpus.respondents("p")["begeleider"].nunique() == 2


def test_respondents_by_address_become_numbers_and_cannot_be_added_to(project: Project) -> None:
    content = CONTENT.replace("\n1;", "\nan@x.nl;").replace("\n2;", "\nbo@x.nl;")
    batch = staged(project, content)
    assert not any("@x.nl" in text for _number, label, text in project.pseudonyms.texts(batch.id))
    project.pseudonyms.release(batch.id, by="Ans")
    assert list(project.corpus.respondents("p").index) == ["respondent 1", "respondent 2", "respondent 3"]
    with pytest.raises(InputError, match="eerder door nummers vervangen"):
        stage(project, content + "dd@x.nl;geen;70;Nieuw.\r\n")


def test_one_respondent_with_a_name_is_reviewed(project: Project) -> None:
    batch = staged(project, CONTENT.replace("\n2;", "\nmevrouw Femke Huizinga;"))
    project.pseudonyms.release(batch.id, by="Ans")
    assert list(project.corpus.respondents("p").index) == ["1", "respondent 1", "3"]


def document(content: str) -> ReadDocument:
    return read_document(content.encode(), name="x.txt")


@pytest.mark.parametrize(
    ("title", "stored"),
    [("Gesprek met Femke de Haan", "Gesprek met [PERSOON-1]"), (None, "verslag_[PERSOON-1]")],
)
def test_the_title_of_a_report(project: Project, title: str | None, stored: str) -> None:
    content = "Zij vertelde dat de wachttijd te lang is en dat niemand haar terugbelde."
    batch = project.pseudonyms.stage_report(
        content.encode(),
        document(content),
        name="verslag_femke_de_haan.txt",
        question="rapporten",
        recogniser=Recogniser(),
        by="Ans",
        title=title,
        passphrase="een lange wachtzin hier",
    )
    assert isinstance(batch, Batch)
    project.pseudonyms.release(batch.id, by="Ans")
    assert list(project.corpus.segments("rapporten")["title"]) == [stored]
    name, _content = project.pseudonyms.original(batch.id, "een lange wachtzin hier", by="Ans")
    assert name == "verslag_[PERSOON-1].txt"
