import io
import json
import random
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import skops.io
from numpy.typing import NDArray
from skops.io.exceptions import UntrustedTypesFoundException

from coding.classifier.features import Texts
from coding.classifier.model import FittedClassifier
from coding.classifier.quality import quality
from coding.classifier.training import HeldOut
from coding.classifier.training import train as train_all
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


def train(
    texts: list[str], lemmas: list[list[str]], label_sets: list[set[str]], codes: list[str], **options: Any
) -> tuple[FittedClassifier, HeldOut]:
    """Train on texts that were all coded."""
    return train_all(Texts(texts, lemmas), range(len(texts)), label_sets, codes, **options)


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
    predicted = [set(codes) for codes in model.predict(Texts(rest, rest_lemmas))]
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
    assert plain.predict_proba(Texts(["queue"], [["queue"]]))[0, 0] < 0.5
    assert knowing.predict_proba(Texts(["queue"], [["queue"]]))[0, 0] > 0.7
    assert knowing.predict(Texts(["queue"], [["queue"]])) == [["wachtlijst"]]


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
    (first, seen), (second, again) = (train(texts, lemmas, label_sets, CODES, seed=3) for _twice in range(2))
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


def test_a_code_used_once_can_be_suggested_but_not_judged() -> None:
    texts, lemmas, label_sets = _answers(60, seed=7)
    label_sets[0] = label_sets[0] | {"zeldzaam", "onbekend"}
    model, held_out = train(texts, lemmas, label_sets, CODES)
    rare = CODES.index("zeldzaam")
    assert rare in model.learned
    assert rare not in held_out.learned
    assert held_out.labels[:, rare].sum() == 1


def test_a_code_without_uses_and_without_words_of_a_codebook_is_never_suggested() -> None:
    texts, lemmas, label_sets = _answers(60, seed=7)
    model, _held_out = train(texts, lemmas, label_sets, CODES)
    rare = CODES.index("zeldzaam")
    assert rare not in model.learned
    assert (model.predict_proba(Texts(texts, lemmas))[:, rare] == 0).all()


def test_before_anything_is_coded_the_codebook_suggests() -> None:
    texts, lemmas, label_sets = _answers(80, seed=16)
    said = [WORDS[code] for code in CODES if code in WORDS]
    guidance = Texts(said, [text.split() for text in said])
    places = [CODES.index(code) for code in CODES if code in WORDS]
    model, held_out = train_all(
        Texts(texts, lemmas), [], [], CODES, guidance=guidance, guidance_codes=places, exclusive={"geen"}
    )
    assert held_out.labels.shape == (0, len(CODES))
    predicted = [set(codes) for codes in model.predict(Texts(texts, lemmas))]
    both = sum(len(a & b) for a, b in zip(predicted, label_sets, strict=True))
    assert 2 * both / sum(len(a) + len(b) for a, b in zip(predicted, label_sets, strict=True)) > 0.8


def test_what_people_say_outweighs_a_codebook_that_says_otherwise() -> None:
    texts, lemmas, label_sets = _answers(150, seed=17)
    wrong = [WORDS["huisarts"], WORDS["wachtlijst"]]  # the words of each other's codes
    guidance = Texts(wrong, [text.split() for text in wrong])
    model, _held_out = train_all(
        Texts(texts, lemmas), range(150), label_sets, CODES, guidance=guidance, guidance_codes=[0, 2]
    )
    fresh, fresh_lemmas, fresh_sets = _answers(100, seed=18)
    predicted = [set(codes) for codes in model.predict(Texts(fresh, fresh_lemmas))]
    right = sum(
        ("wachtlijst" in a) == ("wachtlijst" in b) for a, b in zip(predicted, fresh_sets, strict=True)
    )
    assert right > 90


