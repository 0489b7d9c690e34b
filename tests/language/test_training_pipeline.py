import lzma
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pytest
import spacy

from coding.language.features import LAYER
from coding.language.lexicon import BASE, INFLECTED, NAME, TRAINED
from coding.language.training.lexicon import (
    build_lexicon,
    capital_class,
    dictionary_kinds,
    lines_of,
    neighbour_vectors,
    read_names,
    read_texts,
)
from coding.language.training.pipeline import train_pipeline
from coding.language.training.scores import score
from coding.language.training.treebank import read_treebank

SAMPLE = (
    "De/DET arts/NOUN luistert/VERB goed/ADJ ./PUNCT",
    "Wij/PRON wachten/VERB lang/ADJ ./PUNCT",
    "De/DET wachtlijst/NOUN is/AUX lang/ADJ ./PUNCT",
    "Mijn/PRON hulp/NOUN komt/VERB vaak/ADV te/ADV laat/ADJ ./PUNCT",
    "Ik/PRON krijg/VERB geen/DET antwoord/NOUN ./PUNCT",
    "Zij/PRON helpt/VERB mij/PRON snel/ADJ ./PUNCT",
    "De/DET school/NOUN belt/VERB nooit/ADV ./PUNCT",
    "Het/DET loket/NOUN is/AUX dicht/ADJ ./PUNCT",
    "Een/DET gesprek/NOUN duurt/VERB lang/ADJ ./PUNCT",
    "De/DET hulp/NOUN was/AUX goed/ADJ ./PUNCT",
    "Niemand/PRON belt/VERB terug/ADV ./PUNCT",
    "Jan/PROPN krijgt/VERB goede/ADJ hulp/NOUN ./PUNCT",
)
TABLES = {
    "lemma_index": {"noun": ["hulp", "lijst", "school"], "verb": ["bellen", "scholen"], "adj": ["goed"]},
    "lemma_exc": {"adj": {"beter": ["goed"]}},
    "lemma_lookup": {"scholen": "school", "belt": "bellen", "goede": "goed", "Jan": "jan"},
}


def conllu(sentences: tuple[str, ...]) -> str:
    blocks = []
    for number, sentence in enumerate(sentences):
        rows = [f"# sent_id = verslag.p.{number}.s.1"]
        for place, pair in enumerate(sentence.split(), start=1):
            form, pos = pair.rsplit("/", 1)
            rows.append(f"{place}\t{form}\t{form.lower()}\t{pos}\t{pos}\t_\t0\troot\t_\t_")
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def plain_lines() -> list[str]:
    return [" ".join(pair.rsplit("/", 1)[0] for pair in sentence.split()) for sentence in SAMPLE]


def test_the_whole_training_gives_a_pipeline_that_learnt_its_sample(tmp_path: Path) -> None:
    treebank, output = tmp_path / "ud", tmp_path / "out"
    treebank.mkdir()
    (treebank / "train.conllu").write_text(conllu(SAMPLE), encoding="utf-8")
    (treebank / "dev.conllu").write_text(conllu(SAMPLE[:4]), encoding="utf-8")
    with lzma.open(tmp_path / "gesprekken.txt.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(islice(cycle(plain_lines()), 200)))
    forms = " ".join(plain_lines()).split()
    lexicon = build_lexicon(lines_of(tmp_path), TABLES, ["jan"], forms)
    few = {
        "training.max_steps": 40,
        "training.eval_frequency": 20,
        "training.batcher.size": 60,
        "training.optimizer.learn_rate.warmup_steps": 5,
    }
    train_pipeline(treebank, lexicon, output, overrides=few)
    nlp = spacy.load(output)
    scores = score(nlp, read_treebank(treebank / "train.conllu"))
    reader = next(layer for layer in nlp.get_pipe("tok2vec").model.walk() if layer.name == LAYER).attrs[
        "reader"
    ]
    assert reader.lexicon.words == lexicon.words
    assert scores.pos > 0.9
    assert scores.pos_typed > 0.8
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert [token.text for token in nlp("werkdruk/caseload")] == ["werkdruk", "/", "caseload"]
    written = (output / "config.cfg").read_text(encoding="utf-8")
    assert str(tmp_path) not in written, "no path of the machine it was trained on"
    assert not (output / "vocab").exists(), "none of the treebank's words"


def test_texts_become_numbers_and_shares_of_capitals() -> None:
    lines = [["In", "Zwolle", "belt", "niemand"], ["wij", "in", "zwolle"], ["heel", "Zwolle", "wacht"]]
    numbers, words, shares = read_texts(lines)
    assert [words[number] for number in numbers] == [
        *("\n", "in", "zwolle", "belt", "niemand", "\n"),
        *("wij", "in", "zwolle", "\n"),
        *("heel", "zwolle", "wacht", "\n"),
    ]
    assert shares == {"zwolle": pytest.approx(2 / 3)}, "others were seen fewer than three times within a line"
    assert [capital_class(share) for share in (None, 0.0, 0.2, 0.7, 1.0)] == [0, 1, 2, 3, 4]


def test_words_with_the_same_neighbours_get_the_same_vector() -> None:
    # 0 line end, 1 de, 2 arts, 3 school, 4 belt, 5 zeer, 6 lang
    text = np.array([0, 1, 2, 4, 0, 1, 3, 4, 0, 5, 6, 0] * 5, np.int32)
    vectors = neighbour_vectors(text, 7, contexts=7, dimensions=3).astype(float)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert vectors[2] @ vectors[3] > 0.99
    assert vectors[2] @ vectors[6] < 0.9


def test_dictionaries_say_which_kinds_of_word_a_form_can_be() -> None:
    kinds = dictionary_kinds(TABLES)
    noun, verb, adjective = BASE
    assert kinds["hulp"] == noun
    assert kinds["scholen"] == verb | INFLECTED[0]
    assert kinds["belt"] == INFLECTED[1]
    assert kinds["beter"] == kinds["goede"] == INFLECTED[2]
    assert kinds["goed"] == adjective
    assert "Jan" not in kinds


def test_the_lexicon_leaves_out_what_a_words_end_tells_too() -> None:
    tables = {
        "lemma_index": {"noun": ["lijst", "wachtlijst", "wachtlijstwet"], "verb": [], "adj": []},
        "lemma_exc": {},
        "lemma_lookup": {},
    }
    lines = [["de", "hulp", "van", "de", "wet"]] * 6
    lexicon = build_lexicon(lines, tables, ["wet"], ["Hulp", "hulp", "HULP", "wet"])
    assert "lijst" in lexicon.words
    assert "wachtlijst" not in lexicon.words
    assert "wachtlijstwet" in lexicon.words, "it ends in wet, of which no dictionary here says it is a noun"
    assert lexicon.look_up("hulp").kinds == TRAINED
    assert lexicon.look_up("wet").kinds == NAME
    assert len(lexicon.vectors) == 5, "the line end, de, hulp, van, wet"


def test_names_of_people_and_places() -> None:
    assert {"jan", "rotterdam"} <= read_names()
    assert "de" not in read_names()
