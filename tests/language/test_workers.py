"""Processes that analyse; the worker in most of these tests is a script of a few lines."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coding.errors import CodingError
from coding.language import workers
from coding.language.workers import AHEAD, analyse_in_processes

ECHO = """
for line in sys.stdin:
    print(json.dumps([[[0, len(text), text, 'X', 1]] for text in json.loads(line)]), flush=True)
"""


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Put a script in the place of the worker."""

    def use(script: str) -> None:
        file = tmp_path / "worker.py"
        file.write_text("import json, os, pathlib, sys\n" + script, encoding="utf-8")
        launcher = tmp_path / "python"
        launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{file}" "$@"\n')
        launcher.chmod(0o755)
        monkeypatch.setattr(workers.sys, "executable", str(launcher))

    return use


def test_outcomes_come_in_the_order_of_the_chunks(worker: Callable[[str], None]) -> None:
    worker(ECHO)
    chunks = [[f"tekst {n}", "\n“é” 😀"] for n in range(25)]
    outcomes = list(analyse_in_processes(chunks, model="m", processes=3))
    assert [[tokens[0][2] for tokens in outcome] for outcome in outcomes] == chunks


def test_texts_are_read_only_a_few_chunks_ahead(worker: Callable[[str], None]) -> None:
    worker(ECHO)
    read = itertools.count()
    outcomes = analyse_in_processes(([f"{next(read)}"] for _n in range(1000)), model="m", processes=2)
    next(outcomes)
    outcomes.close()
    assert next(read) <= AHEAD * 2 + 1


def test_a_worker_that_is_killed_gives_a_sentence_and_does_not_hang(worker: Callable[[str], None]) -> None:
    worker(f"line = sys.stdin.readline()\nos.kill(os.getpid(), {int(signal.SIGKILL)})\n")
    with pytest.raises(CodingError, match="voortijdig gestopt \\(code -9\\)"):
        list(analyse_in_processes([["a"]] * 10, model="m", processes=2))


def test_half_an_answer_is_none(worker: Callable[[str], None]) -> None:
    worker("sys.stdin.readline()\nsys.stdout.write('[[[0, 1')\n")
    with pytest.raises(CodingError, match="voortijdig gestopt"):
        list(analyse_in_processes([["a"]], model="m", processes=1))


def test_chunks_that_were_done_before_a_worker_died_have_come_out(worker: Callable[[str], None]) -> None:
    worker("line = sys.stdin.readline()\nprint(json.dumps([[] for t in json.loads(line)]), flush=True)\n")
    outcomes = analyse_in_processes([["a"], ["b"]], model="m", processes=1)
    assert next(outcomes) == [[]]
    with pytest.raises(CodingError, match="voortijdig gestopt \\(code 0\\)"):
        next(outcomes)


def test_closing_ends_the_workers(worker: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    worker(ECHO)
    started: list[subprocess.Popen[bytes]] = []

    def popen(*args, **kwargs):
        started.append(subprocess.Popen(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(
        workers, "subprocess", type("m", (), {**vars(subprocess), "Popen": staticmethod(popen)})
    )
    outcomes = analyse_in_processes(([f"{n}"] for n in itertools.count()), model="m", processes=2)
    next(outcomes)
    outcomes.close()
    assert len(started) == 2
    assert all(process.returncode is not None for process in started)


def test_a_model_that_cannot_be_loaded_is_told_in_its_own_words() -> None:
    with pytest.raises(CodingError, match="nl_bestaat_niet is niet te gebruiken"):
        list(analyse_in_processes([["a"]], model="nl_bestaat_niet", processes=1))


def test_a_worker_does_not_outlive_the_program() -> None:
    """The workers hold the error stream of the program that started them; it ends when the last one does."""
    script = """
import itertools, os, signal
from coding.language.workers import analyse_in_processes
outcomes = analyse_in_processes(([f"tekst {n}"] for n in itertools.count()), model="ingebouwd", processes=2)
next(outcomes)
os.kill(os.getpid(), signal.SIGKILL)
"""
    program = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    _out, errors = program.communicate(timeout=120)
    assert (program.returncode, errors) == (-signal.SIGKILL, b"")


def test_a_script_without_a_guard_can_use_processes(tmp_path: Path) -> None:
    """Starting Python's own way would run the whole script again in every process."""
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\nfrom coding.language.workers import analyse_in_processes\n"
        "print(len(list(analyse_in_processes([['a'], ['b']], model='ingebouwd', processes=2))))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["once", "2"]
