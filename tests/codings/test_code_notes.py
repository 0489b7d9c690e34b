"""Notes at codes stay; closing one is one more row."""

import pytest
from tests.builders import add_question

from coding.errors import CodingError, NotFoundError
from coding.project import Project


def test_a_note_is_listed_until_somebody_closes_it(project: Project) -> None:
    [segment] = add_question(project, ["de bus kwam een uur te laat"])
    ans, ben = (project.codings.ensure_coder(name) for name in ("Ans", "Ben"))
    memo = project.code_notes.add("vervoer", "laat", " ook bij uitval? ", author_id=ans)
    flag = project.code_notes.add("vervoer", "duur", "", kind="clarify", author_id=ben, segment_id=segment)
    notes = project.code_notes.list("vervoer")
    columns = ["id", "code", "kind", "text", "author", "segment_text"]
    assert notes[columns].values.tolist() == [
        [flag, "duur", "clarify", "", "Ben", "de bus kwam een uur te laat"],
        [memo, "laat", "memo", "ook bij uitval?", "Ans", None],
    ]
    project.code_notes.close(flag, author_id=ans, text="definitie aangevuld")
    assert project.code_notes.list("vervoer")["id"].tolist() == [memo]
    everything = project.code_notes.list("vervoer", code="duur", closed=True)
    assert everything[["id", "closed_by", "closing_text"]].values.tolist() == [
        [flag, "Ans", "definitie aangevuld"]
    ]
    with pytest.raises(CodingError, match="al afgehandeld"):
        project.code_notes.close(flag, author_id=ans)


def test_what_cannot_be_noted(project: Project) -> None:
    add_question(project, ["a"])
    ans = project.codings.ensure_coder("Ans")
    with pytest.raises(CodingError, match="Schrijf wat"):
        project.code_notes.add("vervoer", "laat", "  ", author_id=ans)
    with pytest.raises(NotFoundError, match="Code 'weg'"):
        project.code_notes.add("vervoer", "weg", "x", author_id=ans)
    with pytest.raises(NotFoundError, match="geen notitie 99"):
        project.code_notes.close(99, author_id=ans)
