"""The process that stores codings is killed a hundred times: nothing is lost, nothing comes twice."""

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.builders import add_question
from tests.ui.killable import Browser, work

from coding.project import Project
from coding.ui.items import load_items

N_KILLS = 100
N_ANSWERS = 1500
LATEST = 0.12  # seconds after the first desk is open

pytestmark = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="processes are started otherwise here"
)


class Study:
    """A project file, the coders' browsers, and the process between them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "study.db"
        with Project(self.file) as project:
            add_question(project, [f"Antwoord {number}" for number in range(N_ANSWERS)])
            self._queue = project.codings.default_queue("7")
            self._items = load_items(project, "7", self._queue)
            self.browsers = [Browser(project.codings.ensure_coder(name)) for name in ("Anna", "Bram")]
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.ui.killable"])

    def run(self, seed: int, *, kill_after: float | None) -> None:
        """Let the coders work and take the process away; None lets it send what waits and end by itself."""
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(
            target=work,
            args=(str(self.file), self._queue, self._items, self.browsers, theirs),
            kwargs={"seed": seed, "only_send": kill_after is None},
        )
        process.start()
        theirs.close()
        end = None
        try:
            while end is None or ours.poll(max(0.0, end - time.monotonic())):
                self._note(*ours.recv())
                if kill_after is not None:
                    end = end or time.monotonic() + kill_after
            process.kill()
            while True:  # what it said before it died
                self._note(*ours.recv())
        except EOFError:
            process.join()
        if kill_after is not None:
            assert process.exitcode == -9

    def _note(self, what: str, coder_id: int, content) -> None:
        browser = next(browser for browser in self.browsers if browser.coder_id == coder_id)
        if what == "wanted":
            browser.wanted[content["segment"]] = browser.waiting[content["segment"]] = content
        elif what == "confirmed":
            for segment in content:
                del browser.waiting[segment]

    def stored(self) -> dict[tuple[int, int], tuple[list[str], bool, str, bool]]:
        """Return what stands in the file, by coder and segment, after SQLite looked it through."""
        with closing(sqlite3.connect(self.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            rows = connection.execute(
                "SELECT coder_id, segment_id, read, memo, flagged, (SELECT group_concat(key) "
                "FROM coding JOIN code ON code.id = code_id WHERE coding.coder_id = judgement.coder_id "
                "AND coding.segment_id = judgement.segment_id) FROM judgement"
            )
            return {
                (coder, segment): ((codes or "").split(","), bool(read), memo, bool(flagged))
                for coder, segment, read, memo, flagged, codes in rows
            }

    def wanted(self, *, confirmed_only: bool) -> dict[tuple[int, int], tuple[list[str], bool, str, bool]]:
        """Return what should stand there."""
        return {
            (browser.coder_id, segment): (entry["codes"], entry["read"], entry["memo"], entry["flagged"])
            for browser in self.browsers
            for segment, entry in browser.wanted.items()
            if not (confirmed_only and segment in browser.waiting)
        }

    def repeated(self) -> list[tuple[int, ...]]:
        """Return what was stored more than once; each text was coded once."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(
                "SELECT coder_id, segment_id FROM coding_event "
                "GROUP BY coder_id, segment_id, action HAVING count(*) > 1"
            ).fetchall()


@pytest.mark.usefixtures("plain_main")
def test_a_hundred_kills_lose_nothing_confirmed_and_repeat_nothing(tmp_path):
    study, chance = Study(tmp_path), random.Random(5)
    interrupted = 0
    for kill in range(N_KILLS):
        study.run(kill, kill_after=chance.uniform(0, LATEST))
        stored, asked = study.stored(), study.wanted(confirmed_only=False)
        confirmed = study.wanted(confirmed_only=True)
        assert {name: stored.get(name) for name in confirmed} == confirmed
        assert {name: asked.get(name) for name in stored} == stored  # and nothing half, or nobody's
        interrupted += any(browser.waiting for browser in study.browsers)
    study.run(N_KILLS, kill_after=None)  # the last time it may finish
    assert study.stored() == study.wanted(confirmed_only=True) == study.wanted(confirmed_only=False)
    assert study.repeated() == []
    assert interrupted > N_KILLS // 4  # the kills came while work was under way
    assert len(study.stored()) > N_KILLS
