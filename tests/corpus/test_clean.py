import random

import pytest

from coding.corpus.clean import clean_text, folded, one_line, repair_encoding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("\ufeff  te druk \u200b\n", "te druk"),
        ("nul\x00 en bel\x07", "nul en bel"),
        ("tab\tblijft", "tab\tblijft"),
        (" \xa0 ", ""),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe\u0301 coo\u0308rdinatie", "café coördinatie"),  # loose accents
        ("ﬁnanciën, eﬀect, oﬃce, Ĳsselmonde", "financiën, effect, office, IJsselmonde"),
        ("samen\xadwerking", "samenwerking"),
        ("drie\xa0keer, 1\u202f000\u2009euro", "drie keer, 1 000 euro"),
        ("we\u200bl en\ufeff nie\u2060t", "wel en niet"),
        ("\u200fnaar\u202c rechts", "naar rechts"),
        ("wij\u200dk", "wijk"),
        ("veel   te  druk ", "veel te druk"),
        ("een \n\n\n\n twee", "een\n\n twee"),
        ("half \ud83d\ude42 \ud83d", "half 🙂 \ufffd"),  # surrogates: a pair, and one alone
    ],
)
def test_every_character_is_written_in_one_way(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧 é ë “dubbel” ‘enkel’ – …",
        "🏳️‍🌈 👍🏽 1️⃣",
        "€ 5,-",
        "½ m² 2³ °C",
        "Âge, Ã, ðe",
        "drang- en dwangtrajecten",
    ],
)
def test_what_people_type_stays(text: str) -> None:
    assert clean_text(text) == text
    assert repair_encoding(text) == text


@pytest.mark.parametrize("seed", range(20))
def test_cleaning_twice_is_cleaning_once(seed: int) -> None:
    chance = random.Random(seed)
    odd = "\xa0\xad\u200b\u200d\u0308\u0301\ufeff\r\n\t\x07\v \ufb01\U0001f469\ufe0f\ud83d\ude42e-a."
    for _ in range(200):
        once = clean_text("".join(chance.choices(odd, k=chance.randint(0, 14))))
        assert clean_text(once) == once
        once.encode()  # storable: no half characters


@pytest.mark.parametrize("text", ["coördinatie", "één loket", "te druk – ‘echt’", "🙂 fijn", "financiën € 5"])
def test_text_decoded_wrongly_is_mended(text: str) -> None:
    # Only bytes that cp1252 knows can have come through a wrong decoding.
    broken = text.encode("utf-8").decode("cp1252", errors="replace")
    if "\ufffd" in broken:
        broken = text.encode("utf-8").decode("latin-1")
    assert broken != text
    assert repair_encoding(broken) == text


def test_comparing_forgets_case_blanks_and_the_form_of_accents() -> None:
    assert folded(" Één  Loket\n") == folded("e\u0301e\u0301n loket")
    assert one_line(" a\n\n b ") == "a b"
