"""No figure comes from texts that the model knew."""

import random

import numpy as np
import pytest
from sklearn.metrics import f1_score, roc_auc_score

from coding.classifier.features import Texts
from coding.classifier.fitting import Training
from coding.classifier.material import Material
from coding.classifier.measuring import measure
from coding.language import word_vectors

CODES = ["rood", "groen", "blauw"]


@pytest.fixture(scope="module")
def noise() -> Training:
    """Texts of words of their own, coded by throwing dice: there is nothing to learn, only to remember."""
    draw = random.Random(4)
    texts = [
        " ".join("".join(draw.choices("bcdfgklmnprst", k=7)) for _word in range(6)) for _text in range(160)
    ]
    labels = [frozenset(code for code in CODES if draw.random() < 0.3) for _text in texts]
    material = Material(
        segment_ids=list(range(160)),
        texts=texts,
        lemmas=[text.split() for text in texts],
        contexts=[""] * 160,
        documents=list(range(160)),
        coded=list(range(160)),
        label_sets=labels,
        bases=["single"] * 160,
    )
    return Training(material, CODES, (), 1, word_vectors(), Texts([], []), [])


def test_figures_of_noise_are_those_of_chance(noise: Training) -> None:
    fit = noise.run()
    material = noise.material
    by_heart = fit.fitted.scores(Texts(material.texts, material.lemmas))
    labels = fit.held_out.labels
    assert roc_auc_score(labels.ravel(), by_heart.ravel()) > 0.97  # it knows what it learned from by heart

    metrics = measure(noise, fit, names={code: code for code in CODES})
    chance = 2 * 0.3 / 1.3  # F1 of always saying yes to what three in ten have; nothing can do better
    assert metrics["micro_f1"] < chance + 0.06
    assert all(row["f1"] < chance + 0.12 for row in metrics["per_code"])
    assert metrics["micro_precision"] < 0.4
    assert all(point["f1"] < chance + 0.12 for point in metrics["curve"]["points"])
    assert len(metrics["curve"]["points"]) >= 3
    assert all(found["share"] < 0.6 for found in metrics["reliability"]["bins"] if found["n"] >= 10)
    assert metrics["reliability"]["n"] == 160 * 3
    # of what stands out as a slip nothing would, had the figures come from what it knows by heart
    assert all(one["probability"] < 0.9 for one in metrics["mistakes"] if not one["given"])
    confused = sum(one["n"] for one in metrics["confusions"]["missed"] + metrics["confusions"]["too_much"])
    assert confused > 30


def test_texts_read_without_suggestions_are_measured_apart(noise: Training) -> None:
    fit = noise.run()
    names = {code: code for code in CODES}
    assert measure(noise, fit, names=names)["unassisted"] is None
    alone = measure(noise, fit, names=names, assisted=range(40))["unassisted"]
    labels, decisions = fit.held_out.labels[40:], fit.held_out.decisions[40:]
    assert alone["n"] == 120
    assert alone["micro_f1"] == pytest.approx(f1_score(labels, decisions, average="micro"))
    assert alone["micro_f1_low"] < alone["micro_f1"] < alone["micro_f1_high"]


def test_suggestions_for_what_was_learned_from_are_held_out_too(noise: Training) -> None:
    fit = noise.run()
    assert np.array_equal(fit.probabilities[noise.material.coded], fit.held_out.alone)
    by_heart = fit.fitted.predict_proba(Texts(noise.material.texts, noise.material.lemmas))
    assert not np.allclose(by_heart, fit.probabilities, atol=0.02)


def test_progress_counts_up_to_the_end(noise: Training) -> None:
    steps: list[tuple[int, int]] = []
    fit = noise.run()
    measure(noise, fit, names={code: code for code in CODES}, progress=lambda *step: steps.append(step))
    assert [done for done, _total in steps] == list(range(1, steps[0][1] + 1))
