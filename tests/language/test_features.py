import numpy as np
import pytest
import spacy
from spacy.strings import get_string_id
from thinc.api import Adam, fix_random_seed

from coding.language.features import COLUMNS, LAYER, WordReader, plain, shape, word_features
from coding.language.lexicon import BASE, TRAINED, Lexicon


@pytest.fixture
def reader() -> WordReader:
    return WordReader(
        Lexicon(
            ["lijst", "amsterdam"],
            np.array([BASE[0] | TRAINED, 0], np.uint8),
            np.array([1, 4], np.uint8),
            np.array([[30, 40], [0, -127]], np.int8),
        )
    )


def test_the_features_of_a_word(reader: WordReader) -> None:
    ids, _vectors = reader.read(["Lijst"])
    features = dict(zip(COLUMNS, ids[0].tolist(), strict=True))
    expected = {
        "word": "lijst",
        "prefix": "lij",
        "suffix2": "st",
        "suffix3": "jst",
        "suffix4": "ijst",
        "shape": "Xxxx",
    }
    for name, text in expected.items():
        assert features[name] == get_string_id(text), name
    assert (features["kinds"], features["capitals"]) == (2, 2)


def test_vectors_have_length_one_and_a_compound_has_that_of_its_end(reader: WordReader) -> None:
    _ids, vectors = reader.read(["lijst", "Wachtlijst", "amsterdam", "iets"])
    assert vectors.tolist() == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8], [0, -1], [0, 0]]))


def test_a_word_the_treebank_hardly_knew_is_none_of_the_words_it_knew(reader: WordReader) -> None:
    ids, _vectors = reader.read(["wachtlijst", "amsterdam", "iets"])
    assert set(ids[:, COLUMNS.index("word")].tolist()) == {0}


def test_all_line_breaks_are_one_feature_and_all_other_white_space_another(reader: WordReader) -> None:
    ids, _vectors = reader.read(["\n", "\n\n ", " ", "\t "])
    assert ids[0].tolist() == ids[1].tolist()
    assert ids[2].tolist() == ids[3].tolist()
    assert ids[0].tolist() != ids[2].tolist()


def test_no_words_give_no_rows(reader: WordReader) -> None:
    ids, vectors = reader.read([])
    assert (ids.shape, vectors.shape) == ((0, len(COLUMNS)), (0, 2))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Amsterdam", "Xxxx"),
        ("GGZ", "XXX"),
        ("2024-11", "ddd-dd"),
        ("cjg's", "xxx'x"),
        ("é", "x"),
        ("...", "..."),
    ],
)
def test_shape(form: str, expected: str) -> None:
    assert shape(form) == expected


def test_plain() -> None:
    assert plain("CJG’s") == "cjg's"
    assert plain("2024-B") == "0000-b"


def test_the_layer_gives_the_same_row_to_the_same_word_wherever_it_stands(reader: WordReader) -> None:
    layer = word_features(4, [3] * len(COLUMNS), [20] * len(COLUMNS), 2)
    layer.attrs["reader"] = reader
    layer.initialize()
    nlp = spacy.blank("nl")
    one, empty, two = layer.predict([nlp("lijst lang lijst"), nlp(""), nlp("de lijst")])
    assert [len(one), len(empty), len(two)] == [3, 0, 2]
    assert one[0].tolist() == one[2].tolist() == two[1].tolist()
    assert one[0].tolist() != one[1].tolist()


def test_the_lexicon_travels_with_the_weights(reader: WordReader) -> None:
    layer, copy = (word_features(4, [3] * len(COLUMNS), [20] * len(COLUMNS), 2) for _ in range(2))
    layer.attrs["reader"] = reader
    layer.initialize()
    copy.initialize()
    copy.from_bytes(layer.to_bytes())
    assert copy.name == LAYER
    text = [spacy.blank("nl")("Wachtlijst in Amsterdam")]
    assert copy.predict(text)[0].tolist() == layer.predict(text)[0].tolist()


def test_learning_makes_a_word_look_more_like_what_was_asked(reader: WordReader) -> None:
    fix_random_seed(0)
    layer = word_features(4, [3] * len(COLUMNS), [20] * len(COLUMNS), 2)
    layer.attrs["reader"] = reader
    layer.initialize()
    docs = [spacy.blank("nl")("lijst lang lijst")]
    first, second = [1.5, -0.5, -0.5, -0.5], [-0.5, -0.5, -0.5, 1.5]
    wanted = np.array([first, second, first], np.float32)
    optimizer = Adam(0.01)

    def distance() -> float:
        return float(((layer.predict(docs)[0] - wanted) ** 2).sum())

    before = distance()
    for _ in range(100):
        found, learn = layer.begin_update(docs)
        learn([found[0] - wanted])
        layer.finish_update(optimizer)
    assert distance() < before / 2
