"""A question that is not there: which are, and whether a file with more still waits."""

import pytest
from tests.builders import add_question
from tests.pseudonyms.test_store import stage

from coding.errors import NotFoundError
from coding.project import Project


def test_the_same_sentence_whoever_asks(project: Project) -> None:
    add_question(project, ["te laat"], key="7")
    asked = (
        project.corpus.question,
        project.clusters.latest,
        lambda key: project.language.analyse(key),
    )
    for ask in asked:
        with pytest.raises(NotFoundError, match=r"Vraag '8' bestaat niet in dit project; er zijn: 7\.$"):
            ask("8")


def test_says_that_a_file_waits_and_what_to_do(project: Project) -> None:
    batch = stage(project)
    with pytest.raises(NotFoundError) as told:
        project.corpus.question("1")
    assert str(told.value) == (
        "Vraag '1' bestaat niet in dit project; er zijn: geen. a.csv wacht nog tot de persoonsgegevens zijn "
        "nagekeken; vragen daaruit zijn er pas daarna. Doe dat op de pagina Privacy, of geef het vrij met "
        "`coding review --release NUMMER`."
    )
    project.pseudonyms.release(batch.id, by="Ans")
    assert project.corpus.question("1").key == "1"
