"""Training end to end, on texts small enough to know the outcome by hand."""

import lzma
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from coding.language.training.cooccurrence import count_pairs, count_words
from coding.language.training.decomposition import decompose, information, without_common
from coding.language.training.vectors import Settings, by_lemma, choose_words, main, train, write
from coding.language.vectors import WordVectors

ANIMALS = ["hond", "kat", "muis", "paard"]
FRUIT = ["appel", "peer", "druif", "pruim"]


def sentences(n: int) -> list[str]:
    """Sentences in which animals stand with animals' verbs, fruit with fruit's."""
    chance = np.random.default_rng(3)
    made = []
    for _number in range(n):
        things, verbs = [(ANIMALS, ["blaft", "rent"]), (FRUIT, ["rijpt", "groeit"])][chance.integers(2)]
        made.append(f"De {chance.choice(things)} {chance.choice(verbs)} naast een {chance.choice(things)}.")
    return made


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    made = sentences(600)
    (folder / "plain.txt").write_text("\n".join(made[:300]), encoding="utf-8")
    (folder / "packed.txt.xz").write_bytes(lzma.compress("\n".join(made[300:]).encode()))
    return folder


def test_words_are_counted_in_lower_case_and_as_written(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("Jan ziet Jan en de DE hond\nmail jan@huis.nl of www.huis.nl\n", encoding="utf-8")
    total, lower = count_words(file)
    assert total == Counter({"jan": 2, "de": 2, "ziet": 1, "en": 1, "hond": 1, "mail": 1, "of": 1})
    assert lower["jan"] == 0
    assert lower["de"] == 1


def test_pairs_count_less_with_distance_and_stop_at_the_end_of_a_line(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("aa onbekend bb cc\naa\n", encoding="utf-8")
    rows = {"aa": 0, "bb": 1, "cc": 2}
    pairs = count_pairs(file, rows, np.ones(3), window=2, chance=np.random.default_rng(0))
    # The unknown word closes up: aa-bb and bb-cc at distance 1, aa-cc at 2 (half); cc and the next aa never.
    assert pairs.toarray().tolist() == [[0, 1, 0.5], [1, 0, 1], [0.5, 1, 0]]


def test_a_word_with_no_chance_to_be_kept_is_in_no_pair(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("aa de bb\n", encoding="utf-8")
    rows = {"aa": 0, "de": 1, "bb": 2}
    kept = np.array([1.0, 0.0, 1.0])
    pairs = count_pairs(file, rows, kept, window=1, chance=np.random.default_rng(0)).toarray()
    assert pairs[0, 2] == 1  # the window reaches over it
    assert pairs[1].sum() == 0


def test_information_by_hand() -> None:
    counts = csr_matrix(np.array([[4.0, 0.0], [2.0, 2.0]]))
    # p(0,0) = 4/8, p(row 0) = 4/8, p(column 0) = 6/8: ln(0.5 / 0.375); p(1,0): ln(0.25 / 0.375) < 0
    expected = [[np.log(4 / 3), 0.0], [0.0, np.log(2.0)]]
    assert np.allclose(information(counts, smoothing=1.0).toarray(), expected)


def test_decomposition_agrees_with_the_full_one() -> None:
    dense = np.random.default_rng(5).standard_normal((40, 30)).astype(np.float32)
    left, values = decompose(csr_matrix(dense), 4, seed=1)
    full, sizes, _right = np.linalg.svd(dense)
    assert np.allclose(values, sizes[:4], rtol=1e-3)
    assert np.allclose(np.abs((left * full[:, :4]).sum(axis=0)), 1, atol=1e-2)


def test_what_texts_have_in_common_is_taken_out() -> None:
    texts = np.array([[0.9, 0.1], [0.9, -0.1], [1.0, 0.0]], dtype=np.float32)
    left = without_common(np.array([[3.0, 2.0]], dtype=np.float32), texts, 1)
    assert left == pytest.approx(np.array([[0.0, 2.0]]), abs=1e-5)


def test_rare_words_and_rare_names_get_no_vector(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("de hond en Pieter\n" * 4 + "de zeldzame\n", encoding="utf-8")
    words, shares = choose_words([file], Settings(fewest=3, fewest_capitalised=5))
    assert words == ["de", "en", "hond"]
    assert shares == pytest.approx([5 / 18, 4 / 18, 4 / 18])


def test_a_source_can_count_more(tmp_path: Path) -> None:
    for name, word in (("laws", "wet"), ("talk", "koffie")):
        (tmp_path / f"{name}.txt").write_text(f"{word}\n" * 6, encoding="utf-8")
    words, _shares = choose_words(sorted(tmp_path.glob("*.txt")), Settings(source_weights={"talk": 2.0}))
    assert words == ["koffie", "wet"]


def test_trained_words_lie_near_those_of_the_same_kind(texts: Path, tmp_path: Path) -> None:
    settings = Settings(dimensions=6, common_directions=1, subsampling=1.0)
    trained = train(sorted(texts.glob("*.txt*")), settings)
    row = {word: trained.vectors[place] for place, word in enumerate(trained.words)}
    within = np.mean([row[a] @ row[b] for kind in (ANIMALS, FRUIT) for a in kind for b in kind if a != b])
    between = np.mean([row[a] @ row[b] for a in ANIMALS for b in FRUIT])
    assert within > between + 0.5


def test_the_command_writes_the_same_bytes_twice_and_they_can_be_used(texts: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        main([str(texts), "--output", str(folder)])
    files = sorted(path.name for path in folders[0].iterdir())
    assert files == ["about.json", "codes.npy", "weights.npy", "words.txt.xz"]
    for name in files:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    read = WordVectors.load(folders[0])
    assert "hond" in read
    assert np.linalg.norm(read.embed(["de hond rent"])) == pytest.approx(1, abs=1e-5)


def test_forms_of_one_lemma_are_one_context() -> None:
    assert by_lemma(["wachtlijst", "school", "wachtlijsten"]).toarray().tolist() == [[1, 0], [0, 1], [1, 0]]


def test_a_source_can_be_left_out(texts: Path, tmp_path: Path) -> None:
    (texts / "other.txt").write_text("zebra\n" * 9, encoding="utf-8")
    main([str(texts), "--output", str(tmp_path / "with")])
    main([str(texts), "--output", str(tmp_path / "without"), "--without", "other"])
    assert "zebra" in WordVectors.load(tmp_path / "with")
    assert "zebra" not in WordVectors.load(tmp_path / "without")


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--output", str(tmp_path / "out")])


def test_other_vectors_have_another_name(texts: Path, tmp_path: Path) -> None:
    paths = sorted(texts.glob("*.txt*"))
    names = {
        write(tmp_path / str(n), train(paths, Settings(dimensions=n)), Settings(dimensions=n)) for n in (3, 4)
    }
    assert len(names) == 2
