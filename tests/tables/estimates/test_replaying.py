"""Replays of estimates on a small table of which everything is known."""

import csv
import io

import numpy as np
import pytest

from coding.classifier.replay import CodedTable, Reading, Ready, make_ready
from coding.tables.estimates.replay_text import estimates_csv, format_estimates
from coding.tables.estimates.replaying import ThemeReplay, replay_estimates

WORDS = {"zorg": "arts huis zieken", "geld": "kosten tarief betalen", "school": "les klas leraar"}


@pytest.fixture(scope="module")
def ready() -> Ready:
    rng = np.random.default_rng(3)
    names = list(WORDS)
    given = [rng.choice(names, p=[0.55, 0.42, 0.03]) for _text in range(240)]
    texts = [
        f"{rng.choice(WORDS[code].split())} {rng.choice(WORDS[code].split())} {k}"
        for k, code in enumerate(given)
    ]
    table = CodedTable("t", texts, [frozenset({code}) for code in given], [""] * 240, [""] * 240)
    return make_ready(table, reading=Reading.PLAIN)


def test_easy_codes_are_estimated_far_better_than_by_hand(ready: Ready) -> None:
    found = {one.theme: one for one in replay_estimates(ready, [60], seeds=4)}
    zorg = found["zorg"]
    assert zorg.share == pytest.approx(ready.labels[:, ready.codes.index("zorg")].mean())
    assert zorg.width_ratio < 0.5
    assert zorg.coverage == 1
    assert zorg.mean_error < zorg.by_hand_error
    assert found["school"].width > 0


def test_everything_read_is_no_estimate_any_more(ready: Ready) -> None:
    for one in replay_estimates(ready, [240], seeds=1):
        assert (one.width, one.mean_error, one.coverage) == (0, pytest.approx(0), 1)


def test_what_was_read_before_counts_in_the_budget(ready: Ready) -> None:
    steps: list[int] = []
    found = replay_estimates(ready, [60], seeds=2, start=20, note=lambda: steps.append(1))
    assert len(steps) == 2
    assert all(one.replays == 2 and one.width > 0 for one in found)


def test_figures_as_text_and_as_csv() -> None:
    one = ThemeReplay("zorg", 0.2, 60, 0.95, 0.8, 1.25, 8.0, 10.0, 0.9, 1.5, 0.1, 0.9, 20)
    rare = ThemeReplay("geld", 0.01, 60, 0.9, 1.0, 0.5, 8.0, 8.0, 0.9, 0.6, 0.1, 0.9, 20)
    rows = list(csv.DictReader(io.StringIO(estimates_csv([one, rare]))))
    assert list(rows[0])[:6] == ["theme", "share", "budget", "coverage", "width_ratio", "mean_error"]
    assert (rows[0]["coverage"], rows[1]["share"]) == ("0.9500", "0.0100")
    said = format_estimates([one, rare], n_texts=240)
    assert "60 van de 240 teksten gelezen, 20 keer nagespeeld" in said
    assert "95,0% van de keren, breedte 0,80" in said
    assert "zeldzamere thema's (1)" in said
