import hashlib
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select
from tests.builders import add_answers
from tests.language.models import save_model

from coding.errors import CodingError, NotFoundError
from coding.project import Project
from coding.store.schema import Analysis

OLD = "nl_ingebouwd-3.8.18+r2"  # as an earlier version called its own


def analysed(project: Project) -> Counter[str]:
    """Count the analyses by pipeline."""
    with project.database.read() as connection:
        return Counter(connection.scalars(select(Analysis.pipeline)))


def stored(project: Project) -> dict[str, list[list[int | str]]]:
    """Return the tokens by text."""
    with project.database.read() as connection:
        return {row.text_sha256: row.tokens for row in connection.execute(select(Analysis))}


def analyse_as_before(project: Project, texts: list[str]) -> None:
    """Store analyses of a pipeline that is no more, as an earlier version of the program did."""
    rows = [
        {
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "pipeline": OLD,
            "tokens": [[0, len(text), f"oud-{text}", "X", 1]],
        }
        for text in texts
    ]
    with project.database.write() as connection:
        connection.execute(insert(Analysis), rows)


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
    assert steps == [(0, 2), (2, 2)]
    assert project.language.analyse() == 1
    assert project.language.analyse() == 0


def test_long_texts_make_small_chunks(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.language.store.LONGEST_CHUNK", 20)
    add_answers(
        project, "63", ["kort", "ook kort", "een tekst die langer is dan een stuk", "kort stuk", "en nog een"]
    )
    steps: list[tuple[int, int]] = []
    assert project.language.analyse(progress=lambda *step: steps.append(step)) == 5
    assert steps == [(0, 5), (2, 5), (3, 5), (5, 5)]


@pytest.mark.parametrize("project", ["sqlite"], indirect=True)  # slow, and the same on either
def test_two_processes_give_what_one_gives(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.language.store.CHUNK", 3)
    add_answers(project, "63", [f"{n} lange wachtlijsten, te weinig tijd" for n in range(10)])
    project.language.analyse("63", processes=1)
    here = stored(project)
    assert len(here) == 10
    with project.database.write() as connection:
        connection.execute(delete(Analysis))
    steps: list[tuple[int, int]] = []
    assert project.language.analyse("63", processes=2, progress=lambda *step: steps.append(step)) == 10
    assert steps == [(0, 10), (3, 10), (6, 10), (9, 10), (10, 10)]
    assert stored(project) == here


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
    assert analysed(project).total() == 4
    assert project.language.analyse() == 1


def test_an_unknown_question_names_the_known_ones(project: Project) -> None:
    add_answers(project, "63", ["werkdruk"])
    with pytest.raises(NotFoundError, match="63"):
        project.language.lemmas("64")


# ── another pipeline is a question ──────────────────────────────────────────────────────────────


def test_a_project_keeps_to_its_pipeline_until_somebody_asks_for_another(
    project: Project, tmp_path: Path
) -> None:
    add_answers(project, "63", ["werkdruk", "lange wachtlijsten"])
    language = project.language
    assert language.change() is None
    language.analyse()
    own = language.info.name
    language.use(str(save_model(tmp_path / "model", "nl_mijn")))

    change = language.change()
    assert change is not None
    assert change.own.name == language.info.name == own
    assert change.chosen.name.startswith("nl_mijn-9.9.9+")
    assert (change.n_again, change.n_waiting) == (2, 0)
    assert "Hiermee is dit project ontleed." in language.info.reason

    add_answers(project, "48", ["korte lijnen"])  # later texts get what the others got
    assert language.lemmas("48")["lemmas"].tolist() == [["kort", "lijn"]]
    assert analysed(project) == {own: 3}

    assert language.analyse(again=True) == 3
    assert language.change() is None
    assert language.info.name == change.chosen.name
    assert analysed(project) == {own: 3, change.chosen.name: 3}

    language.use(None)  # and back: nothing has to be analysed twice
    assert language.change().n_again == 0
    assert language.analyse(again=True) == 0
    assert language.info.name == own


def test_staying_with_the_old_one_is_an_answer_too(project: Project, tmp_path: Path) -> None:
    add_answers(project, "63", ["werkdruk"])
    project.language.use(str(save_model(tmp_path / "model", "nl_mijn")))
    project.language.analyse()
    project.language.use("ingebouwd")
    assert project.language.changed()
    project.language.use(project.language.info.model)
    assert not project.language.changed()


def test_going_over_that_is_stopped_halfway_changes_nothing_and_goes_on_later(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.language.store.CHUNK", 1)
    add_answers(project, "63", ["werkdruk", "lange wachtlijsten", "caseload"])
    project.language.analyse()
    own = project.language.info.name
    project.language.use(str(save_model(tmp_path / "model", "nl_mijn")))

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.language.analyse(again=True, progress=stop)
    assert project.language.info.name == own
    assert len(project.language.lemmas("63")) == 3
    assert project.language.analyse(again=True) == 1
    assert project.language.info.name != own


def test_a_project_of_an_earlier_version_goes_on_and_new_texts_wait_for_an_answer(project: Project) -> None:
    add_answers(project, "63", ["werkdruk", "caseload"])
    analyse_as_before(project, ["werkdruk", "caseload"])
    language = project.language
    assert language.lemmas("63")["lemmas"].tolist() == [["oud-werkdruk"], ["oud-caseload"]]
    assert (language.info.name, language.info.model) == (OLD, "")
    change = language.change()
    assert change is not None
    assert (change.own.name, change.n_again, change.n_waiting) == (OLD, 2, 0)

    add_answers(project, "48", ["korte lijnen", "werkdruk"])
    assert language.change().n_waiting == 1
    with pytest.raises(CodingError, match=r"Er is 1 nieuwe tekst om te ontleden.*coding analyse --again"):
        language.lemmas("48")
    assert analysed(project) == {OLD: 2}  # two ways of analysing never meet in one question
    assert language.lemmas("63")["lemmas"].tolist() == [["oud-werkdruk"], ["oud-caseload"]]

    assert language.analyse(again=True) == 3
    assert language.lemmas("63")["lemmas"].tolist() == [["werkdruk"], ["caseload"]]
    assert language.lemmas("48")["lemmas"].tolist() == [["kort", "lijn"], ["werkdruk"]]


def test_stopping_halfway_does_not_carry_an_earlier_project_over(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.language.store.CHUNK", 2)
    add_answers(project, "63", ["werkdruk", "caseload", "tijd"])
    analyse_as_before(project, ["werkdruk"])

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.language.analyse(again=True, progress=stop)
    assert analysed(project)[OLD] == 1  # the new ones outnumber it by now
    assert project.language.info.name == OLD


def test_a_project_whose_named_model_is_gone_can_still_be_read(project: Project, tmp_path: Path) -> None:
    add_answers(project, "63", ["lange wachtlijsten"])
    folder = save_model(tmp_path / "model", "nl_mijn")
    project.language.use(str(folder))
    project.language.analyse()
    folder.rename(tmp_path / "weg")
    assert project.language.lemmas("63")["lemmas"].tolist() == [["lang", "wachtlijst"]]
    with pytest.raises(CodingError, match="is niet te gebruiken"):
        project.language.change()
    with pytest.raises(CodingError, match="is niet te gebruiken"):
        project.language.use(str(folder))


def test_again_is_about_the_whole_project(project: Project) -> None:
    add_answers(project, "63", ["werkdruk"])
    with pytest.raises(CodingError, match="het hele project"):
        project.language.analyse("63", again=True)
