import numpy as np
import pytest
from tests.classifier.replay.builders import WORDS, learnable

from coding.classifier.replay import Reading, Ready, make_ready, replay
from coding.classifier.replay import replaying as module
from coding.classifier.strategies import NAMES, by_name


@pytest.fixture(scope="module")
def ready() -> Ready:
    return make_ready(learnable(90), reading=Reading.PLAIN)


def test_more_coded_texts_give_better_suggestions(ready: Ready) -> None:
    found = replay(ready, by_name("random"), [0, 10, 60], seed=1)
    assert [one.coded for one in found] == [0, 10, 60]
    first, _some, last = (one.figures["micro_f1"] for one in found)
    assert last > 0.85
    assert first < last


def test_what_shares_text_or_group_with_a_coded_text_is_never_judged(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[np.ndarray] = []
    learned: list[list[int]] = []
    score, learn = type(ready.prepared).scores, module._learn

    def watched(ready, prepared, rows, seed):
        learned.append(list(rows))
        return learn(ready, prepared, rows, seed)

    class Watched(np.ndarray):
        def __getitem__(self, rows):
            judged.append(np.asarray(rows))
            return np.asarray(self)[rows]

    monkeypatch.setattr(module, "_learn", watched)
    monkeypatch.setattr(
        type(ready.prepared), "scores", lambda self, fitted: score(self, fitted).view(Watched)
    )
    replay(ready, by_name("random"), [30], seed=2)
    sides = [
        {key for row in rows for key in (ready.table.texts[row], ready.table.groups[row])}
        for rows in (learned[-1], judged[-1].tolist())
    ]
    assert len(sides[1]) > 20
    assert not sides[0] & sides[1]


def test_the_same_seed_replays_alike_and_another_does_not(ready: Ready) -> None:
    first, again, other = (replay(ready, by_name("mix"), [25], seed=seed)[0].figures for seed in (3, 3, 4))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", NAMES)
def test_every_strategy_codes_until_nothing_is_left(ready: Ready, name: str) -> None:
    n_texts = len(ready.table.texts)
    one, rest = replay(ready, by_name(name), [20, 10 * n_texts], seed=1, batch=40)
    assert (one.coded, rest.coded, rest.tested) == (20, n_texts, 0)


def test_a_part_that_is_kept_for_testing_is_never_coded(ready: Ready) -> None:
    test = list(range(20))
    [found] = replay(ready, by_name("random"), [1000], seed=1, test=test)
    linked = np.isin(ready.linked, ready.linked[test])
    assert found.coded == int((~linked).sum())
    assert found.tested == 20


def test_some_may_be_coded_beforehand(ready: Ready) -> None:
    [found] = replay(ready, by_name("order"), [10], seed=5, start=10)
    assert found.coded == 10
    [plain] = replay(ready, by_name("random"), [10], seed=5)
    assert plain.coded == 10


def test_codes_are_known_by_their_names_before_anything_is_coded() -> None:
    table = learnable(60)
    named = make_ready(table, reading=Reading.PLAIN)
    [cold] = replay(named, by_name("random"), [0], seed=1)
    assert cold.tested == len(table.texts)
    assert cold.figures["recall_3"] > 0.9  # three codes: all are among the first three
    assert named.codes == sorted(WORDS)
