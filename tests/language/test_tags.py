"""Parts of speech and sentence ends by the built-in pipeline, on answers as people type them."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

import coding.language
import coding.language.features
from coding.language.training.scores import score
from coding.language.training.treebank import read_treebank

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(coding.language.__file__).parent / "nl_pipeline"


@pytest.fixture(scope="module")
def nlp() -> "Language":
    return spacy.load(FOLDER)


@pytest.mark.parametrize(
    "answer",
    [
        "de/DET wachttijd/NOUN was/AUX te/ADV lang/ADJ en/CCONJ niemand/PRON belt/VERB terug/ADV",
        "meer/DET personeel/NOUN",
        "wachttijden/NOUN korter/ADJ maken/VERB",
        "niks/PRON",
        "geen/DET idee/NOUN",
        "mijn/PRON zoon/NOUN kreeg/VERB geen/DET hulp/NOUN bij/ADP de/DET huisarts/NOUN",
        "weinig/DET contact/NOUN met/ADP school/NOUN",
        "ze/PRON heeft/AUX ons/PRON geholpen/VERB maar/CCONJ kon/AUX niet/ADV alles/PRON oplossen/VERB",
        "duidelijkheid/NOUN over/ADP de/DET jeugdhulpverleningsbeschikking/NOUN",
        "Mevrouw/NOUN Jansen/PROPN heeft/AUX ons/PRON goed/ADJ geholpen/VERB ./PUNCT",
        "De/DET gemeente/NOUN Zwolle/PROPN betaalt/VERB drie/NUM gesprekken/NOUN ./PUNCT",
        "snellere/ADJ hulp/NOUN omdat/SCONJ het/PRON nu/ADV te/ADV lang/ADJ duurt/VERB",
        "de/DET jeugdbeschermers/NOUN werken/VERB hard/ADJ",
    ],
)
def test_parts_of_speech(nlp: "Language", answer: str) -> None:
    pairs = [pair.rsplit("/", 1) for pair in answer.split()]
    doc = nlp(" ".join(form for form, _pos in pairs))
    assert [f"{token.text}/{token.pos_}" for token in doc] == answer.split()


@pytest.mark.parametrize(
    "sentences",
    [
        ["Goede hulp gekregen van het wijkteam.", "Wel lang gewacht!", "Nu tevreden."],
        ["Het duurde ca. 3 maanden.", "Daarna ging het goed."],
        ["Mevr. de Vries heeft ons goed geholpen.", "Dank u wel."],
        ["te lang wachten", "te veel wisselingen van hulpverleners", "weinig contact met school"],
        ["Zij zei: „Wij kunnen niets doen.”", "Daarna hoorden wij niets meer."],
        ["lange wachttijd, steeds een andere hulpverlener, slechte communicatie"],
        ["communicatie - wachttijd - kosten"],
        ["ik vond de gesprekken fijn maar het duurde lang..."],
    ],
)
def test_sentence_ends(nlp: "Language", sentences: list[str]) -> None:
    separator = " " if sentences[0][-1] in ".!?" else "\n"
    found = [sentence.text.strip() for sentence in nlp(separator.join(sentences)).sents]
    assert found == sentences


def test_white_space_is_no_word(nlp: "Language") -> None:
    doc = nlp("de hulp  was goed\n\nwel laat")
    assert [token.pos_ for token in doc if token.is_space] == ["SPACE", "SPACE"]


def test_every_word_has_a_part_of_speech_also_where_there_is_hardly_a_text(nlp: "Language") -> None:
    for doc in nlp.pipe(["", " ", "?", "ja", "👍", "xxx", "a" * 500]):
        assert all(token.pos_ for token in doc)


def test_the_same_text_reads_the_same_in_any_batch(nlp: "Language") -> None:
    texts = ["de wachttijd was lang", "meer hulp voor ouders", "niks", "Zwolle doet het goed."] * 20
    alone = [[token.pos_ for token in nlp(text)] for text in texts[:4]]
    together = [[token.pos_ for token in doc] for doc in nlp.pipe(texts, batch_size=80)]
    assert together == alone * 20


def test_words_of_an_earlier_memory_zone_do_no_harm(nlp: "Language") -> None:
    for _ in range(2):
        with nlp.memory_zone():
            doc = nlp("de zorgverleenster kwam niet opdagen")
            assert [token.pos_ for token in doc][:3] == ["DET", "NOUN", "VERB"]


def test_goals_on_the_newspapers_of_the_test_set(nlp: "Language", shared: Path) -> None:
    found = score(nlp, read_treebank(shared / "ud" / "test-alpino.conllu"))
    assert found.pos >= 0.945
    assert found.pos_typed >= 0.905
    assert found.sentences >= 0.86
    assert found.answers_cut <= 0.01
