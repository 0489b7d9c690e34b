import io
import json
import random
import zipfile
from collections.abc import Sequence

import numpy as np
import pytest
import skops.io
from numpy.typing import NDArray
from skops.io.exceptions import UntrustedTypesFoundException

from coding.classifier.model import FittedClassifier, alone_or_not_at_all, train
from coding.classifier.quality import quality
from coding.errors import CodingError

CODES = ["wachtlijst", "administratie", "huisarts", "zeldzaam", "geen"]
WORDS = {
    "wachtlijst": "wachtlijst wachttijd doorstroom plaats jeugdhulp specialistisch maand lang",
    "administratie": "registratie formulier systeem dubbel uur verantwoording administratie traag",
    "huisarts": "huisarts verwijzen praktijk overleg bereikbaar poh rechtstreeks contact",
    "geen": "geen nee knelpunt loopt prima tevreden goed",
}
FILLER = "team gemeente jaar wijk medewerker vaak soms groot klein nieuw regio inwoner vraag"


def _answers(n: int, seed: int) -> tuple[list[str], list[list[str]], list[set[str]]]:
    """Answers whose words tell the codes, with noise words between them."""
    draw = random.Random(seed)
    texts, label_sets = [], []
    for _number in range(n):
        several = {code for code in CODES[:3] if draw.random() < 0.4}
        given = {"geen"} if draw.random() < 0.15 else several
        words = [word for code in sorted(given) for word in draw.sample(WORDS[code].split(), 2)]
        words += draw.sample(FILLER.split(), 3)
        draw.shuffle(words)
        texts.append(" ".join(words))
        label_sets.append(given)
    return texts, [text.split() for text in texts], label_sets


class Meanings:
    """Vectors with one direction per code; words of no code have none."""

    def __init__(self, name: str = "proef-1", **synonyms: str) -> None:
        self.name = name
        self.axes = {word: axis for axis, code in enumerate(WORDS) for word in WORDS[code].split()}
        self.axes |= {word: list(WORDS).index(code) for word, code in synonyms.items()}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), len(WORDS)), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                if word in self.axes:
                    rows[row, self.axes[word]] += 1
        return rows / np.maximum(1, np.linalg.norm(rows, axis=1, keepdims=True))


def _micro_f1(texts: list[str], lemmas: list[list[str]], label_sets: list[set[str]]) -> float:
    held_out = train(texts, lemmas, label_sets, CODES, exclusive={"geen"})[1]
    found = quality(
        held_out.labels,
        held_out.decisions,
        codes=CODES,
        names=dict(zip(CODES, CODES, strict=True)),
        learned=held_out.learned,
    )
    return float(found["micro_f1"])


def test_what_can_be_learned_is_learned_and_what_cannot_is_not() -> None:
    texts, lemmas, label_sets = _answers(200, seed=0)
    assert _micro_f1(texts, lemmas, label_sets) > 0.9
    shuffled = list(label_sets)
    random.Random(1).shuffle(shuffled)
    assert _micro_f1(texts, lemmas, shuffled) < 0.55  # saying yes to the commonest codes gives as much


def test_held_out_quality_predicts_quality_on_new_texts() -> None:
    texts, lemmas, label_sets = _answers(120, seed=2)
    rest, rest_lemmas, rest_sets = _answers(400, seed=3)
    expected = _micro_f1(texts, lemmas, label_sets)
    model = train(texts, lemmas, label_sets, CODES, exclusive={"geen"})[0]
    predicted = [set(codes) for codes in model.predict(rest, rest_lemmas)]
    both = sum(len(a & b) for a, b in zip(predicted, rest_sets, strict=True))
    f1 = 2 * both / sum(len(a) + len(b) for a, b in zip(predicted, rest_sets, strict=True))
    assert f1 == pytest.approx(expected, abs=0.05)


