"""Addresses and postcodes: the ways people write them, and numbers behind words that end like a street."""

import pytest

from coding.pseudonyms import Recogniser


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text(text)) for finding in Recogniser().find(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("wij wonen aan de kerkstraat 12-II in een klein huis", "kerkstraat 12-II"),
        ("Stuur het naar Laan van Meerdervoort 10 bis", "Laan van Meerdervoort 10 bis"),
        ("mijn adres: stationsplein 4", "stationsplein 4"),
        ("op de noorderkade 88 stinkt het", "noorderkade 88"),
        ("lage dreef 12 heeft geen lift", "lage dreef 12"),
        ("lange nieuwstraat 106bis", "lange nieuwstraat 106bis"),
        ("Nieuwe Gracht 14A-hs", "Nieuwe Gracht 14A-hs"),
        ("burgemeester van Royenstraat 6", "burgemeester van Royenstraat 6"),
        ("burg. van royenstraat 6", "burg. van royenstraat 6"),
        ("2e van der helststraat 5", "2e van der helststraat 5"),
        ("aan de van hogendorplaan 3", "van hogendorplaan 3"),
        ("Pastoor v.d. Eijndestraat 2", "Pastoor v.d. Eijndestraat 2"),
        ("op de dijk 14 wonen mijn ouders", "dijk 14"),
        ("wij zitten op de markt 5", "markt 5"),
        ("Kerkstrat 14 is verbouwd", "Kerkstrat 14"),
        ("zandweg 9 wordt nooit gestrooid", "zandweg 9"),
        ("post naar postbus 455", "postbus 455"),
        ("wij zitten in de Bruijnstraat 3", "de Bruijnstraat 3"),
        ("wij zitten in de Kerkstraat 3", "Kerkstraat 3"),
        ("van der Helststraat 12 is te klein", "van der Helststraat 12"),
    ],
)
def test_an_address_is_found_whole(text: str, address: str) -> None:
    assert found(text) == [("address", address)]


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("ik woon in 7311kp", "7311kp"),
        ("we zitten in 7311 kp apeldoorn", "7311 kp"),
        ("postcode: 1234 ab", "1234 ab"),
    ],
)
def test_a_postcode_in_small_letters(text: str, postcode: str) -> None:
    assert found(text) == [("postcode", postcode)]


@pytest.mark.parametrize(
    "text",
    [
        "binnen 3 weg 4",
        "de uitweg 3 keer",
        "in de straat 12 huizen leeg",
        "op plein 1 staan hangjongeren",
        "het park 2 dagen dicht",
        "hulp op weg 2",
        "een nieuwe weg 3",
        "ik reed 1500km, mijn man 2000 km",
        "er waren 1200 in 2015 en 1300 op straat",
        "Movisie (Terpstra, Sok & van Xanten, 2014)",
        "VERSCHILT PER WIJK\n3) 4 DAGEN",
        "4 DAGEN P/W IN DE WIJK, 0 DAGEN ELDERS",
    ],
)
def test_no_address(text: str) -> None:
    assert not {kind for kind, _piece in found(text)} & {"address", "postcode"}
