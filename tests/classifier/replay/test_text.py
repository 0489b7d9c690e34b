"""Replays in words: what was measured, and what could not be."""

import csv
import io

from coding.classifier.replay.measures import MEASURES
from coding.classifier.replay.replaying import Replay
from coding.classifier.replay.text import format_replay, replay_csv


def replay(budget: int, *, seed: int = 0, tested: int = 10, value: float = 0.5) -> Replay:
    return Replay("random", seed, budget, budget, tested, 0.25, dict.fromkeys(MEASURES, value))


def test_several_replays_give_a_mean_and_a_spread() -> None:
    lines = format_replay([replay(20, value=0.4), replay(20, seed=1, value=0.6)]).splitlines()
    assert lines[1].split()[:5] == ["20", "10", "0,500", "±", "0,100"]
    assert lines[-1].startswith("Gemiddelde en spreiding van 2 keer naspelen")


def test_one_replay_has_no_spread() -> None:
    assert format_replay([replay(20)]).splitlines()[1].split() == ["20", "10", *["0,500"] * 6, "0,25"]


def test_where_nothing_is_left_to_test_there_is_a_dash_and_not_a_nought() -> None:
    replays = [replay(20), replay(60, tested=0, value=0.0)]
    lines = format_replay(replays).splitlines()
    assert lines[2].split() == ["60", "0", *["–"] * 6, "0,25"]
    assert lines[-1].startswith("–: er bleef geen tekst over om op te toetsen.")
    first, second = csv.DictReader(io.StringIO(replay_csv(replays)))
    assert (first["micro_f1"], second["micro_f1"], second["tested"]) == ("0.5000", "", "0")
