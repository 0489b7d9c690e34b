"""Names: what announces them, how far they run, and what only looks like one."""

import pytest

from coding.pseudonyms.names import names


def found(text: str) -> list[str]:
    return [text[name.start : name.end] for name in names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mevrouw van der berg was erg aardig", "van der berg"),
        ("meneer el khattabi wacht al een jaar", "el khattabi"),
        ("mevr. jansen-de vries heeft gebeld", "jansen-de vries"),
        ("Dr. van 't Hoff verwees ons door", "van 't Hoff"),
        ("Dokter de Vries verwijst niet", "de Vries"),
        ("wethouder Van den Heuvel beloofde het", "Van den Heuvel"),
        ("menneer smit zei nee", "smit"),
        ("onze gezinscoach heet Bouchra", "Bouchra"),
        ("Bouchra El Idrissi helpt ons goed", "Bouchra El Idrissi"),
        ("een topper, die Agnieszka Wiśniewska", "Agnieszka Wiśniewska"),
        ("Ik sprak met Sjoukje van der Woude van het team", "Sjoukje van der Woude"),
        ("groetjes wilma", "wilma"),
        ("Met vriendelijke groet, H. Bos", "H. Bos"),
        ("A.M. de Boer-Jansen schreef", "A.M. de Boer-Jansen"),
        ("mijn dochter roos is geweigerd", "roos"),
        ("Ja, Bram's moeder", "Bram"),
        ("vraag maar aan Gert-Jan", "Gert-Jan"),
        ("karin van het wijkteam was top", "karin"),
        ("hun zoontje xylo zit thuis", "xylo"),
        ("Mijn trajectbegeleider Gerwin kwam", "Gerwin"),
        ("mijn dogter Shirin krijgt niks", "Shirin"),
        ("een jongen die jayro heet", "jayro"),
        ("Mijn coach is Xandro.", "Xandro"),
        ("dhr j. de vries", "j. de vries"),
        ("volgens Van Dijk niet", "Van Dijk"),
        ("kees vd berg belde", "kees vd berg"),
        ("Beste Karin, bedankt", "Karin"),
        ("Baukje Haitsma is de beste", "Baukje Haitsma"),
        ("mevr. Ho-A-Sim", "Ho-A-Sim"),
        ("Mijn zoon D’Shawn leert goed", "D’Shawn"),
        ("Ik sprak Rene\u0301e Vogel", "Rene\u0301e Vogel"),
        ("Toen kwam Nguyen Thi Mai langs", "Nguyen Thi Mai"),
        ("rekening 12 tnv m jansma", "m jansma"),
        ("betaal aan de Fatma Yilmaz daar", "Fatma Yilmaz"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "mijn zoon wil niet naar school",
        "mijn man werkt bij de gemeente",
        "mijn dochter krigt geen hulp",
        "mevrouw wit van schrik",
        "mevrouw van het loket",
        "De heer des huizes",
        "Mark dan aan welke dagen u kunt.",
        "De roos bloeit.",
        "Ik kom uit Marken",
        "Sint Jozef en Stichting Anna",
        "De Sophia Revalidatie heeft een wachtlijst",
        "Maria Wesselius Stichting",
        "Jan Modaal betaalt",
        "de wijkagent van Amersfoort kwam",
        "Mijn client de Regie geven",
        "cliënt B. heeft hulp",
        "groep A. Wanneer het kan",
        "Elke praktijk krijgt er een",
        "Horst aan de Maas en Bergen",
        "de speci-\nfieke teams",
        "De Johan de Witt-school",
        "commissie Samson",
        "klantmanagers (Wmo, jeugd)",
        "Anders, namelijk",
        "mijn vrouw is Marokkaanse",
        "de coördinator Wonen en de manager is Nieuw",
    ],
)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "prefix", ["van 't", "van ’t", "van ‘t", "van `t", "van´t", "van t", "vant", "Van ’t"]
)
def test_every_apostrophe_in_a_prefix(prefix: str) -> None:
    assert found(f"ik sprak Henk {prefix} Hek gisteren") == [f"Henk {prefix} Hek"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("J. in ’t Veld belde", "J. in ’t Veld"),
        ("W. op 't Hof schreef", "W. op 't Hof"),
        ("De brief is van L.M. ‘t Hooft.", "L.M. ‘t Hooft"),
        ("mevrouw in ‘t veld was aardig", "in ‘t veld"),
        ("Anneke int Veld weet het", "Anneke int Veld"),
    ],
)
def test_other_prefixes_with_an_apostrophe(text: str, name: str) -> None:
    assert found(text) == [name]


def test_a_row_of_names() -> None:
    assert found("Emine, Xubbechien en Karim deden mee") == ["Emine", "Xubbechien", "Karim"]
    assert found("Xelin en Efe zijn tevreden") == ["Xelin", "Efe"]


def test_a_name_comes_back_without_a_cue() -> None:
    assert found("ik heb mevrouw Wiersinga gebeld. wiersinga belde niet terug") == ["Wiersinga", "wiersinga"]
