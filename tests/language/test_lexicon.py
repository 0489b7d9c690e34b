import numpy as np

from coding.language.lexicon import BASE, INFLECTED, TRAINED, UNKNOWN, Entry, Lexicon

NOUN, VERB, _ADJECTIVE = BASE


def lexicon() -> Lexicon:
    return Lexicon(
        ["lijst", "wachten", "amsterdam", "tafels"],
        np.array([NOUN | TRAINED, VERB, 0, INFLECTED[0]], np.uint8),
        np.array([1, 1, 4, 0], np.uint8),
        np.array([[127, 0], [0, 127]], np.int8),
    )


def test_a_word_is_found_with_its_kinds_its_capitals_and_its_vector() -> None:
    assert lexicon().look_up("lijst") == Entry(NOUN | TRAINED, 1, 0, part=False)
    assert lexicon().look_up("amsterdam") == Entry(0, 4, UNKNOWN, part=False)


def test_an_unknown_compound_is_read_by_its_last_part_but_is_no_frequent_word_itself() -> None:
    assert lexicon().look_up("wachtlijst") == Entry(NOUN, 0, 0, part=True)
    assert lexicon().look_up("beschermingstafels") == Entry(INFLECTED[0], 0, UNKNOWN, part=True)


def test_nothing_is_said_of_a_word_that_ends_in_nothing_known() -> None:
    assert lexicon().look_up("xyz") == Entry(0, 0, UNKNOWN, part=False)
    assert lexicon().look_up("") == Entry(0, 0, UNKNOWN, part=False)
    assert lexicon().look_up("alijst") == Entry(0, 0, UNKNOWN, part=False), (
        "one letter is no word before another"
    )


def test_what_is_written_reads_the_same() -> None:
    written = Lexicon(["\n", "lijst"], np.zeros(2, np.uint8), np.zeros(2, np.uint8))
    assert Lexicon.from_bytes(written.to_bytes()).words == ["\n", "lijst"]
    read = Lexicon.from_bytes(lexicon().to_bytes())
    assert read.words == lexicon().words
    assert all(read.look_up(word) == lexicon().look_up(word) for word in ("lijst", "wachtlijst", "amsterdam"))
    assert read.vectors.tolist() == [[127, 0], [0, 127]]
