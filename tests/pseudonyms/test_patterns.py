"""Numbers and addresses by their form and their check."""

import pytest

from coding.pseudonyms import Recogniser
from coding.pseudonyms.checks import is_bsn, is_iban


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text(text)) for finding in Recogniser().find(text)]


# The eleven test worked out by hand: 9·1 + 8·1 + 7·1 + 6·2 + 5·2 + 4·2 + 3·3 + 2·3 - 3 = 66 = 6·11.
@pytest.mark.parametrize(
    ("digits", "right"),
    [("111222333", True), ("111222332", False), ("999993045", True), ("12345678", False), ("0", False)],
)
def test_eleven_test(digits: str, right: bool) -> None:
    assert is_bsn(digits) is right


# Examples of the ISO 13616 registry.
@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("NL91 ABNA 0417 1643 00", True),
        ("BE68539007547034", True),
        ("DE89 3704 0044 0532 0130 00", True),
        ("NL91ABNA0417164301", False),
        ("NL91ABNA041716430", False),
    ],
)
def test_iban(number: str, right: bool) -> None:
    assert is_iban(number) is right


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("bel 06 - 12 34 56 78 na zes uur", "phone", "06 - 12 34 56 78"),
        ("Contact (020-1234567)", "phone", "020-1234567"),
        ("tel 0031612345678", "phone", "0031612345678"),
        ("bel mij (+31 (0)6 12 34 56 78) of mail", "phone", "+31 (0)6 12 34 56 78"),
        ("mijn postcode is 9718 EN", "postcode", "9718 EN"),
        ("9718 EN: geen bus", "postcode", "9718 EN"),
        ("sofinummer 1112.22.333", "bsn", "1112.22.333"),
        ("IBAN NL91ABNA0417164300 tnv mij", "iban", "NL91ABNA0417164300"),
        ("mail jan.jansen@gemeente.example.nl.", "email", "jan.jansen@gemeente.example.nl"),
        ("zie www.example.org/a(b).", "url", "www.example.org/a(b)"),
        ("twitter: @fem.k3.", "handle", "@fem.k3"),
        ("insta: janjansen_99", "handle", "janjansen_99"),
        ("op instagram als tess_bouw", "handle", "tess_bouw"),
        ("@tess-bouw weet het", "handle", "@tess-bouw"),
        ("mijn kenteken is GB 123 K", "plate", "GB 123 K"),
        ("auto 12-abc-3", "plate", "12-abc-3"),
        ("zaaknr 2019-12345", "case_number", "2019-12345"),
        ("mijn zaak met nummer 2020/334", "case_number", "2020/334"),
        ("Laan van Meerdervoort 312", "address", "Laan van Meerdervoort 312"),
        ("ik woon op de Dorpsstraat 12 in Urk", "address", "Dorpsstraat 12"),
        ("Van Goghstraat 12-2", "address", "Van Goghstraat 12-2"),
        ("Op de Kerkstraat 12 wonen wij", "address", "Kerkstraat 12"),
        ("wij wonen aan De Lage Weide 7", "address", "De Lage Weide 7"),
        ("Lindelaan nummer 5", "address", "Lindelaan nummer 5"),
        ("woont Eikenhorst 22", "address", "Eikenhorst 22"),
        ("geb.dat. 12 mrt 1985", "birthdate", "12 mrt 1985"),
        ("geb. 12/3/'85", "birthdate", "12/3/'85"),
        ("mijn zoon (3-5-2010)", "birthdate", "3-5-2010"),
        ("op 1 april 2003 geboren", "birthdate", "1 april 2003"),
    ],
)
def test_found(text: str, kind: str, piece: str) -> None:
    assert found(text) == [(kind, piece)]


@pytest.mark.parametrize(
    "text",
    [
        "bel 0800-2000 of 14 030 of 112",
        "het kostte 111222333 euro",
        "123456789 inwoners",
        "Er waren 2000 EN meer",
        "In 2015 en 2017 is dat minder",
        "de snelweg 12 kilometer verder",
        "van 01-07-2018 tot 31-12-2019",
        "24-7 en 1-op-1",
        "dossier 2018 is dicht",
        "Ik vind Instagram is leuk",
        "NL99INGB0001234567",
        "art. 2.3.1 lid 4",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []
