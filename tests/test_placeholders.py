import pytest

from coding.clusters.grouping import group
from coding.language import embed, load, tokens_of
from coding.placeholders import PLACEHOLDERS, fits, is_placeholder, without_placeholders


@pytest.mark.parametrize("word", PLACEHOLDERS.values())
def test_every_placeholder_is_known_again(word: str) -> None:
    assert is_placeholder(f"{word}-3")
    assert without_placeholders(f"wij zagen [{word}-3] niet").split() == ["wij", "zagen", "niet"]
    assert fits(f"wij zagen [{word}-3] niet", "wij zagen iets niet")


def test_brackets_and_words_of_people_stay() -> None:
    assert without_placeholders("[sic] persoon-1 en PERSOON-1") == "[sic] persoon-1 en PERSOON-1"
    assert not is_placeholder("persoonlijk")


def test_a_placeholder_has_no_content_and_no_meaning() -> None:
    doc = load()("[PERSOON-1] belde nooit terug, zie [E-MAIL-2]")
    content = [lemma for _start, _end, lemma, _pos, counts in tokens_of(doc) if counts]
    assert content
    assert not any("persoon" in str(lemma) or "mail" in str(lemma) for lemma in content)
    with_it, without = embed(["[ADRES-1] lange wachtlijst", "lange wachtlijst"])
    assert with_it.tolist() == without.tolist()


def test_answers_that_differ_in_a_placeholder_only_stand_together() -> None:
    texts = ["[PERSOON-1] was aardig", "[PERSOON-2] was aardig", "lange wachtlijst", "veel te weinig geld"]
    lemmas = [["aardig"], ["aardig"], ["lang", "wachtlijst"], ["veel", "weinig", "geld"]]
    found = group(texts, lemmas, n_clusters=3, seed=1)
    assert found.numbers[0] == found.numbers[1]
    assert len(set(found.numbers)) == 3