def test_held_out_probabilities_average_to_what_people_said() -> None:
    texts, lemmas, label_sets = _answers(300, seed=4)
    held_out = train(texts, lemmas, label_sets, CODES)[1]
    for k in held_out.learned:
        assert held_out.probabilities[:, k].mean() == pytest.approx(held_out.labels[:, k].mean(), abs=0.03)
    sure = held_out.probabilities[:, :3] > 0.8
    assert held_out.labels[:, :3][sure].mean() > 0.8


def test_a_word_never_coded_is_known_by_its_meaning() -> None:
    texts, lemmas, label_sets = _answers(120, seed=14)
    meanings = Meanings(queue="wachtlijst")  # a word none of the texts holds
    plain = train(texts, lemmas, label_sets, CODES)[0]
    knowing = train(texts, lemmas, label_sets, CODES, model=meanings)[0]
    assert plain.predict_proba(["queue"], [["queue"]])[0, 0] < 0.5
    assert knowing.predict_proba(["queue"], [["queue"]])[0, 0] > 0.7
    assert knowing.predict(["queue"], [["queue"]]) == [["wachtlijst"]]


def test_a_model_learned_with_other_vectors_is_refused() -> None:
    texts, lemmas, label_sets = _answers(60, seed=15)
    content = train(texts, lemmas, label_sets, CODES, model=Meanings())[0].to_bytes()
    with pytest.raises(CodingError, match=r"\(proef-1\).*\(proef-2\).*opnieuw"):
        FittedClassifier.from_bytes(content, Meanings("proef-2"))
    with pytest.raises(CodingError, match="opnieuw"):
        FittedClassifier.from_bytes(content)
    words_only = train(texts, lemmas, label_sets, CODES)[0].to_bytes()
    assert FittedClassifier.from_bytes(words_only, Meanings("proef-2")).features.model is None


def test_a_model_of_an_earlier_program_asks_to_be_trained_again() -> None:
    with pytest.raises(CodingError, match="opnieuw"):
        FittedClassifier.from_bytes(skops.io.dumps({"version": 1}))


def test_the_same_seed_gives_the_same_model() -> None:
    texts, lemmas, label_sets = _answers(80, seed=5)
    (first, seen), (second, again) = (train(texts, lemmas, label_sets, CODES, 3) for _twice in range(2))
    assert (first.weights == second.weights).all()
    assert (seen.probabilities == again.probabilities).all()


