"""Importing a survey into a project: what is stored, what is refused, what never changes."""

import math

import pytest
from sqlalchemy import func, insert, select

from coding.corpus import SurveyMapping, make_mapping
from coding.errors import CodingError, InputError, NotFoundError
from coding.project import Project
from coding.store.schema import (
    Code,
    Codebook,
    CodebookVersion,
    Coder,
    Coding,
    CodingEvent,
    Document,
    Respondent,
    RespondentValue,
    Segment,
    SourceFile,
)

MAPPING = make_mapping(
    {
        "id": "peiling-2017",
        "title": "Peiling 2017",
        "respondent": "gemeente",
        "variables": [
            {"column": "g32", "label": "G32", "order": ["ja", "nee"]},
            {"column": "inwoners", "label": "Inwoners", "type": "number", "classes": [2, 5, 10]},
        ],
        "closed_questions": [{"column": "v32", "id": "32", "text": "Conflicten?", "order": ["ja", "nee"]}],
        "open_questions": [
            {"column": "v63", "id": "63", "text": "Knelpunten?", "codebook": "knelpunten"},
            {"column": "v62", "id": "62", "text": "Toelichting"},
        ],
    }
)
HEADER = "gemeente;g32;inwoners;v32;v63;v62"
FIRST = f"""{HEADER}
Elzerveen;nee;2,4;ja;"te druk,
en te vol";-
Marsdrecht;JA;11,5;nee;geen;
Vaarderhoek;nee;;;;nvt
""".encode()

TABLES = [SourceFile, Respondent, RespondentValue, Document, Segment]


def counts(project: Project) -> list[int]:
    with project.database.read() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def add_codebook(project: Project, key: str, code: str) -> None:
    with project.database.write() as connection:
        connection.execute(insert(Codebook).values(key=key))
        book = connection.scalar(select(Codebook.id).where(Codebook.key == key))
        connection.execute(
            insert(CodebookVersion).values(codebook_id=book, number=1, content={}, author="x", reason="x")
        )
        connection.execute(insert(Code).values(codebook_id=book, key=code))


def test_everything_lands_where_it_belongs(project: Project) -> None:
    report = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)

    assert (report.unchanged, report.n_respondents, report.n_answers, report.n_segments) == (False, 3, 4, 4)
    questions = project.corpus.questions()
    assert list(questions["key"]) == ["63", "62"]
    assert list(questions["n_documents"]) == [2, 2]
    assert list(questions["n_segments"]) == [2, 2]
    segments = project.corpus.segments("63")
    assert list(segments["text"]) == ["te druk,\nen te vol", "geen"]
    assert list(segments["respondent"]) == ["Elzerveen", "Marsdrecht"]
    assert set(segments["kind"]) == {"answer"}
    # An empty cell is no answer; a dash and 'nvt' are.
    assert list(project.corpus.segments("62")["text"]) == ["-", "nvt"]


def test_respondents_have_numbers_and_categories_and_gaps(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)

    table = project.corpus.respondents("peiling-2017")

    assert list(table.index) == ["Elzerveen", "Marsdrecht", "Vaarderhoek"]
    assert list(table.columns) == ["g32", "inwoners", "32"]
    assert list(table["g32"]) == ["nee", "ja", "nee"]  # JA is the 'ja' of the order
    assert table["inwoners"].tolist()[:2] == [2.4, 11.5]
    assert math.isnan(table.loc["Vaarderhoek", "inwoners"])
    assert table["32"].tolist() == ["ja", "nee", None]
    variables = project.corpus.variables("peiling-2017").set_index("key")
    assert variables.loc["32", "label"] == "Conflicten?"
    assert variables.loc["inwoners", "levels"] == [2, 5, 10]
    assert variables.loc["g32", "levels"] == ["ja", "nee"]


