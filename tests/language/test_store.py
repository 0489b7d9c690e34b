import hashlib

import pytest
from sqlalchemy import func, select
from tests.builders import add_answers

from coding.errors import NotFoundError
from coding.language import Language
from coding.project import Project
from coding.store.schema import Analysis


def test_lemmas_of_a_question_in_order(project: Project) -> None:
    ids = add_answers(project, "63", ["Lange wachtlijsten!", "-", "geen tijd voor de kinderen"])
    lemmas = project.language.lemmas("63")
    assert lemmas["segment_id"].tolist() == ids
    assert lemmas["lemmas"].tolist() == [["lang", "wachtlijst"], [], ["geen", "tijd", "kind"]]
    everything = project.language.lemmas("63", content_only=False)
    assert everything["lemmas"].tolist()[0] == ["lang", "wachtlijst", "!"]


def test_identical_texts_are_analysed_once_and_not_again(project: Project) -> None:
    add_answers(project, "63", ["werkdruk", "werkdruk", "caseload"])
    add_answers(project, "48", ["werkdruk", "korte lijnen"])
    steps: list[tuple[int, int]] = []
    assert project.language.analyse("63", progress=lambda *step: steps.append(step)) == 2
    assert steps == [(2, 2)]
    assert project.language.analyse() == 1
    assert project.language.analyse() == 0


def test_headings_are_not_analysed(project: Project) -> None:
    add_answers(project, "rapporten", ["Inleiding"], codable=False)
    assert project.language.analyse() == 0
    assert project.language.lemmas("rapporten").empty


def test_what_is_stored_points_into_the_text(project: Project) -> None:
    text = "😀 é: wachtlijsten"
    add_answers(project, "63", [text])
    project.language.analyse()
    with project.database.read() as connection:
        row = connection.execute(select(Analysis)).one()
    assert row.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert row.pipeline == project.language.info.name
    start, end, lemma, _pos, content = row.tokens[-1]
    assert (text[start:end], lemma, content) == ("wachtlijsten", "wachtlijst", 1)


def test_stopping_halfway_keeps_what_was_done(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.language.store.CHUNK", 2)
    add_answers(project, "63", ["een tekort", "twee scholen", "drie gezinnen", "vier regels", "vijf zaken"])

    def stop(done: int, total: int) -> None:
        assert total == 5
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.language.analyse(progress=stop)
    with project.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Analysis)) == 4
    assert project.language.analyse() == 1


def test_another_pipeline_analyses_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_answers(project, "63", ["werkdruk"])
    project.language.analyse()
    monkeypatch.setattr("coding.language.pipeline.REVISION", 99)
    assert Language(project.database).analyse() == 1
    assert project.language.lemmas("63")["lemmas"].tolist() == [["werkdruk"]]


def test_an_unknown_question_names_the_known_ones(project: Project) -> None:
    add_answers(project, "63", ["werkdruk"])
    with pytest.raises(NotFoundError, match="63"):
        project.language.lemmas("64")
