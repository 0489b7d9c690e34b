"""Twenty coders at once, while an import and a retraining run.  python benchmarks/load.py [--seconds 120]

Each coder is a desk as in the server, in a thread of its own; what a browser would send goes in, what it
would get comes out. Beside it a file of answers is imported on the command line, and the model is trained
as the app does it: in a process that steps back for the server (`coding.ui.background`). First at a human
pace, in the queues that grow with which a list of this size begins; then as fast as it goes, in reading
order, because nothing can be chosen at that pace. On SQLite and on PostgreSQL. Afterwards every coding that
was confirmed must stand in the project.
"""

import argparse
import csv
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from machine import header
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has none

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.builders import add_question
from tests.postgres import database_on, throw_away_server

from coding.project import Project
from coding.ui.background import lower_priority
from coding.ui.coming import Coming
from coding.ui.desk import Desk
from coding.ui.items import Item, in_queue, load_items, load_texts

N_CODERS = 20
N_ANSWERS = 10_000
N_IMPORTED = 5_000
CODES = ("laat", "zelden", "duur", "geen")
SENTENCE = "De bus kwam weer te laat, en wie de aansluiting mist staat een half uur in de regen. "
HUMAN_SECONDS = (1.5, 6.0)  # between two answers of a quick coder
ASKING_SECONDS = 0.5  # between two questions of a browser that has nothing to show


@dataclass
class Coder:
    """One coder's desk, what was confirmed to it, how long that took, and how often nothing lay ready."""

    desk: Desk
    number: int
    seconds: list[float] = field(default_factory=list)
    confirmed: dict[int, frozenset[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    revision: int = 0
    waits: int = 0

    def work(self, until: float, *, human: bool) -> None:
        """Code one answer after another until it is time."""
        chance = random.Random(self.number)
        self.desk.lengthen()
        # A stretch of their own: on the same texts they would only differ, and nothing could be learned.
        place = 0 if human else (self.number - 1) * len(self.desk.items) // N_CODERS
        while time.monotonic() < until and (human or place < len(self.desk.items)):
            if place >= len(self.desk.items):
                self.waits += 1
                time.sleep(ASKING_SECONDS)
                self.desk.lengthen()
                continue
            if human:
                time.sleep(chance.uniform(*HUMAN_SECONDS))
            codes = frozenset({chance.choice(CODES)})
            segment = self.desk.items[place].segment_id
            if segment in self.confirmed:  # in the other queue, just now
                place += 1
                continue
            self.revision += 1
            started = time.perf_counter()
            try:
                self.desk.receive(self._message(segment, codes, place + 1))
                self.desk.lengthen()
                batch = self.desk.batch()
            except Exception as error:  # noqa: BLE001 - counted and shown, whatever it is
                self.errors.append(repr(error))
                continue
            self.seconds.append(time.perf_counter() - started)
            answers = [a for a in batch["answers"] if a["revision"] == self.revision and a["accepted"]]
            if self.desk.trouble or not answers:
                self.errors.append("not confirmed")
                continue
            self.confirmed[segment] = codes
            place += 1

    def _message(self, segment: int, codes: frozenset[str], place: int) -> dict[str, Any]:
        entry = {
            "segment": segment,
            "codes": sorted(codes),
            "read": True,
            "flagged": False,
            "marks": [],
            "memo": "",
            "origins": {},
            "base": 0,
            "revision": self.revision,
            "model": None,
            "queue": self.desk.queue_id,
        }
        journals = [{"client": f"{self.number:032d}", "question": "7", "entries": [entry]}]
        return {"scope": self.desk.scope, "seq": self.revision, "position": place, "journals": journals}


def _coders(project: Project) -> list[Coder]:
    """Return the coders at queues that grow, as the page opens them."""
    texts = load_texts(project, "7")
    coders = []
    for number in range(1, N_CODERS + 1):
        coder = project.codings.ensure_coder(f"Codeur {number}")
        queue = project.queueing.open("7", coder_id=coder)
        coming = Coming(project, queue_id=queue, texts=lambda: texts, labels={code: code for code in CODES})
        coders.append(Coder(_desk(project, coder, queue, in_queue(project, queue, texts), coming), number))
    return coders


def _in_order(project: Project, coders: list[Coder]) -> None:
    """Lay everything before everybody, in reading order."""
    queue = project.codings.default_queue("7")
    items = load_items(project, "7", queue)
    for coder in coders:
        coder.desk = _desk(project, coder.desk.coder_id, queue, items)


def _desk(
    project: Project, coder: int, queue: int, items: Sequence[Item], coming: Coming | None = None
) -> Desk:
    return Desk(
        project,
        question_key="7",
        coder_id=coder,
        queue_id=queue,
        items=items,
        scope=f"load:{coder}:{queue}",
        coming=coming,
    )


def _survey(folder: Path, number: int) -> Path:
    file = io.StringIO()
    rows = [(f"{number}-{i}", f"{i}. {SENTENCE}", "Zuid" if i % 2 else "Noord") for i in range(N_IMPORTED)]
    csv.writer(file).writerows([("nummer", "Wat vindt u van de tram?", "regio"), *rows])
    path = folder / f"tram-{number}.csv"
    path.write_text(file.getvalue(), encoding="utf-8")
    path.with_suffix(".yaml").write_text(
        f"id: tram{number}\ntitle: Tram {number}\nrespondent: nummer\n"
        f"variables:\n  - {{column: regio, label: Regio, type: category}}\nopen_questions:\n"
        f'  - {{column: "Wat vindt u van de tram?", id: "T{number}", text: "Wat vindt u van de tram?"}}\n',
        encoding="utf-8",
    )
    return path


def _disturb(location: str, folder: Path, stop: threading.Event, done: list[str]) -> None:
    """Import and retrain, one after the other, as long as the coders work."""
    number = 0
    while not stop.is_set():
        number += 1
        survey = _survey(folder, number)
        for verb in (
            ["import", str(survey), "--mapping", str(survey.with_suffix(".yaml"))],
            ["train", "--question", "7"],
        ):
            started = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-m", "coding", *verb],
                env={**os.environ, "CODING_PROJECT": location},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            ) as run:
                if verb[0] == "train":
                    lower_priority(run)
                _out, problems = run.communicate()
            outcome = "done" if run.returncode == 0 else f"FAILED: {problems.strip().splitlines()[-1][-150:]}"
            done.append(f"{verb[0]} {outcome} ({time.perf_counter() - started:.0f} s)")
            if stop.is_set():
                return


def _run(location: str, project: Project, folder: Path, *, seconds: float) -> None:
    coders = _coders(project)
    for pace, human in (("human pace", True), ("as fast as it goes", False)):
        if not human:
            _in_order(project, coders)
        for coder in coders:
            coder.seconds.clear()
        stop, done = threading.Event(), list[str]()
        beside = threading.Thread(target=_disturb, args=(location, folder / pace.split()[0], stop, done))
        (folder / pace.split()[0]).mkdir()
        beside.start()
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=coder.work, args=(until,), kwargs={"human": human}) for coder in coders
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stop.set()
        beside.join()
        saves = [value * 1000 for coder in coders for value in coder.seconds]
        median, high = statistics.median(saves), statistics.quantiles(saves, n=20)[-1]
        figures = f"{median:7.0f} | {high:7.0f} | {max(saves):7.0f}"
        print(f"| {pace:<20} | {len(saves):>6} | {figures} | {'; '.join(done)} |", flush=True)
    print(_verdict(project, coders))


