"""Theme tables from a project, on a small study whose figures were counted by hand."""

import pandas as pd
import pytest
from sqlalchemy import insert, select

from coding.codebook import Code, CodebookContent, Dimension
from coding.codings import JudgementUpdate
from coding.errors import NotFoundError
from coding.project import Project
from coding.store.schema import (
    Codebook,
    Document,
    Question,
    Respondent,
    RespondentValue,
    Segment,
    SourceFile,
    Variable,
)
from coding.tables import TableSpec, to_csv

CODES = (
    Code("beheersing", "Werkbeheersing", "d", "i", "e", ("a", "b"), ("k",)),
    Code("druk", "Werkdruk", "d", "i", "e", ("a", "b"), ("k",), parent="beheersing"),
    Code("last", "Caseload", "d", "i", "e", ("a", "b"), ("k",), parent="beheersing"),
    Code("geld", "Geld", "d", "i", "e", ("a", "b"), ("k",)),
    Code("geen", "Geen", "d", "i", "e", ("a", "b"), ("k",), exclusive=True),
)
KINDS = (
    Code("ervaring", "Ervaring", "d", "i", "e", ("a", "b"), ("k",), dimension="soort"),
    Code("les", "Les", "d", "i", "e", ("a", "b"), ("k",), dimension="soort"),
)
ANSWERS = {
    "Adorp": ("Te druk, te veel zaken", {"druk", "last"}, "ja", "12000"),
    "Bedorp": ("=druk", {"druk"}, "nee", "25000"),
    "Cedorp": ("Geld", {"geld"}, "nee", "60000"),
    "Dedorp": ("nee", {"geen"}, "nee", "70000"),
    "Edorp": ("-", set(), None, "5000"),
    "Efdorp": ("Geld en druk", {"geld", "druk"}, "ja", "20000"),
}


def study(project: Project, *, read: int = 6, coder: str = "Anna", role: str = "coder") -> list[int]:
    """Put the six answers in and let ``coder`` judge the first ``read``; return the segment ids."""
    project.codebooks.add(CodebookContent("boek", "Boek", "d", "s", CODES), author="lead", reason="begin")
    with project.database.write() as connection:

        def new(table: type, **values: object) -> int:
            return int(connection.execute(insert(table).values(**values).returning(table.id)).scalar_one())  # type: ignore[attr-defined]

        book = connection.scalar(select(Codebook.id).where(Codebook.key == "boek"))
        source = new(
            SourceFile, name="peiling.csv", kind="survey", sha256="0" * 64, content=b"", mapping={}, report={}
        )
        question = new(
            Question, key="63", survey="p", kind="open", text="Knelpunten?", codebook_id=book, position=1
        )
        g32 = new(
            Variable, survey="p", key="g32", label="G32", kind="category", levels=["ja", "nee"], position=1
        )
        size = new(
            Variable, survey="p", key="inwoners", label="Inwoners", kind="number", levels=[20000], position=2
        )
        segments = []
        for name, (text, _codes, g32_value, inhabitants) in ANSWERS.items():
            respondent = new(Respondent, survey="p", key=name)
            rows = [{"respondent_id": respondent, "variable_id": size, "value": inhabitants}]
            if g32_value:
                rows.append({"respondent_id": respondent, "variable_id": g32, "value": g32_value})
            connection.execute(insert(RespondentValue), rows)
            document = new(
                Document,
                question_id=question,
                respondent_id=respondent,
                source_file_id=source,
                title="",
                text=text,
                details={},
            )
            segments.append(_segment(connection, document, question, 0, text, "answer"))
    judge(project, segments[:read], [codes for _t, codes, _g, _i in ANSWERS.values()], coder=coder, role=role)
    return segments


def _segment(connection: object, document: int, question: int, ordinal: int, text: str, kind: str) -> int:
    statement = insert(Segment).values(
        document_id=document,
        question_id=question,
        ordinal=ordinal,
        start=0,
        end=len(text),
        text=text,
        text_sha256="0" * 64,
        kind=kind,
        codable=True,
        page=None,
        headings=[],
    )
    return int(connection.execute(statement.returning(Segment.id)).scalar_one())  # type: ignore[attr-defined]


