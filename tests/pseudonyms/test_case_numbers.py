"""Numbers of cases and files by the word before them."""

import pytest

from coding.pseudonyms import Recogniser


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text(text)) for finding in Recogniser().find(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("zaak AWB 18/2231 bij de rechtbank", "AWB 18/2231"),
        ("zaaknummer ARN 20/123 JEUGD", "ARN 20/123 JEUGD"),
        ("parketnummer 05/123456-20", "05/123456-20"),
        ("de factuur 20190033 is niet betaald", "20190033"),
        ("dossiernummer: 55 231 99", "55 231 99"),
        ("klachtnr. 2022-K-19", "2022-K-19"),
    ],
)
def test_a_case_number_is_found_whole(text: str, number: str) -> None:
    assert found(text) == [("case_number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "de factuur van 150 euro",
        "factuur 1500 euro",
        "zaak 12 en 13 van de agenda",
        "beschikking 2015 was beter",
        "melding 4 keer gedaan",
        "klantnummer 22 10 keer gevraagd",
    ],
)
def test_no_case_number(text: str) -> None:
    assert found(text) == []
