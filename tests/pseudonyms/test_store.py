"""The waiting room: nothing leaves it unseen, and nothing of the originals stays behind."""

from pathlib import Path

import pytest
from sqlalchemy import text as sql
from tests.builders import codebook

from coding.codings import BulkChange, BulkKind
from coding.corpus import ImportReport, SurveyMapping, parse_mapping, read_document
from coding.errors import CodingError, InputError, NotFoundError
from coding.exchange import CodingsExport, frame_csv
from coding.project import Project
from coding.pseudonyms import Batch, Recogniser
from coding.tables import TableSpec, format_text

SECRET = b"Wiersinga"
HEAD = "gemeente;vraag;later\r\n"
FIRST = (
    HEAD
    + "Urk;Mevrouw Wiersinga belde 06-12345678.;Wiersinga weer.\r\n"
    + "Ede;dhr. Boutkan en dhr. Wiersinga zwegen.;\r\n"
    + "Epe;Niets op aan te merken.;Volgens mij Xqrt.\r\n"
)
MAPPING = """
id: proef
title: Proef
respondent: gemeente
open_questions:
  - {column: vraag, id: "1", text: "Wat vindt u?"}
  - {column: later, id: "2", text: "En later?"}
"""


def mapping() -> SurveyMapping:
    return parse_mapping(MAPPING.encode(), name="m.yaml")


def stage(project: Project, content: str = FIRST, **options: str) -> Batch:
    staged = project.pseudonyms.stage_survey(
        content.encode(), name="a.csv", mapping=mapping(), recogniser=Recogniser(), by="Ans", **options
    )
    assert isinstance(staged, Batch)
    return staged


def answers(project: Project, question: str = "1") -> dict[str, str]:
    segments = project.corpus.segments(question)
    return dict(zip(segments["respondent"], segments["text"], strict=True))


def test_what_waits_cannot_be_coded(project: Project) -> None:
    batch = stage(project)
    assert (batch.n_texts, batch.n_findings, batch.n_decided) == (5, 5, 0)
    assert project.corpus.questions().empty
    assert project.corpus.files().empty
    assert [b.id for b in project.pseudonyms.waiting()] == [batch.id]


def test_released_texts_hold_placeholders_that_are_stable_within_a_respondent(project: Project) -> None:
    batch = stage(project)
    report = project.pseudonyms.release(batch.id, by="Ans")
    assert (report.n_respondents, report.n_answers) == (3, 5)
    assert answers(project) == {
        "Urk": "Mevrouw [PERSOON-1] belde [TELEFOON-1].",
        "Ede": "dhr. [PERSOON-1] en dhr. [PERSOON-2] zwegen.",
        "Epe": "Niets op aan te merken.",
    }
    assert answers(project, "2")["Urk"] == "[PERSOON-1] weer."
    assert project.pseudonyms.waiting() == []
    assert dict(project.pseudonyms.batch(batch.id).counts) == {"person": 4, "phone": 1}


def test_a_decision_goes_for_the_same_string_everywhere(project: Project) -> None:
    batch = stage(project)
    assert project.pseudonyms.decide(batch.id, kind="person", string="wiersinga", accept=False, by="Ans") == 3
    assert project.pseudonyms.batch(batch.id).n_decided == 3
    project.pseudonyms.release(batch.id, by="Ans")
    assert answers(project)["Urk"] == "Mevrouw Wiersinga belde [TELEFOON-1]."
    assert answers(project)["Ede"] == "dhr. [PERSOON-1] en dhr. Wiersinga zwegen."


