"""Codebooks in a project: versions are kept, codes never disappear."""

from dataclasses import replace

import pytest
from tests.builders import add_question, codebook

from coding.errors import CodingError, NotFoundError
from coding.project import Project


def test_every_save_is_a_version_and_the_same_content_is_none(project: Project) -> None:
    book = codebook()
    first = project.codebooks.add(book, author="Ans", reason="begin")
    again = project.codebooks.add(book, author="Ben", reason="nog eens")
    changed = replace(book, codes=(*book.codes[:-1], replace(book.codes[-1], label="Niets te klagen")))
    second = project.codebooks.add(changed, author="Ben", reason="duidelijker")
    assert (first.number, again.number, second.number) == (1, 1, 2)
    assert first.code_ids == second.code_ids
    versions = project.codebooks.versions("vervoer")
    assert versions[["number", "author", "reason", "n_codes"]].values.tolist() == [
        [2, "Ben", "duidelijker", 5],
        [1, "Ans", "begin", 5],
    ]


def test_a_new_code_gets_an_identity_and_an_old_one_cannot_be_dropped(project: Project) -> None:
    book = codebook()
    project.codebooks.add(book, author="Ans", reason="begin")
    more = replace(book, codes=(*book.codes, replace(book.code("duur"), id="vol", label="Te vol")))
    assert set(project.codebooks.add(more, author="Ans", reason="vol erbij").code_ids) == {
        "dienst",
        "laat",
        "zelden",
        "duur",
        "geen",
        "vol",
    }
    with pytest.raises(CodingError, match="ontbreken in de nieuwe versie: vol"):
        project.codebooks.add(book, author="Ans", reason="terug")
    assert project.codebooks.current("vervoer").number == 2


def test_a_question_knows_its_codebook(project: Project) -> None:
    add_question(project, ["a"])
    assert project.codebooks.for_question("7").content == codebook()
    with pytest.raises(NotFoundError, match="Vraag '8' bestaat niet"):
        project.codebooks.for_question("8")
    with pytest.raises(NotFoundError, match="er zijn: vervoer"):
        project.codebooks.current("anders")
