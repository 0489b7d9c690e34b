"""Names in small letters or in capitals throughout: found by the words, without turning words into names."""

import pytest

from coding.pseudonyms.names import names


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PETER BAKKER IS DE ENIGE DIE TERUGBELT", "PETER BAKKER"),
        ("De brief kwam van SJAAN DE BOER en niemand anders.", "SJAAN DE BOER"),
        ("JAN DE VRIES BELDE MIJ", "JAN DE VRIES"),
        ("Ik belde MEVR. JANSEN maar ze was er niet", "JANSEN"),
        ("dank aan ROB voor alles", "ROB"),
        ("jan de vries belde", "jan de vries"),
        ("ik sprak moustafa el amrani", "moustafa el amrani"),
        ("ik sprak piet jansen", "piet jansen"),
        ("roos van den berg hielp mij", "roos van den berg"),
        ("mark jansen hielp mij", "mark jansen"),
        ("volgens geertwim hoekstra niet", "geertwim hoekstra"),
        ("jan belde nooit terug", "jan"),
        ("Jan jansen belde", "Jan jansen"),
    ],
)
def test_a_name_in_capitals_or_small_letters_without_a_cue(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "GEEN GELD VOOR ZORG EN WEL VOOR WEGEN",
        "DE JONG VOLWASSENEN VALLEN TUSSEN WAL EN SCHIP",
        "MARK AAN WAT U WILT",
        "MIJN MAN KRIJGT NIETS",
        "ER WORDT IN HET GEZIN GEKEKEN",
        "MEVROUW VAN DE BALIE WAS AARDIG",
        "ik zit in de WIA en mijn man ook",
        "ik kan de vries niet vinden",
        "mark de kok niet als fout aan",
        "roos bloem en blad",
        "will jong en oud betrekken",
        "jan de beste",
        "hoop ter ondersteuning",
        "bijvoorbeeld in het volwassenenteam",
        "wat er in 't park gebeurt",
    ],
)
def test_words_in_capitals_or_small_letters_are_no_names(text: str) -> None:
    assert found(text) == []
