"""Work beside the app: its progress, its end, stopping it."""

import sys
from pathlib import Path

import pytest
from tests.builders import add_question

from coding.project import Project
from coding.ui import background
from coding.ui.background import Jobs, location_of


@pytest.fixture
def fake_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Run a script of ours in place of the program; it gets the same arguments."""

    def use(script: str) -> None:
        file = tmp_path / "fake.py"
        file.write_text("import json, pathlib, sys, time\nargs = sys.argv\n" + script, encoding="utf-8")
        launcher = tmp_path / "python"
        launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{file}" "$@"\n')
        launcher.chmod(0o755)
        monkeypatch.setattr(background.sys, "executable", str(launcher))

    return use


PROGRESS = (
    "file = pathlib.Path(args[args.index('--progress-file') + 1])\n"
    "file.write_text(json.dumps({'done': 3, 'total': 4, 'message': 'Groepeer'}))\n"
)


def test_progress_is_read_while_it_runs_and_it_can_be_stopped(small: Project, fake_command) -> None:
    fake_command(PROGRESS + "print('ready', file=sys.stderr, flush=True)\ntime.sleep(60)\n")
    jobs = Jobs()
    job = jobs.start(small, "cluster", "7")
    while not job.progress().total:
        assert job.running, (job.folder / "errors.txt").read_text()
    progress = job.progress()
    assert (progress.done, progress.total, progress.message, progress.share) == (3, 4, "Groepeer", 0.75)
    assert jobs.start(small, "cluster", "7") is job  # a second press does not start a second one
    job.stop()
    assert not job.running
    assert job.problem() is None
    jobs.forget(small, "cluster", "7")
    assert jobs.find(small, "cluster", "7") is None


def test_a_job_for_the_whole_project_names_no_question(small: Project, fake_command) -> None:
    fake_command("sys.exit(' '.join(args[1:]))\n")
    job = Jobs().start(small, "analyse", "", options=["--again"])
    job.process.wait(30)
    assert job.problem() == f"-m coding analyse --progress-file {job.folder / 'progress.json'} --again"


def test_what_went_wrong_is_told_as_the_program_told_it(small: Project, fake_command) -> None:
    fake_command("print('Er zijn 3 antwoorden; groeperen kan vanaf 30.', file=sys.stderr)\nsys.exit(1)\n")
    job = Jobs().start(small, "cluster", "7")
    job.process.wait(30)
    assert job.problem() == "Er zijn 3 antwoorden; groeperen kan vanaf 30."


def test_an_unforeseen_error_shows_no_traceback(small: Project, fake_command) -> None:
    fake_command("raise ValueError('kapot')\n")
    job = Jobs().start(small, "cluster", "7")
    job.process.wait(30)
    problem = job.problem()
    assert problem is not None
    assert "ValueError: kapot" in problem
    assert "Traceback" not in problem
    assert "uw werk is veilig" in problem


def test_the_real_command_refuses_too_few_answers_in_a_sentence(small: Project) -> None:
    add_question(small, ["te laat"])
    job = Jobs().start(small, "cluster", "7")
    job.process.wait(120)
    assert job.problem() == "Vraag 7 heeft 1 tekst; groeperen kan vanaf 30."


def test_location_of_a_project_file(small: Project, location: Path) -> None:
    assert location_of(small) == str(location)
