import lzma
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coding.language import embed
from coding.language.vectors import BUILT_IN, WORDS, WordVectors, spellings, word_vectors, words_of

COMPASS = {
    "noord": [127, 0],
    "zuid": [-127, 0],
    "oosten": [0, 127],
    "westkust": [0, -64],
    "coördinator": [90, 90],
}


@pytest.fixture
def small() -> WordVectors:
    """Vectors of two dimensions, so that every outcome is known."""
    codes = np.array(list(COMPASS.values()), dtype=np.int8)
    return WordVectors(list(COMPASS), codes, np.array([0.5, 1, 1, 1, 1], dtype=np.float32), name="compass")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Te weinig tijd, 3 keer!", ["te", "weinig", "tijd", "keer"]),
        ("cliënten", ["cliënten"]),
        ("clie\u0308nten", ["cliënten"]),  # decomposed, as a Mac may write it
        ("foto’s en foto's", ["foto's", "en", "foto's"]),
        ("jeugd-GGZ / wmo", ["jeugd-ggz", "wmo"]),
        ("zie https://voorbeeld.nl of info@voorbeeld.nl", ["zie", "of"]),
        ("😀 -- 12", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "vector"),
    [
        ("noord", [0.5, 0]),
        ("oosten", [0, 1]),
        ("coordinator", [0.5**0.5, 0.5**0.5]),  # without its diaeresis
        ("zúid", [-1, 0]),
        ("zuids", [-1, 0]),  # by its stem
        ("noordoosten", [0.25, 0.5]),  # by its parts, each half
        ("noordsoosten", [0.25, 0.5]),  # with a link between them
        ("noord-zuid", [-0.25, 0]),
        ("noordzuidoosten", [-0.5 / 3, 1 / 3]),
        ("westkutst", [0, -1]),  # a letter too many
        ("wesktutst", [0, 0]),  # two slips: nothing
        ("zud", [0, 0]),  # short words are not mended
        ("xqzwv", [0, 0]),
    ],
)
def test_the_vector_of_a_word(small: WordVectors, word: str, vector: list[float]) -> None:
    assert small.vector(word) == pytest.approx(np.array(vector), abs=1e-6)


def test_slips() -> None:
    assert {"wachttijd", "wachtijde", "wahctijd", "wactijd", "wachtyd"} & set(spellings("wachtijd")) == {
        "wachttijd",
        "wachtijde",
        "wahctijd",
        "wactijd",
    }
    assert "tachtijd" not in set(spellings("wachtijd"))  # the first letter stays


def test_a_text_is_the_weighed_sum_of_its_words(small: WordVectors) -> None:
    rows = small.embed(["Noord oosten", "noord", "niets bekends", "", "zuid zuid oosten"])
    length = (0.5**2 + 1) ** 0.5
    expected = [[0.5 / length, 1 / length], [1, 0], [0, 0], [0, 0], [-2 / 5**0.5, 1 / 5**0.5]]
    assert rows == pytest.approx(np.array(expected), abs=1e-6)
    assert rows.dtype == np.float32


def test_no_texts_no_rows(small: WordVectors) -> None:
    assert small.embed([]).shape == (0, 2)


def test_a_text_does_not_depend_on_the_others() -> None:
    texts = [
        "lange wachttijd bij de jeugdzorg",
        "te veel administratie",
        "goede samenwerking in het wijkteam",
    ]
    together = embed(texts)
    assert np.array_equal(together, embed(texts))
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(embed([text])[0], row)


def test_rows_have_length_one_or_zero() -> None:
    rows = embed(["wachttijd", "de het een", "huisarts en school", "qqqqqq", " "])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0, 0], abs=1e-5)


def test_another_model_can_give_the_places() -> None:
    class Lengths:
        name = "lengths"

        def embed(self, texts: list[str]) -> np.ndarray:
            return np.array([[len(text)] for text in texts], dtype=np.float32)

    assert embed(["aa", "b"], model=Lengths()).tolist() == [[2.0], [1.0]]


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("lange wachttijd", "de wachtlijsten zijn te lang", "te weinig parkeerplaatsen"),
        ("de huisarts", "verwijzing door artsen", "belasting betalen"),
        ("problemen met schulden", "lening aflossen", "sporten op school"),
        ("ouders en kinderen", "hulp aan het gezin", "veel te trage computers"),
        ("de bus rijdt niet", "slecht openbaar vervoer", "veel papierwerk"),
        ("wijkteams", "teams in de wijk", "geluidsoverlast"),  # a compound that is not in the list
        ("wachtlijten", "wachtlijsten", "werkplekken"),  # a slip
    ],
)
def test_texts_about_the_same_lie_nearer(text: str, near: str, far: str) -> None:
    rows = embed([text, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


@pytest.mark.parametrize("word", ["xqzwv", "qqqqqq"])
def test_a_word_nobody_knows_says_nothing(word: str) -> None:
    assert not word_vectors().vector(word).any()


def test_what_ships_is_small_and_holds_no_addresses_and_no_pickle() -> None:
    sizes = {path.name: path.stat().st_size for path in BUILT_IN.iterdir()}
    assert sum(sizes.values()) <= 7_000_000
    assert {"LICENSE", "ATTRIBUTION.md", "CARD.md"} <= sizes.keys()
    for path in BUILT_IN.glob("*.npy"):
        np.load(path, allow_pickle=False)
    words = lzma.decompress((BUILT_IN / WORDS).read_bytes()).decode().split("\n")
    assert len(words) == len(set(words)) > 10_000
    assert not [word for word in words if words_of(word) != [word]]


def test_texts_get_a_place_without_a_network_without_spacy_and_without_a_cache(tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_a, **_k): raise OSError('no network here')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from coding.language import embed\n"
        "print(embed(['lange wachttijd', 'files']).shape, 'spacy' in sys.modules, 'sklearn' in sys.modules)\n"
    )
    nowhere = str(tmp_path / "missing")
    settings = {**os.environ, "HOME": nowhere, "XDG_CACHE_HOME": nowhere, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=settings, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["(2,", "100)", "False", "False"], done.stderr
    assert not list(tmp_path.iterdir())