def _verdict(project: Project, coders: list[Coder]) -> str:
    """Compare what was confirmed with what stands in the project."""
    stored = project.codings.codings("7")
    found = stored.groupby(["coder_id", "segment_id"])["code"].agg(frozenset).to_dict()
    missing = sum(
        found.get((coder.desk.coder_id, segment)) != codes
        for coder in coders
        for segment, codes in coder.confirmed.items()
    )
    errors = [error for coder in coders for error in coder.errors]
    n_confirmed = sum(len(coder.confirmed) for coder in coders)
    extra = len(found) - n_confirmed
    n_waits = sum(coder.waits for coder in coders)
    return (
        f"{n_confirmed} confirmed, {missing} missing or different, {extra} stored without being confirmed, "
        f"{len(errors)} errors {sorted(set(errors))[:3]}; no text lay ready {n_waits} times"
    )


@contextmanager
def _locations(folder: Path) -> Iterator[list[tuple[str, str]]]:
    """Give a place on SQLite and, where there is a server, one on PostgreSQL."""
    places = [("SQLite", str(folder / "study.db"))]
    with suppress(FileNotFoundError), throw_away_server() as server, database_on(server) as url:
        places.append(("PostgreSQL", url))
        yield places
        return
    yield places


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=120)
    seconds = parser.parse_args().seconds
    threadpool_limits(1)  # as in the server
    print(header(f"{N_CODERS} coders, {N_ANSWERS} answers, {seconds:.0f} s each; milliseconds per save"))
    with tempfile.TemporaryDirectory() as temporary, _locations(Path(temporary)) as places:
        for name, location in places:
            folder = Path(temporary) / name
            folder.mkdir()
            with Project(location) as project:
                add_question(project, [f"{number}. {SENTENCE}" for number in range(1, N_ANSWERS + 1)])
                print(
                    f"\n{name}\n| pace                 |  saves |  median |    95th | longest | beside it |"
                )
                _run(location, project, folder, seconds=seconds)


if __name__ == "__main__":
    main()
