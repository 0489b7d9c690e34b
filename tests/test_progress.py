"""Showing how far work is, and not showing what never began."""

import json
from pathlib import Path

import pytest

from coding.errors import InputError
from coding.progress import progress_bar


def test_a_bar_says_what_is_done_and_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Lezen") as progress:
        progress(1, 4)
    shown = capsys.readouterr().err
    assert "Lezen" in shown
    assert "4/4" in shown


def test_no_empty_bar_stands_above_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError), progress_bar("Lezen"):
        raise InputError("kapot")
    assert capsys.readouterr().err.strip() == ""


def test_what_was_done_before_an_error_stays(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with progress_bar("Lezen") as progress:
            progress(3, 4)
            raise InputError("kapot")

    with pytest.raises(InputError):
        work()
    assert "3/4" in capsys.readouterr().err


def test_a_page_that_watches_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "progress.json"
    with progress_bar("Lezen", file=file) as progress:
        progress(3, 4)
    assert json.loads(file.read_text(encoding="utf-8")) == {"done": 3, "total": 4, "message": "Lezen"}