def judge(
    project: Project, segments: list[int], codes: list[set[str]], *, coder: str, role: str = "coder"
) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment_id=segment, codes=frozenset(given), read=True)
            for segment, given in zip(segments, codes, strict=False)
        ],
        coder_id=project.codings.ensure_coder(coder, role=role),
    )


def counted(rows: pd.DataFrame) -> dict[str, int]:
    return dict(zip(rows["code"], rows["n"], strict=True))


def test_a_table_of_a_question(project: Project) -> None:
    study(project)
    table = project.tables.theme_table(TableSpec(question="63"))
    assert (table.n_answered, table.n_read, table.text) == (6, 6, "Knelpunten?")
    assert counted(table.rows) == {"beheersing": 3, "druk": 3, "last": 1, "geld": 2, "geen": 1, "": 1}
    # 3/6, 3/6, 1/6, 2/6, 1/6, 1/6
    assert list(table.rows["percent"]) == [50, 50, 17, 33, 17, 17]
    assert table.notes[0].startswith("N = 6")
    assert "Codeboek: Boek, versie 1." in table.notes
    assert "Codering: Anna (6)." in table.notes
    assert any("peiling.csv" in note for note in table.notes)


def test_not_everything_read(project: Project) -> None:
    study(project, read=4)
    table = project.tables.theme_table(TableSpec(question="63"))
    assert (table.n_answered, table.n_read) == (6, 4)
    assert table.notes[0] == "6 beantwoord, 4 gelezen; de percentages gaan over de 4 die gelezen zijn."
    assert counted(table.rows) == {"beheersing": 2, "druk": 2, "last": 1, "geld": 1, "geen": 1}
    assert list(table.rows["percent"]) == [50, 50, 25, 25, 25]


def test_nothing_coded_yet(project: Project) -> None:
    study(project, read=0)
    table = project.tables.theme_table(TableSpec(question="63"))
    assert (table.n_answered, table.n_read) == (6, 0)
    assert table.rows["percent"].isna().all()
    assert any("Nog niets gelezen" in note for note in table.notes)


def test_split_by_a_category_with_a_missing_value(project: Project) -> None:
    study(project)
    table = project.tables.theme_table(TableSpec(question="63", by="g32", minimum_base=2))
    assert table.by == "G32"
    assert table.bases() == [("ja", 2), ("nee", 3), ("onbekend", 1)]
    cells = table.groups.set_index(["code", "group"])
    assert cells.loc[("druk", "ja"), "percent"] == 100
    assert cells.loc[("druk", "nee"), "percent"] == 33
    assert pd.isna(cells.loc[("", "onbekend"), "percent"])
    assert cells.loc[("", "onbekend"), "n"] == 1
    assert any("kleiner is dan 2" in note for note in table.notes)


def test_split_by_a_number_in_its_classes(project: Project) -> None:
    study(project)
    table = project.tables.theme_table(TableSpec(question="63", by="inwoners"))
    assert table.bases() == [("minder dan 20.000", 2), ("20.000 of meer", 4)]


def test_one_coder_only_and_the_lead_first(project: Project) -> None:
    segments = study(project)
    judge(project, segments[:2], [{"geld"}, {"geld"}], coder="Lies", role="lead")
    assert counted(project.tables.theme_table(TableSpec(question="63", coder="Anna")).rows)["geld"] == 2
    assert counted(project.tables.theme_table(TableSpec(question="63", coder="Lies")).rows)["geld"] == 2
    assert project.tables.theme_table(TableSpec(question="63", coder="Lies")).n_read == 2
    both = project.tables.theme_table(TableSpec(question="63"))
    assert counted(both.rows)["geld"] == 4
    assert "Codering: Anna (4), Lies (2)." in both.notes


@pytest.mark.parametrize(
    ("code", "group", "names"),
    [
        ("beheersing", None, ["Adorp", "Bedorp", "Efdorp"]),
        ("last", None, ["Adorp"]),
        ("", None, ["Edorp"]),
        ("druk", "nee", ["Bedorp"]),
        ("", "onbekend", ["Edorp"]),
    ],
)
def test_the_answers_behind_a_cell(project: Project, code: str, group: str | None, names: list[str]) -> None:
    study(project)
    found = project.tables.answers(TableSpec(question="63", by="g32" if group else None), code, group=group)
    assert list(found["respondent"]) == names
    assert list(found["text"]) == [ANSWERS[name][0] for name in names]


