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
    "text",
    ["cafe\u0301", "👩‍👩‍👧 é ë “dubbel” ‘enkel’ – …", "€ 5,-", "e\u0308\u0301", "ﬁnanciën", "Âge, Ã, ðe"],
)
def test_what_people_type_stays(text: str) -> None:
    assert clean_text(text) == text
    assert repair_encoding(text) == text


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