def test_identical_texts_and_texts_of_one_document_are_held_out_together() -> None:
    # Labels are drawn at random, but every text occurs three times: only memory could get them right.
    draw = random.Random(6)
    base = [" ".join(draw.sample(FILLER.split(), 5)) + f" uniek{number}" for number in range(40)]
    given = [{"wachtlijst"} if draw.random() < 0.5 else set() for _text in base]
    texts = [variant for text in base for variant in (text, text.upper(), f" {text}  ")]
    label_sets = [labels for labels in given for _variant in range(3)]
    lemmas = [text.lower().split() for text in texts]
    held_out = train(texts, lemmas, label_sets, CODES)[1]
    assert all(len(set(part)) == 1 for part in held_out.folds.reshape(40, 3).tolist())
    right = (held_out.probabilities[:, 0] > 0.5) == held_out.labels[:, 0]
    assert right.mean() < 0.75
    documents = [number // 10 for number in range(40)]
    apart = train(base, [text.split() for text in base], given, CODES, documents=documents)[1]
    assert all(len(set(apart.folds[start : start + 10].tolist())) == 1 for start in range(0, 40, 10))


def test_a_code_used_once_is_not_learned_and_does_not_crash() -> None:
    texts, lemmas, label_sets = _answers(60, seed=7)
    label_sets[0] = label_sets[0] | {"zeldzaam", "onbekend"}
    model, held_out = train(texts, lemmas, label_sets, CODES)
    rare = CODES.index("zeldzaam")
    assert rare not in model.learned
    assert held_out.labels[:, rare].sum() == 1
    assert (model.predict_proba(texts, lemmas)[:, rare] == 0).all()


def test_a_code_used_twice_is_learned() -> None:
    texts, lemmas, label_sets = _answers(60, seed=7)
    for row in (0, 1):
        texts[row] += " zeepaardje"
        lemmas[row] = [*lemmas[row], "zeepaardje"]
        label_sets[row] = label_sets[row] | {"zeldzaam"}
    model, held_out = train(texts, lemmas, label_sets, CODES)
    rare = CODES.index("zeldzaam")
    assert rare in model.learned
    likeliest = np.argsort(-held_out.probabilities[:, rare])[:3]
    assert {0, 1} <= set(likeliest.tolist())  # each by a model that knew the other one only


def test_a_code_of_three_uses_in_one_document_cannot_be_judged_and_is_left() -> None:
    texts, lemmas, label_sets = _answers(60, seed=8)
    for row in range(3):
        label_sets[row] = label_sets[row] | {"zeldzaam"}
    documents = [0, 0, 0, *range(1, 58)]
    assert (
        CODES.index("zeldzaam") not in train(texts, lemmas, label_sets, CODES, documents=documents)[0].learned
    )
    assert CODES.index("zeldzaam") in train(texts, lemmas, label_sets, CODES)[0].learned


def test_empty_texts_and_texts_without_lemmas() -> None:
    texts, lemmas, label_sets = _answers(40, seed=9)
    model = train([*texts, "", "-"], [*lemmas, [], []], [*label_sets, set(), set()], CODES)[0]
    probabilities = model.predict_proba(["", "  ", "😀"], [[], [], []])
    assert np.isfinite(probabilities).all()
    nothing = train([""] * 30, [[]] * 30, [{"geen"} if n < 10 else set() for n in range(30)], CODES)[0]
    assert nothing.predict_proba([""], [[]])[0, 4] <= 0.5


def test_an_exclusive_code_stands_alone_or_not_at_all() -> None:
    chosen = np.array([[1, 1, 1], [1, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=bool)
    probabilities = np.array([[0.9, 0.8, 0.5], [0.4, 0.3, 0.6], [0.1, 0.2, 0.3], [0.1, 0.1, 0.1]])
    kept = alone_or_not_at_all(chosen, probabilities, [2])
    assert kept.astype(int).tolist() == [[1, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 0]]


def test_written_and_read_back_it_says_the_same() -> None:
    texts, lemmas, label_sets = _answers(60, seed=10)
    model = train(texts, lemmas, label_sets, CODES, exclusive={"geen"}, model=Meanings())[0]
    again = FittedClassifier.from_bytes(model.to_bytes(), Meanings())
    fresh, fresh_lemmas, _labels = _answers(20, seed=11)
    assert (again.predict_proba(fresh, fresh_lemmas) == model.predict_proba(fresh, fresh_lemmas)).all()
    assert again.predict(fresh, fresh_lemmas) == model.predict(fresh, fresh_lemmas)


def test_what_is_written_holds_nothing_that_runs_and_such_is_refused() -> None:
    texts, lemmas, label_sets = _answers(40, seed=12)
    content = train(texts, lemmas, label_sets, CODES, model=Meanings())[0].to_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        schema = archive.read("schema.json").decode()
        modules = {node["__module__"] for node in _nodes(json.loads(schema))}
    assert modules <= {"builtins", "numpy", "numpy.dtypes"}
    with pytest.raises(UntrustedTypesFoundException):
        FittedClassifier.from_bytes(skops.io.dumps({"version": 1, "codes": FittedClassifier}))


def _nodes(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        mine = [value] if "__module__" in value else []
        return mine + [node for child in value.values() for node in _nodes(child)]
    if isinstance(value, list):
        return [node for child in value for node in _nodes(child)]
    return []


def test_progress_reaches_its_end() -> None:
    texts, lemmas, label_sets = _answers(40, seed=13)
    steps: list[tuple[int, int]] = []
    train(texts, lemmas, label_sets, CODES, progress=lambda *step: steps.append(step))
    assert steps == [(n, 11) for n in range(1, 12)]
