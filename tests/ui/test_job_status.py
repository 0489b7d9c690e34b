"""What a page shows of work beside it: how it ended."""

from dataclasses import dataclass

import pytest
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.project import Project
from coding.ui.background import Progress
from coding.ui.components import job_status


@dataclass
class FakeJob:
    running: bool = False
    stopped: bool = False
    trouble: str | None = None

    def problem(self) -> str | None:
        return self.trouble

    def progress(self) -> Progress:
        return Progress(3, 4, "Train vraag 7")

    def stop(self) -> None:
        self.running, self.stopped = False, True


class FakeJobs:
    def __init__(self, job: FakeJob) -> None:
        self.job: FakeJob | None = job

    def find(self, _project: Project, _verb: str, _question: str) -> FakeJob | None:
        return self.job

    def forget(self, _project: Project, _verb: str, _question: str) -> None:
        self.job = None


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (FakeJob(), "Getraind; de voorstellen zijn bijgewerkt."),
        (FakeJob(stopped=True), "Gestopt. Wat er al was, is zoals het was."),
        (FakeJob(trouble="Vraag 7 heeft *te* weinig."), "Vraag 7 heeft *te* weinig."),
    ],
)
def test_the_end_is_told_once(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch, job: FakeJob, told: str
) -> None:
    jobs = FakeJobs(job)
    monkeypatch.setattr(job_status, "jobs", lambda: jobs)
    add_question(small, ["te laat"])
    app = open_page("model", question="7")
    assert not app.exception
    assert told in texts(app)
    assert told not in texts(app.run())


def test_while_it_runs_it_shows_how_far_it_is_and_can_be_stopped(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = FakeJobs(FakeJob(running=True))
    monkeypatch.setattr(job_status, "jobs", lambda: jobs)
    add_question(small, ["te laat"])
    app = open_page("model", question="7")
    assert not app.exception
    bar = app.get("progress")[0].proto
    assert (bar.value, bar.text) == (75, "Train vraag 7\\: 3 van 4 …")
    button(app, "Stoppen").click().run()
    assert "Gestopt." in texts(app)
