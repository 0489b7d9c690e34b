"""The server's libraries take one thread each; what it starts beside itself takes what it finds."""

import os
import subprocess
import sys

import pytest

from coding import threads


@pytest.fixture(autouse=True)
def _nothing_limited_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in threads.ONE_THREAD:
        monkeypatch.setenv(name, "")  # so that it is put back as it was
        monkeypatch.delenv(name)
    monkeypatch.setattr(threads, "_limited", set())


def test_one_thread_here_and_every_core_in_what_is_started() -> None:
    threads.limit_threads()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert "OPENBLAS_NUM_THREADS" not in threads.job_environment()
    assert threads.job_environment()["PATH"] == os.environ["PATH"]


def test_who_starts_the_program_may_say_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    threads.limit_threads()
    assert os.environ["OPENBLAS_NUM_THREADS"] == threads.job_environment()["OPENBLAS_NUM_THREADS"] == "3"
    assert "OMP_NUM_THREADS" not in threads.job_environment()


def test_the_server_can_still_say_it_in_time() -> None:
    script = "import sys, coding.cli, coding.ui.serve, coding.project; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