def test_words_can_be_added_and_every_decision_undone(project: Project) -> None:
    batch, pseudonyms = stage(project), project.pseudonyms
    before = pseudonyms.groups(batch.id)
    assert pseudonyms.add(batch.id, string="xqrt", kind="person", by="Ans") == 1
    assert pseudonyms.add(batch.id, string="dhr. Boutkan", kind="person", by="Ans") == 1
    pseudonyms.decide(batch.id, kind="person", string="Wiersinga", accept=False, by="Bo")
    assert [group.string for group in pseudonyms.groups(batch.id) if group.accepted] == [
        "06-12345678",
        "dhr. Boutkan",
        "Xqrt",
    ]
    assert [pseudonyms.undo(batch.id, by="Ans") for _n in range(4)] == [True, True, True, False]
    assert pseudonyms.groups(batch.id) == before
    with pytest.raises(CodingError, match="staan nergens"):
        pseudonyms.add(batch.id, string="Zwolle", kind="place", by="Ans")
    with pytest.raises(CodingError, match="al vervangen"):
        pseudonyms.add(batch.id, string="Boutkan", kind="person", by="Ans")
    with pytest.raises(CodingError, match="'nam' bestaat niet; er zijn: naam, e-mail,"):
        pseudonyms.add(batch.id, string="Boutkan", kind="nam", by="Ans")


def test_who_decided_is_recorded_for_good(project: Project) -> None:
    batch = stage(project)
    project.pseudonyms.decide(batch.id, kind="person", string="Boutkan", accept=True, by="Bo")
    project.pseudonyms.release(batch.id, by="Cas")
    assert [(action, who) for action, who, _at in project.pseudonyms.events(batch.id)] == [
        ("stage", "Ans"),
        ("accept", "Bo"),
        ("release", "Cas"),
    ]
    with pytest.raises(Exception, match="never changed"), project.database.write() as connection:
        connection.execute(sql("DELETE FROM pseudonym_event"))


def test_the_same_file_again_changes_nothing(project: Project) -> None:
    batch = stage(project)
    assert stage(project).id == batch.id  # it waits already
    project.pseudonyms.release(batch.id, by="Ans")
    again = project.pseudonyms.stage_survey(
        FIRST.encode(), name="b.csv", mapping=mapping(), recogniser=Recogniser(), by="Ans"
    )
    assert isinstance(again, ImportReport)
    assert again.unchanged
    assert project.corpus.import_survey(FIRST.encode(), name="b.csv", mapping=mapping()).unchanged


def test_a_newer_export_lets_only_new_answers_wait(project: Project) -> None:
    project.pseudonyms.release(stage(project).id, by="Ans")
    newer = stage(project, FIRST + "Elst;Mevrouw Wiersinga hielp.;\r\n")
    assert [text for _id, _label, text in project.pseudonyms.texts(newer.id)] == ["Mevrouw Wiersinga hielp."]
    project.pseudonyms.release(newer.id, by="Ans")
    assert answers(project)["Elst"] == "Mevrouw [PERSOON-1] hielp."
    assert answers(project)["Urk"] == "Mevrouw [PERSOON-1] belde [TELEFOON-1]."


def test_a_changed_answer_is_refused_before_anything_waits(project: Project) -> None:
    project.pseudonyms.release(stage(project).id, by="Ans")
    with pytest.raises(InputError, match="anders dan wat al in het project"):
        stage(project, FIRST.replace("belde", "mailde"))
    assert project.pseudonyms.waiting() == []


def test_thrown_away_is_gone(project: Project) -> None:
    batch = stage(project)
    project.pseudonyms.discard(batch.id, by="Ans")
    assert project.corpus.questions().empty
    assert project.pseudonyms.texts(batch.id) == []
    with pytest.raises(CodingError, match="wacht niet meer"):
        project.pseudonyms.release(batch.id, by="Ans")


@pytest.mark.parametrize("end", ["release", "discard"])
def test_nothing_of_an_original_remains_in_the_file(tmp_path: Path, end: str) -> None:
    path = tmp_path / "study.db"
    many = FIRST + "".join(f"Dorp {n};Mevrouw Wiersinga zei {n} keer nee.;\r\n" for n in range(400))
    with Project(path) as project:
        batch = stage(project, many)
        assert SECRET in _bytes(path)  # it does wait there
        getattr(project.pseudonyms, end)(batch.id, by="Ans")
        assert SECRET not in _bytes(path)
    assert SECRET not in _bytes(path)


