"""deduce beside our own recognisers: in a process of its own, adding what was missed."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from coding.errors import CodingError
from coding.pseudonyms import Deduce, Recogniser

# Stands in for the worker: the same lines in and out, a fixed answer.
WORKER = """
import json, sys
print("ready", flush=True)
for line in sys.stdin:
    text = json.loads(line)
    if "stop" in text:
        break
    spans = [[text.find(w), text.find(w) + len(w), tag] for w, tag in
             (("Mevrouw Jansen", "persoon"), ("Xqzwo", "persoon"), ("1234 AB Utrecht", "locatie"),
              ("1985", "datum")) if w in text]
    print(json.dumps(spans), flush=True)
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    worker = tmp_path / "worker.py"
    worker.write_text(WORKER, encoding="utf-8")
    return [sys.executable, str(worker)]


def test_it_adds_what_was_missed_and_nothing_twice(tmp_path: Path, command: list[str]) -> None:
    text = "🙂 Mevrouw Jansen zag Xqzwo, 1234 AB Utrecht, 1985"
    with Deduce(tmp_path, command=command) as deduce:
        found = Recogniser(helper=deduce).find(text)
    assert [(f.kind, f.text(text), f.source) for f in found] == [
        ("person", "Jansen", "cue"),
        ("person", "Xqzwo", "deduce"),
        ("postcode", "1234 AB", "pattern"),
    ]


def test_a_process_that_stops_is_told(tmp_path: Path, command: list[str]) -> None:
    with Deduce(tmp_path, command=command) as deduce, pytest.raises(CodingError, match="deduce is gestopt"):
        deduce.find("stop")


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CodingError, match="pip install deduce"):
        Deduce(tmp_path)


@pytest.mark.skipif(
    importlib.util.find_spec("deduce") is None or "CODING_TEST_DEDUCE" not in os.environ,
    reason="deduce is not installed, or CODING_TEST_DEDUCE names no folder for its word lists (1.2 GB)",
)
def test_deduce_itself() -> None:
    with Deduce(Path(os.environ["CODING_TEST_DEDUCE"])) as deduce:
        [finding] = deduce.find("Mevrouw Jansen belde.")
    assert (finding.start, finding.end, finding.kind) == (8, 14, "person")