def test_every_cell_has_as_many_answers_behind_it_as_it_says(project: Project) -> None:
    study(project)
    table = project.tables.theme_table(TableSpec(question="63", by="g32"))
    for line in table.lines():
        assert len(project.tables.answers(TableSpec(question="63"), line.code)) == line.n
        for cell in line.cells:
            assert (
                len(project.tables.answers(TableSpec(question="63", by="g32"), line.code, group=cell.group))
                == cell.n
            )


def test_what_does_not_exist_is_named_with_what_does(project: Project) -> None:
    study(project)
    with pytest.raises(NotFoundError, match="g32, inwoners"):
        project.tables.theme_table(TableSpec(question="63", by="kleur"))
    with pytest.raises(NotFoundError, match="Anna"):
        project.tables.theme_table(TableSpec(question="63", coder="Niemand"))
    with pytest.raises(NotFoundError, match="soort"):
        project.tables.theme_table(TableSpec(question="63", dimension="soort"))
    with pytest.raises(NotFoundError, match="onzin"):
        project.tables.answers(TableSpec(question="63"), "onzin")
    assert project.tables.splits("63") == {"g32": "G32", "inwoners": "Inwoners"}


def test_reports_are_counted_in_passages_and_in_reports(project: Project) -> None:
    content = CodebookContent("boek", "Boek", "d", "s", CODES + KINDS, (Dimension("soort", "Soort"),))
    project.codebooks.add(content, author="lead", reason="begin")
    passages = [{"geld", "les"}, {"geld", "ervaring", "les"}, set(), {"druk", "ervaring"}, {"geld"}]
    with project.database.write() as connection:
        book = connection.scalar(select(Codebook.id).where(Codebook.key == "boek"))
        source = connection.execute(
            insert(SourceFile)
            .values(name="a.txt", kind="report", sha256="0" * 64, content=b"", mapping={}, report={})
            .returning(SourceFile.id)
        ).scalar_one()
        question = connection.execute(
            insert(Question)
            .values(key="r", survey="", kind="reports", text="Rapporten", codebook_id=book, position=1)
            .returning(Question.id)
        ).scalar_one()
        segments = []
        for number in range(2):
            document = connection.execute(
                insert(Document)
                .values(
                    question_id=question,
                    source_file_id=source,
                    title=f"Rapport {number}",
                    text="",
                    details={},
                )
                .returning(Document.id)
            ).scalar_one()
            for ordinal in range(3):
                segments.append(_segment(connection, document, question, ordinal, "passage", "paragraph"))
    judge(project, segments[:5], passages, coder="Anna")

    table = project.tables.theme_table(TableSpec(question="r", by="soort", minimum_base=1))
    assert table.passages
    assert (table.n_answered, table.n_read, table.n_documents, table.n_documents_read) == (6, 5, 2, 2)
    geld = table.rows.set_index("code").loc["geld"]
    assert (geld["n"], geld["percent"], geld["n_documents"], geld["percent_documents"]) == (3, 60, 2, 100)
    # experience: passages 2 and 4; lesson: 1 and 2; passage 5 has an area but no kind
    assert table.bases() == [("Ervaring", 2), ("Les", 2), ("onbekend", 1)]
    cells = table.groups.set_index(["code", "group"])
    assert (cells.loc[("geld", "Les"), "n"], cells.loc[("geld", "Les"), "n_documents"]) == (2, 1)
    assert cells.loc[("geld", "Ervaring"), "percent"] == 50
    header, first = to_csv(table).splitlines()[:2]
    assert header.endswith("onbekend: N;onbekend: n rapporten")
    # geld: 3 passages of 5 (60%) in 2 reports of 2; a lesson in two passages of one report
    assert first.startswith("1;geld;Geld;;thema;3;60;5;2;100;2;1;50;2;1;2;100;2;1;")
    kinds = project.tables.theme_table(TableSpec(question="r", dimension="soort"))
    assert (table.heading, kinds.heading) == ("Thema", "Soort")
    assert project.tables.splits("r") == {"soort": "Soort"}
    assert project.tables.splits("r", dimension="soort") == {"thema": "Thema"}
    assert counted(kinds.rows) == {"ervaring": 2, "les": 2, "": 2}
    assert list(project.tables.answers(TableSpec(question="r", dimension="soort"), "les")["title"]) == [
        "Rapport 0",
        "Rapport 0",
    ]