def test_the_original_comes_back_with_the_passphrase_until_it_is_destroyed(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    with Project(path) as project:
        batch = stage(project, passphrase="vier losse woorden hier")
        project.pseudonyms.release(batch.id, by="Ans")
        assert SECRET not in _bytes(path)
        assert project.pseudonyms.batch(batch.id).kept
        with pytest.raises(InputError, match="niet de wachtzin"):
            project.pseudonyms.original(batch.id, "een andere wachtzin", by="Ans")
        name, content = project.pseudonyms.original(batch.id, "vier losse woorden hier", by="Ans")
        assert (name, content) == ("a.csv", FIRST.encode())
        project.pseudonyms.destroy_original(batch.id, by="Ans")
        with pytest.raises(CodingError, match="geen origineel bewaard"):
            project.pseudonyms.original(batch.id, "vier losse woorden hier", by="Ans")
        assert [action for action, _who, _at in project.pseudonyms.events(batch.id)] == [
            "stage",
            "release",
            "show",
            "destroy",
        ]


def test_exports_and_tables_only_see_placeholders(project: Project) -> None:
    project.codebooks.add(codebook(), author="test", reason="test")
    project.pseudonyms.release(stage(project).id, by="Ans")
    project.corpus.set_codebook("1", "vervoer")
    coder = project.codings.ensure_coder("Ans")
    segments = [int(number) for number in project.corpus.segments("1")["id"]]
    project.bulk.apply("1", segments, BulkChange(BulkKind.GIVE, "laat"), coder_id=coder)
    export = CodingsExport(project.database)
    written = frame_csv(export.wide("1")) + format_text(project.tables.theme_table(TableSpec(question="1")))
    assert "[PERSOON-1]" in written
    assert SECRET.decode() not in written


def test_a_short_passphrase_is_refused_and_nothing_waits(project: Project) -> None:
    with pytest.raises(InputError, match="wachtzin is te kort"):
        stage(project, passphrase="kort")
    assert project.pseudonyms.waiting() == []


def test_a_report_waits_with_its_headings(project: Project) -> None:
    content = (
        b"# Gesprek met Femke Wiersinga\n\nMevrouw Wiersinga vond het goed.\n\n## Slot\n\nFemke was blij.\n"
    )
    staged = project.pseudonyms.stage_report(
        content,
        read_document(content, name="r.md"),
        name="r.md",
        question="rapporten",
        recogniser=Recogniser(),
        by="Ans",
    )
    assert isinstance(staged, Batch)
    assert project.corpus.questions().empty
    project.pseudonyms.release(staged.id, by="Ans")
    passages = project.corpus.segments("rapporten")
    assert passages["text"].tolist() == ["Mevrouw [PERSOON-1] vond het goed.", "[PERSOON-1] was blij."]
    assert passages["headings"].tolist() == [
        ["Gesprek met [PERSOON-1]"],
        ["Gesprek met [PERSOON-1]", "Slot"],
    ]
    assert set(passages["title"]) == {"Gesprek met [PERSOON-1]"}
    for row in passages.itertuples():
        with project.database.read() as connection:
            [whole] = connection.execute(sql("SELECT text FROM document")).scalars()
            start, end = connection.execute(
                sql('SELECT start, "end" FROM segment WHERE id = :id'), {"id": row.id}
            ).one()
        assert whole[start:end] == row.text


def test_an_unknown_number_is_told(project: Project) -> None:
    with pytest.raises(NotFoundError, match="nummer 9"):
        project.pseudonyms.batch(9)


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))


def test_words_are_added_however_their_accents_are_written(project: Project) -> None:
    content = HEAD + "Urk;Ook Xerandre\u0301 kwam;xerandré\r\nEde;Xerandre niet;XERANDRÉ\r\n"
    batch = stage(project, content)
    assert project.pseudonyms.places_to_add(batch.id, string="Xerandré") == 3
    assert project.pseudonyms.add(batch.id, string="Xerandré", kind="person", by="Ans") == 3
    assert project.pseudonyms.places_to_add(batch.id, string="Xerandré") == 0
    (group,) = [one for one in project.pseudonyms.groups(batch.id) if one.decided]
    assert len(group.places) == 3
    project.pseudonyms.release(batch.id, by="Ans")
    assert answers(project) == {"Urk": "Ook [PERSOON-1] kwam", "Ede": "Xerandre niet"}
