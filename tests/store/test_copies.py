"""Copies of a project: whole, made while others write, put back only when they prove themselves."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.builders import add_question

from coding.codings import JudgementUpdate
from coding.errors import CodingError
from coding.project import Project
from coding.store.copies import back_up, inspect, restore
from coding.store.migrate import known_revisions, newest_revision

REVISIONS = known_revisions()


def code(project: Project, segment: int, *codes: str) -> None:
    coder = project.codings.ensure_coder("Anna")
    project.codings.judge([JudgementUpdate(segment, frozenset(codes), read=True)], coder_id=coder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.db"
    with Project(path) as project:
        [first, _second] = add_question(project, ["te laat", "te duur"])
        code(project, first, "laat")
    return path


def codings(path: Path) -> list[str]:
    with Project(path) as project:
        return sorted(project.codings.codings("7")["code"])


def test_a_backup_is_one_file_with_everything(path: Path, tmp_path: Path) -> None:
    with Project(path):  # in use: part of it is in the log beside it
        contents = back_up(path, tmp_path / "kopie.db")
    assert contents.revision == newest_revision()
    assert (contents.count("segment"), contents.count("coding_event")) == (2, 2)
    assert inspect(path) == contents
    assert sorted(file.name for file in tmp_path.glob("*kopie*")) == ["kopie.db"]
    assert codings(tmp_path / "kopie.db") == ["laat"]


def test_a_backup_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CodingError, match=r"study\.db bestaat al; kies een andere naam"):
        back_up(path, path)
    with pytest.raises(CodingError, match="is niet te schrijven: dat bestand of die map bestaat niet"):
        back_up(path, tmp_path / "weg" / "kopie.db")
    with pytest.raises(CodingError, match=r"weg\.db bestaat niet"):
        back_up(tmp_path / "weg.db", tmp_path / "kopie.db")


def test_an_open_program_sees_what_was_put_back_and_goes_on(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "kopie.db")
    with Project(path) as running:
        segment = int(running.corpus.segments("7")["id"].iloc[1])
        code(running, segment, "duur")
        found = restore(tmp_path / "kopie.db", path, newest=REVISIONS)
        assert running.codings.codings("7")["code"].tolist() == ["laat"]
        code(running, segment, "geen")
        assert sorted(running.codings.codings("7")["code"]) == ["geen", "laat"]
    assert found.contents.count("coding_event") == 2
    assert found.kept is not None
    assert codings(found.kept) == ["duur", "laat"]
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_restoring_where_nothing_stands(path: Path, tmp_path: Path) -> None:
    found = restore(path, tmp_path / "nieuw.db", newest=REVISIONS)
    assert found.kept is None
    assert codings(tmp_path / "nieuw.db") == ["laat"]


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    file.write_bytes(content)


def text(file: Path) -> None:
    file.write_text("geen database " * 100, encoding="utf-8")


def other_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("CREATE TABLE iets (x)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (damaged, "beschadigd"),
        (text, "geen projectbestand"),
        (other_database, "geen projectbestand"),
        (newer, "nieuwere versie"),
        (Path.unlink, "bestaat niet"),
    ],
)
def test_what_is_no_whole_copy_replaces_nothing(path: Path, tmp_path: Path, spoil, message: str) -> None:
    copy = tmp_path / "kopie.db"
    back_up(path, copy)
    spoil(copy)
    before = inspect(path)
    with pytest.raises(CodingError, match=message):
        restore(copy, path, newest=REVISIONS)
    assert inspect(path) == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_project_is_not_put_back_onto_itself(path: Path) -> None:
    with pytest.raises(CodingError, match="het project zelf"):
        restore(path, path.parent / "." / path.name, newest=REVISIONS)


def write_on(path: Path, ready, stop) -> None:
    """Code without end, in a process of its own."""
    with Project(path) as project:
        segments = project.corpus.segments("7")["id"].tolist()
        number = 0
        while not stop.is_set():
            code(project, segments[number % 2], ("laat", "duur", "zelden")[number % 3])
            number += 1
            if number == 3:
                ready.set()


@pytest.mark.usefixtures("plain_main")
def test_a_backup_while_somebody_codes_is_a_moment_of_their_work(path: Path, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Event(), context.Event()
    worker = context.Process(target=write_on, args=(path, ready, stop))
    worker.start()
    try:
        assert ready.wait(60)
        copies = [back_up(path, tmp_path / f"kopie-{i}.db") for i in range(5)]
    finally:
        stop.set()
        worker.join(60)
    counts = [copy.count("coding_event") for copy in copies]
    assert counts == sorted(counts)
    with Project(path) as project, Project(tmp_path / "kopie-4.db") as copied:
        segment = int(copied.corpus.segments("7")["id"].iloc[0])
        whole = project.codings.history(segment)
        part = copied.codings.history(segment)
        assert part.equals(whole.head(len(part)))