def test_the_same_file_again_changes_nothing(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    before = counts(project)

    again = project.corpus.import_survey(FIRST, name="andere-naam.csv", mapping=MAPPING)

    assert again.unchanged
    assert "al geïmporteerd" in again.notes[0]
    assert counts(project) == before


def test_a_newer_export_adds_and_leaves_the_rest_alone(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    old = project.corpus.segments("63").set_index("respondent")["id"].to_dict()
    newer = (
        f'{HEADER}\n elzerveen ;nee;2,6;ja;"te druk,\r\nen te vol";-\nMarsdrecht;ja;11,5;nee;geen;\n'
        "Vaarderhoek;nee;1;;wachtlijsten;nvt\nWolmeren;nee;4;ja;bezetting;zie 63\n"
    ).encode()

    report = project.corpus.import_survey(newer, name="peiling2.csv", mapping=MAPPING)

    assert (report.n_respondents, report.n_answers) == (1, 3)
    segments = project.corpus.segments("63").set_index("respondent")
    assert segments.loc["Elzerveen", "id"] == old["Elzerveen"]
    assert segments.loc["Vaarderhoek", "text"] == "wachtlijsten"
    table = project.corpus.respondents("peiling-2017")
    assert table["inwoners"].tolist() == [2.6, 11.5, 1.0, 4.0]
    assert any("kenmerk" in note and "elzerveen" in note for note in report.notes)


def test_an_answer_never_changes(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    before = counts(project)
    changed = FIRST.replace(b";geen;", b";geen meer;") + b"Wolmeren;nee;4;ja;druk;\n"

    with pytest.raises(InputError, match=r"Marsdrecht.*vraag 63") as caught:
        project.corpus.import_survey(changed, name="peiling2.csv", mapping=MAPPING)

    assert (caught.value.file, caught.value.row, caught.value.column) == ("peiling2.csv", 3, "v63")
    assert counts(project) == before


def test_a_new_question_of_the_same_file_is_added(project: Project) -> None:
    fewer = make_mapping({**MAPPING.to_dict(), "open_questions": MAPPING.to_dict()["open_questions"][:1]})
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=fewer)

    report = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)

    assert (report.unchanged, report.n_respondents, report.n_answers) == (False, 0, 2)
    assert list(project.corpus.questions()["key"]) == ["63", "62"]


def test_a_codebook_is_linked_when_it_is_there_and_told_when_not(project: Project) -> None:
    report = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    assert any("knelpunten" in note for note in report.notes)
    assert project.corpus.question("63").codebook is None

    add_codebook(project, "knelpunten", "werkdruk")
    project.corpus.set_codebook("63", "knelpunten")

    assert project.corpus.question("63").codebook == "knelpunten"
    assert list(project.corpus.questions()["codebook"]) == ["knelpunten", None]
    with pytest.raises(NotFoundError, match="knelpunten"):
        project.corpus.set_codebook("63", "bestaat-niet")


def test_a_codebook_that_is_there_is_linked_on_import(project: Project) -> None:
    add_codebook(project, "knelpunten", "werkdruk")
    report = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    assert project.corpus.question("63").codebook == "knelpunten"
    assert report.notes == ()


def test_the_codebook_of_coded_answers_is_not_swapped(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    add_codebook(project, "knelpunten", "werkdruk")
    add_codebook(project, "anders", "x")
    project.corpus.set_codebook("63", "knelpunten")
    with project.database.write() as connection:
        connection.execute(insert(Coder).values(name="An", role="coder"))
        ids = {
            "segment_id": int(project.corpus.segments("63")["id"][0]),
            "coder_id": connection.scalar(select(Coder.id)),
            "code_id": connection.scalar(select(Code.id).where(Code.key == "werkdruk")),
        }
        version = connection.scalar(select(CodebookVersion.id).order_by(CodebookVersion.id))
        connection.execute(
            insert(CodingEvent).values(
                **ids, action="add", origin="hand", batch="1", codebook_version_id=version
            )
        )
        connection.execute(insert(Coding).values(**ids, event_id=connection.scalar(select(CodingEvent.id))))

    with pytest.raises(CodingError, match="knelpunten"):
        project.corpus.set_codebook("63", "anders")

    assert project.corpus.question("63").codebook == "knelpunten"


def test_a_question_key_belongs_to_one_survey(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    other = make_mapping({**MAPPING.to_dict(), "id": "peiling-2019"})
    with pytest.raises(InputError, match="vraag 63 bestaat al in 'peiling-2017'"):
        project.corpus.import_survey(FIRST, name="peiling.csv", mapping=other)


def test_an_unknown_question_names_the_known_ones(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    with pytest.raises(NotFoundError, match=r"'64'.*63, 62"):
        project.corpus.segments("64")


def test_the_file_is_kept_whole(project: Project) -> None:
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    with project.database.read() as connection:
        assert connection.scalar(select(SourceFile.content)) == FIRST
    files = project.corpus.files()
    assert list(files["name"]) == ["peiling.csv"]
    assert files["report"][0]["n_answers"] == 4


def test_progress_reaches_the_total(project: Project) -> None:
    steps: list[tuple[int, int]] = []
    project.corpus.import_survey(
        FIRST, name="p.csv", mapping=MAPPING, progress=lambda done, total: steps.append((done, total))
    )
    assert steps[-1] == (4, 4)


def test_an_answer_of_a_hundred_thousand_characters_is_taken(project: Project) -> None:
    long = "woord " * 16_666 + "eind"
    content = f"gemeente;v63\nElzerveen;{long}\n".encode()
    mapping = make_mapping(
        {"id": "p", "respondent": "gemeente", "open_questions": [{"column": "v63", "id": "63", "text": "?"}]}
    )
    report = project.corpus.import_survey(content, name="p.csv", mapping=mapping)
    assert len(project.corpus.segments("63")["text"][0]) == len(long) == 100_000
    assert report.notes == ("Rij 2, kolom v63: een antwoord van 100.000 tekens; is het er echt één?",)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧 te zwaar 😅",
        "coördinatie en één loket – ‘ja’, zó…",
        'hij zei: "nee" – ‘echt’',
        "=1+1",
        "@team, +1, -nee",
    ],
)
def test_text_is_stored_as_it_was_typed(project: Project, text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    mapping = make_mapping(
        {"id": "p", "respondent": "gemeente", "open_questions": [{"column": "v63", "id": "63", "text": "?"}]}
    )
    project.corpus.import_survey(f"gemeente;v63\nA;{cell}\nB;x\n".encode(), name="p.csv", mapping=mapping)
    with project.database.read() as connection:
        row = connection.execute(
            select(Document.text, Segment.text.label("cut"), Segment.start, Segment.end)
            .join(Segment, Segment.document_id == Document.id)
            .order_by(Document.id)
        ).first()
    assert row is not None
    assert row.text == text
    assert row.text[row.start : row.end] == row.cut


def _mapping(**fields: object) -> SurveyMapping:
    return make_mapping({**MAPPING.to_dict(), **fields})


def test_nothing_is_imported_when_a_row_is_wrong(project: Project) -> None:
    with pytest.raises(InputError):
        project.corpus.import_survey(FIRST + b"te;weinig\n", name="peiling.csv", mapping=_mapping())
    assert counts(project) == [0, 0, 0, 0, 0]


def test_two_imports_at_the_same_moment_leave_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other import commits between our look and our write; the database itself then refuses."""
    project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    before = counts(project)
    monkeypatch.setattr("coding.corpus.survey_store.imported_before", lambda *_args: None)
    with pytest.raises(CodingError, match="op hetzelfde moment"):
        project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    assert counts(project) == before


def test_a_summary_in_one_sentence(project: Project) -> None:
    report = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    assert report.summary() == "3 nieuwe respondenten, 4 nieuwe antwoorden."
    again = project.corpus.import_survey(FIRST, name="peiling.csv", mapping=MAPPING)
    assert "niets veranderd" in again.summary()


def test_answers_that_are_lists_are_cut_when_asked(project: Project) -> None:
    mapping = make_mapping(
        {
            "id": "p",
            "respondent": "gemeente",
            "open_questions": [
                {"column": "v63", "id": "63", "text": "?", "cut": "list"},
                {"column": "v64", "id": "64", "text": "?"},
            ],
        }
    )
    content = 'gemeente;v63;v64\nA;"- druk 😅\n- vol\n- duur";"a; b; c"\nB;te druk;x\n'.encode()
    report = project.corpus.import_survey(content, name="p.csv", mapping=mapping)
    assert report.n_answers == 4
    assert list(project.corpus.segments("63")["text"]) == ["- druk 😅", "- vol", "- duur", "te druk"]
    assert list(project.corpus.segments("63")["ordinal"]) == [0, 1, 2, 0]
    assert list(project.corpus.segments("64")["text"]) == ["a; b; c", "x"]
    with project.database.read() as connection:
        rows = connection.execute(
            select(Document.text, Segment.text.label("cut"), Segment.start, Segment.end).join(
                Segment, Segment.document_id == Document.id
            )
        ).all()
    assert all(row.text[row.start : row.end] == row.cut for row in rows)
