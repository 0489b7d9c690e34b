"""Real reports against the hand-made gold; the figures are printed by benchmarks/segments.py."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    return runpy.run_path(str(REPOSITORY / "benchmarks" / "segments.py"))


def test_line_ends_paragraphs_and_running_heads(shared: Path, bench: dict[str, Any]) -> None:
    ends = json.loads((bench["GOLD"] / "line_ends.json").read_text())
    paragraphs = json.loads((bench["GOLD"] / "paragraphs.json").read_text())
    reports = {
        name: bench["read"](shared / "reports", name, digest) for name, digest in ends["files"].items()
    }
    for split in ("dev", "test"):
        items = [item for item in ends["line_ends"] if item["split"] == split]
        right = sum(
            reports[item["file"]].line_end(item["offset"], item["next"]) == item["label"] for item in items
        )
        assert right >= 0.99 * len(items)
        hits, made, wanted = bench["boundaries"](reports, paragraphs["stretches"], split)
        assert 2 * hits >= 0.97 * (made + wanted)
    for line in paragraphs["running_lines"]:
        assert reports[line["file"]].places[line["offset"]] is None
