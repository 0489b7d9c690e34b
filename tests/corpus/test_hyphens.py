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
        (["een T-", "shaped professional"], "een T-shaped professional"),
        (["drang- en dwang-", "trajecten"], "drang- en dwangtrajecten"),
        (["bij-", "en nascholing"], "bij- en nascholing"),
        (
            ["de (thuis)", "situatie en het team (groot)", "heeft"],
            "de (thuis)situatie en het team (groot) heeft",
        ),
        (["wel en niet-", "temin"], "wel en niettemin"),
        (["de oud-", "ste en de niet-", "westerse"], "de oudste en de niet-westerse"),
        (["zie https://x.nl/Rapport-", "teams.pdf"], "zie https://x.nl/Rapport-teams.pdf"),
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
        ("de financiën", ["de financi-", "en van"], "de financiën van"),
        ("deze industrieën zijn", ["de industrie-", "en groeien"], "de industrie- en groeien"),
        ("de geïnterviewden zeggen", ["de ge-", "interviewden"], "de geïnterviewden"),
        ("alle (wijk)teams", ["de (wijk)", "teams"], "de (wijk)teams"),
        ("naar het Wmo-loket", ["de Wmo-", "consulenten"], "de Wmo-consulenten"),
        ("de Wlz betaalt", ["een Wlz-", "indicatiesteller"], "een Wlz-indicatiesteller"),
        ("(zie bijlage) teams", ["(zie bijlage)", "teams"], "(zie bijlage) teams"),
    ],
)
def test_by_the_words_of_the_document(elsewhere: str, lines: list[str], expected: str) -> None:
    assert LineJoiner([elsewhere, *lines]).join(lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["samenge-", "steld"], "samengesteld"),  # neither part is a word, the whole is
        (["re-", "sultaat"], "resultaat"),
        (["re-", "integratie"], "re-integratie"),
        (["financi-", "en"], "financien"),  # 'financi' is none, so this is no 'x- en y'
        (["zorg-", "en welzijn"], "zorg- en welzijn"),
    ],
)
def test_by_the_dictionary(lines: list[str], expected: str) -> None:
    words = {"samengesteld", "resultaat", "re-integratie", "financien", "zorg", "welzijn"}
    assert LineJoiner(lines, known=words.__contains__).join(lines) == expected
