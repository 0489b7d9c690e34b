"""Which hyphen at a line end belongs to the word. Expected: Dutch spelling."""

import pytest

from coding.corpus.hyphens import LineJoiner


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["de team-", "leider belt"], "de teamleider belt"),
        (["een MEE-", "consulent"], "een MEE-consulent"),
        (["de G32-", "gemeenten"], "de G32-gemeenten"),
        (["Noord-", "Holland"], "Noord-Holland"),
        (["in-", "en uitstroom"], "in- en uitstroom"),
        (["zorg-", "of welzijnspartij"], "zorg- of welzijnspartij"),
        (["een zee-", "egel en na-", "apen"], "een zee-egel en na-apen"),
        (["de infor-", "matie"], "de informatie"),
        (["het is druk -", "en blijft druk"], "het is druk - en blijft druk"),
        (["samen\xad", "werking en zacht\xadjes"], "samenwerking en zachtjes"),
        (["wonen en/", "of werken"], "wonen en/of werken"),
        (["de auto's van-", "daag"], "de auto's vandaag"),
        (["  twee   spaties ", "", "volgende"], "twee spaties volgende"),
        (["2015-", "2018"], "2015-2018"),
    ],
)
def test_by_spelling(lines: list[str], expected: str) -> None:
    assert LineJoiner(lines).join(lines) == expected


@pytest.mark.parametrize(
    ("elsewhere", "lines", "expected"),
    [
        ("de re-integratie liep", ["de re-", "integratie"], "de re-integratie"),
        ("het wijkteam", ["het wijk-", "team"], "het wijkteam"),
        ("de oud-medewerker", ["een oud-", "medewerker"], "een oud-medewerker"),
        ("onze ideeën daarover", ["wat voor idee-", "en dan?"], "wat voor idee- en dan?"),
        ("de financiën", ["de financi-", "en van"], "de financi- en van"),
        ("deze industrieën zijn", ["de industrie-", "en groeien"], "de industrie- en groeien"),
        ("de geïnterviewden zeggen", ["de ge-", "interviewden"], "de geïnterviewden"),
        ("alle (wijk)teams", ["de (wijk)", "teams"], "de (wijk)teams"),
        ("(zie bijlage) teams", ["(zie bijlage)", "teams"], "(zie bijlage) teams"),
    ],
)
def test_by_the_words_of_the_document(elsewhere: str, lines: list[str], expected: str) -> None:
    assert LineJoiner([elsewhere, *lines]).join(lines) == expected
