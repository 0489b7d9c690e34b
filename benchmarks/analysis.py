"""Language analysis by one process and by all cores: time, memory, and that the outcome is the same.

python benchmarks/analysis.py [NUMBER OF ANSWERS ...]

Processor time says how well the work divides also where the machine has other things to do; the time on the
clock does so only on a quiet one. Memory is that of all processes together, at its highest (Linux only).
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from machine import header
from throughput import as_csv, example_answers, pairs

from coding.corpus import SurveyMapping
from coding.language.workers import cores
from coding.project import Project

SIZES = (10_000, 50_000)
LOOK_EVERY = 0.2  # seconds
TICKS = 100  # of processor time per second, as Linux counts them
MAPPING = {
    "id": "groot",
    "title": "Groot",
    "respondent": "gemeente",
    "open_questions": [{"column": "V63", "id": "63", "text": "Knelpunten"}],
}


@dataclass
class Usage:
    """What the processes of one run used."""

    seconds: float = 0.0
    memory: float = 0.0  # MiB
    busy: dict[int, float] = field(
        default_factory=dict
    )  # seconds of processor time by process, the first ours

    def look(self, process: int) -> None:
        """Note how things stand now."""
        total = 0.0
        for number in family(process):
            try:
                status = Path(f"/proc/{number}/status").read_text()
                fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:  # it ended in the meantime
                continue
            total += (
                sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
            )
            self.busy[number] = (int(fields[11]) + int(fields[12])) / TICKS
        self.memory = max(self.memory, total)


def family(process: int) -> list[int]:
    """Return a process and those it started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return [process]
    return [process, *(one for child in children for one in family(int(child)))]


def analyse(project: Path, processes: int) -> Usage:
    """Analyse a project by the command line, and watch."""
    usage, start = Usage(), time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "coding",
        "analyse",
        "--project",
        str(project),
        "--processes",
        str(processes),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            usage.look(running.pid)
            time.sleep(LOOK_EVERY)
        if running.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {running.returncode}")
    usage.seconds = time.perf_counter() - start
    return usage


def analyses(project: Path) -> list[tuple[str, str]]:
    """Return what was stored: text and tokens."""
    with closing(sqlite3.connect(project)) as connection:
        return connection.execute("SELECT text_sha256, tokens FROM analysis ORDER BY text_sha256").fetchall()


def main() -> None:
    """Print one line per number of answers and processes."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    examples = example_answers()
    print(header("Language analysis"))
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            texts = [text for text, _codes in pairs(examples, size)]
            survey = as_csv([("gemeente", "V63"), *((f"Plaats {n}", text) for n, text in enumerate(texts))])
            with Project(folder / "project.db") as project:
                mapping = SurveyMapping.model_validate(MAPPING)
                project.corpus.import_survey(survey, name="groot.csv", mapping=mapping)
            outcomes = []
            for processes in sorted({1, cores()}):
                copy = folder / f"{processes}.db"
                shutil.copy(folder / "project.db", copy)
                usage = analyse(copy, processes)
                outcomes.append(analyses(copy))
                busy = ", ".join(f"{seconds:.1f}" for seconds in usage.busy.values())
                print(
                    f"{size:,} answers ({len(outcomes[-1]):,} different), {processes} processes: "
                    f"{usage.seconds:.1f} s, processor time {busy} s, {usage.memory:.0f} MiB"
                )
            same = all(outcome == outcomes[0] for outcome in outcomes)
            print(f"  the outcome is {'the same' if same else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