def test_texts_that_nobody_read_tell_which_words_go_together() -> None:
    # 'traag' is never coded, but stands beside 'formulier' in texts that nobody read
    coded = ["formulier bus", "formulier tram", "wachtlijst bus", "wachtlijst tram"] * 4
    unread = ["formulier traag", "traag formulier trein", "traag formulier auto", "wachtlijst lang"] * 6
    every = Texts(coded + unread, [text.split() for text in coded + unread])
    labels = [{"administratie"} if "formulier" in text else {"wachtlijst"} for text in coded]
    model, _held_out = train_all(every, range(len(coded)), labels, CODES)
    found = model.predict_proba(Texts(["traag"], [["traag"]]))[0]
    assert found[CODES.index("administratie")] > found[CODES.index("wachtlijst")] + 0.05


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


def test_a_code_of_three_uses_in_one_document_cannot_be_judged() -> None:
    texts, lemmas, label_sets = _answers(60, seed=8)
    for row in range(3):
        label_sets[row] = label_sets[row] | {"zeldzaam"}
    documents = [0, 0, 0, *range(1, 58)]
    rare = CODES.index("zeldzaam")
    assert rare not in train(texts, lemmas, label_sets, CODES, documents=documents)[1].learned
    assert rare in train(texts, lemmas, label_sets, CODES)[1].learned


def test_empty_texts_and_texts_without_lemmas() -> None:
    texts, lemmas, label_sets = _answers(40, seed=9)
    model = train([*texts, "", "-"], [*lemmas, [], []], [*label_sets, set(), set()], CODES)[0]
    probabilities = model.predict_proba(Texts(["", "  ", "😀"], [[], [], []]))
    assert np.isfinite(probabilities).all()
    nothing = train([""] * 30, [[]] * 30, [{"geen"} if n < 10 else set() for n in range(30)], CODES)[0]
    assert nothing.predict_proba(Texts([""], [[]]))[0, 4] <= 0.5


def test_odd_material_gives_a_working_model() -> None:
    same = ["alles hetzelfde"] * 12
    for texts, sets, codes in (
        (same, [{"a"}] * 12, ["a", "b"]),  # all the same text
        (["een", "twee", "drie"], [{"a"}, set(), {"a"}], ["a"]),  # one code only
        (["een", "twee"], [set(), set()], ["a", "b"]),  # nothing applies
        ([""] * 5, [{"a"}, set(), {"b"}, set(), set()], ["a", "b"]),  # empty texts
    ):
        model, held_out = train(texts, [text.split() for text in texts], sets, codes)
        found = model.predict_proba(Texts(["nieuw", ""], [["nieuw"], []]))
        assert np.isfinite(found).all()
        assert ((found >= 0) & (found <= 1)).all()
        assert np.isfinite(held_out.probabilities).all()


def test_ten_thousand_codes_are_no_trouble() -> None:
    texts, lemmas, label_sets = _answers(40, seed=19)
    codes = [*CODES, *(f"leeg{number}" for number in range(10_000))]
    model, held_out = train(texts, lemmas, label_sets, codes)
    assert len(model.learned) <= len(CODES)
    assert held_out.probabilities.shape == (40, len(codes))


def test_written_and_read_back_it_says_the_same() -> None:
    texts, lemmas, label_sets = _answers(60, seed=10)
    model = train(texts, lemmas, label_sets, CODES, exclusive={"geen"}, model=Meanings())[0]
    again = FittedClassifier.from_bytes(model.to_bytes(), Meanings())
    fresh, fresh_lemmas, _labels = _answers(20, seed=11)
    assert (
        again.predict_proba(Texts(fresh, fresh_lemmas)) == model.predict_proba(Texts(fresh, fresh_lemmas))
    ).all()
    assert again.predict(Texts(fresh, fresh_lemmas)) == model.predict(Texts(fresh, fresh_lemmas))


def test_what_is_written_holds_nothing_that_runs_and_such_is_refused() -> None:
    texts, lemmas, label_sets = _answers(40, seed=12)
    content = train(texts, lemmas, label_sets, CODES, model=Meanings())[0].to_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        schema = archive.read("schema.json").decode()
        modules = {node["__module__"] for node in _nodes(json.loads(schema))}
    assert modules <= {"builtins", "numpy", "numpy.dtypes"}
    with pytest.raises(UntrustedTypesFoundException):
        FittedClassifier.from_bytes(skops.io.dumps({"version": 3, "codes": FittedClassifier}))


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
    assert steps == [(0, 2), (1, 2), (2, 2)]
