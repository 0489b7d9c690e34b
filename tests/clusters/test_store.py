import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders import add_answers

from coding.errors import CodingError, NotFoundError
from coding.language import word_vectors
from coding.project import Project

THEMES = [
    "lange wachtlijsten bij {}",
    "te veel administratie en registratie in {}",
    "de huisarts verwijst naar {}",
]
PLACES = [
    "jeugdhulp",
    "het team",
    "aanbieders",
    "de regio",
    "scholen",
    "Veilig Thuis",
    "de wijk",
    "zorg",
    "ons",
    "MEE",
]


@pytest.fixture
def texts() -> list[str]:
    return [theme.format(place) for theme in THEMES for place in PLACES] + ["-", "nvt"]


def test_a_clustering_is_kept_and_read_back(project: Project, texts: list[str]) -> None:
    ids = add_answers(project, "63", texts)
    assert project.clusters.latest("63") is None
    made = project.clusters.cluster("63", n_clusters=4, seed=3)
    read = project.clusters.latest("63")
    assert read is not None
    assert read.run_id == made.run_id
    assert read.settings["seed"] == 3
    assert read.settings["vectors"] == word_vectors().name
    assert read.created_at.tzinfo is not None
    assert read.members["segment_id"].tolist() == ids
    assert read.clusters["number"].tolist() == [0, 1, 2, 3]
    assert sum(read.clusters["size"][:3]) == 30
    assert read.clusters["size"][3] == 2
    assert read.clusters["label"][3] == "zonder inhoud"
    assert read.members["number"].tolist()[-2:] == [3, 3]
    counted = read.members["number"].value_counts().to_dict()
    assert counted == dict(zip(read.clusters["number"], read.clusters["size"], strict=True))
    word, weight = read.clusters["words"][0][0]
    assert isinstance(word, str)
    assert weight > 0
    assert read.members[["x", "y"]].abs().to_numpy().max() < 1.1
    assert made.members.equals(read.members)


def test_groups_are_named_in_words_of_the_answers(project: Project, texts: list[str]) -> None:
    add_answers(project, "63", texts)
    found = project.clusters.cluster("63", n_clusters=4).clusters
    written = {word for text in texts for word in text.lower().split()}
    shown = {str(word).lower() for words in found["words"] for word, _weight in words}
    assert shown <= written
    assert "wachtlijsten" in shown  # not the lemma: nobody wrote "wachtlijst"


def test_the_latest_of_two_and_the_first_is_kept(project: Project, texts: list[str]) -> None:
    add_answers(project, "63", texts)
    first = project.clusters.cluster("63", n_clusters=3)
    second = project.clusters.cluster("63", n_clusters=5)
    latest = project.clusters.latest("63")
    assert latest is not None
    assert latest.run_id == second.run_id > first.run_id
    assert len(latest.clusters) == 5


def test_too_few_answers_says_how_many(project: Project, texts: list[str]) -> None:
    add_answers(project, "33", texts[:29])
    with pytest.raises(CodingError, match=r"29 teksten.* 30"):
        project.clusters.cluster("33")
    assert project.clusters.latest("33") is None


def test_an_unknown_question(project: Project) -> None:
    with pytest.raises(NotFoundError, match="99"):
        project.clusters.cluster("99")


def test_it_can_be_done_in_another_process(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "study.db"
    with Project(path) as project:
        add_answers(project, "63", texts)
        code = (
            "import sys\nfrom coding.project import Project\n"
            "with Project(sys.argv[1]) as project:\n    project.clusters.cluster('63', n_clusters=4)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        there = project.clusters.latest("63")
        here = project.clusters.cluster("63", n_clusters=4)
    assert there is not None
    assert there.members["number"].tolist() == here.members["number"].tolist()
