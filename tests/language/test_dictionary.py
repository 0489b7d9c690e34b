from pathlib import Path

import pytest

from coding.language._component import read_dictionary
from coding.language.dictionary import LemmaDictionary

TREEBANK = Path(__file__).parents[2].parent / "shared" / "ud" / "dev.conllu"


@pytest.fixture(scope="module")
def dictionary() -> LemmaDictionary:
    return read_dictionary()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Wachtlijsten", "wachtlijst"),
        ("kinderen", "kind"),
        ("gemeenten", "gemeente"),
        ("huisartsen", "huisarts"),
        ("liepen", "lopen"),
        ("opgeschaald", "opschalen"),
        ("wijkteams", "wijkteam"),
        ("jeugdbeschermingstafels", "jeugdbeschermingstafel"),  # in no dictionary: by its last part
        ("POH's", "poh"),
        ("CJG’s", "cjg"),
        ("coördineren", "coördineren"),
        ("géén", "geen"),
        ("hoog", "hoog"),
        ("nodig", "nodig"),
        ("grote", "groot"),
        ("vol.", "vol"),
        ("n.v.t.", "n.v.t."),
        ("niet", "niet"),
        ("😀", "😀"),
        ("xqzwv", "xqzwv"),
    ],
)
def test_lemmas(dictionary: LemmaDictionary, form: str, lemma: str) -> None:
    assert dictionary.lemma(form) == lemma


def test_an_ending_needs_a_known_noun() -> None:
    small = LemmaDictionary(
        lookup={},
        exceptions={},
        nouns={"regel"},
        verbs=(),
        adjectives=(),
        noun_endings=[("s", "")],
        keep={"steeds"},
    )
    assert [small.lemma(word) for word in ("regels", "onbekends", "steeds")] == [
        "regel",
        "onbekends",
        "steeds",
    ]


@pytest.mark.skipif(not TREEBANK.exists(), reason="the treebank lies beside the repository, not in it")
def test_lemmas_agree_with_the_treebank(dictionary: LemmaDictionary) -> None:
    right = total = 0
    for line in TREEBANK.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit() and columns[3] in {"NOUN", "VERB", "ADJ"}:
            total += 1
            right += dictionary.lemma(columns[1]) == columns[2].lower()
    assert total > 5000
    assert right / total > 0.88  # the plain lookup table reaches .77
