"""The recognisers together: on the sentences written for it, in batches, by kind."""

import pytest
from tests.pseudonyms.gold import score, sentences

from coding.errors import InputError
from coding.i18n import use_language
from coding.pseudonyms import KINDS, Finding, Recogniser, with_recogniser
from coding.pseudonyms.findings import kinds_named


@pytest.mark.parametrize("with_tagger", [False, True])
def test_sentences_they_were_tuned_on(with_tagger: bool) -> None:
    gold = sentences("dev")
    if with_tagger:
        with with_recogniser() as recogniser:
            result = score(gold, recogniser.find_all(sentence.text for sentence in gold))
    else:
        result = score(gold, Recogniser().find_all(sentence.text for sentence in gold))
    assert set(result.total) == set(KINDS)
    assert min(result.recall(kind) for kind in KINDS) >= 0.95, result.missed
    assert result.precision >= 0.95, result.wrong


def test_sentences_they_were_not_tuned_on() -> None:
    """Each kind but names occurs 8 or 9 times, so that one miss is more than a tenth: one may be missed."""
    gold = sentences("test")
    with with_recogniser() as recogniser:
        result = score(gold, recogniser.find_all(sentence.text for sentence in gold))
    assert result.recall("person") >= 0.9
    assert min(result.recall(kind) for kind in KINDS) >= 0.88
    assert sum(result.found.values()) / sum(result.total.values()) >= 0.95
    assert result.precision >= 0.95


def test_sentences_written_for_what_had_been_missed() -> None:
    gold = sentences("fresh")
    result = score(gold, Recogniser().find_all(sentence.text for sentence in gold))
    assert result.recall("person") >= 0.9
    assert min(result.recall(kind) for kind in KINDS if kind != "person") >= 0.95
    assert result.precision >= 0.95


def test_batches_give_what_one_text_gives() -> None:
    texts = [sentence.text for sentence in sentences("dev")] * 4  # more than one batch
    recogniser = Recogniser()
    assert list(recogniser.find_all(texts)) == [recogniser.find(text) for text in texts]


def test_only_the_kinds_asked_for() -> None:
    text = "Mevrouw Jansen van MEE Utrecht, 06-12345678"
    assert Recogniser(kinds={"phone"}).find(text) == [Finding(32, 43, "phone", "pattern")]
    found = Recogniser(kinds={"organisation", "place"}).find(text)
    assert [(f.text(text), f.kind) for f in found] == [("MEE", "organisation"), ("Utrecht", "place")]


def test_organisations_and_places_stay_unless_asked() -> None:
    text = "Veilig Thuis Flevoland en het CJG in Urk werken samen met Jellinek."
    assert Recogniser().find(text) == []


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(InputError, match=r"'nam' bestaat niet; er zijn: naam, e-mail, telefoon,"):
        kinds_named(["nam"])


def test_a_kind_may_be_said_in_several_words() -> None:
    assert kinds_named(["naam", "Telefoon", "burgerservicenummer", "case_number", "plaats"]) == {
        *("person", "phone", "bsn", "case_number", "place")
    }


def test_a_kind_in_the_english_interface() -> None:
    use_language("en")
    try:
        assert kinds_named(["name", "person", "phone"]) == {"person", "phone"}
        with pytest.raises(InputError, match="name, e-mail, phone,"):
            kinds_named(["naam"])
    finally:
        use_language("nl")


def test_a_name_is_found_again_in_another_answer_of_the_same_respondent() -> None:
    texts = ["Mevrouw Wiersinga belt nooit terug.", "Wiersinga weer.", "Wiersinga weer."]
    found = Recogniser().find_together(texts, ["a", "a", "b"])
    assert [[f.text(t) for f in fs] for t, fs in zip(texts, found, strict=True)] == [
        ["Wiersinga"],
        ["Wiersinga"],
        [],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "🙂 mevrouw Jansen 🙂",
        "e\u0301e\u0301n mevrouw Jansen",
        "regel\r\nmevrouw Jansen\r\n",
        "👩‍👩‍👧 mevrouw Jansen",
        "𝕏 mevrouw Jansen",
    ],
)
def test_offsets_are_code_points(text: str) -> None:
    [finding] = Recogniser().find(text)
    assert text[finding.start : finding.end] == "Jansen"
