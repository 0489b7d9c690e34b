"""Where sentences end. Expected: as a reader would say."""

import pytest

from coding.corpus.sentences import plain_sentence_spans, sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Het is te druk. Het is te vol! Kan dat anders?",
            ["Het is te druk.", "Het is te vol!", "Kan dat anders?"],
        ),
        ("Dat is o.a. Jeugd en bijv. Wmo. Klaar.", ["Dat is o.a. Jeugd en bijv. Wmo.", "Klaar."]),
        ("Aldus J. de Vries en dr. K. Bos. Dat is het.", ["Aldus J. de Vries en dr. K. Bos.", "Dat is het."]),
        ("‘Het gaat niet.’ Dat zei hij.", ["‘Het gaat niet.’", "Dat zei hij."]),
        ("Zij zei: ‘Kom maar.’ ‘Graag’, zei hij.", ["Zij zei: ‘Kom maar.’", "‘Graag’, zei hij."]),
        ("In 2.5 procent ging het mis. Dat is veel.", ["In 2.5 procent ging het mis.", "Dat is veel."]),
        ("1. Zorg voor tijd. Neem ook rust.", ["1. Zorg voor tijd.", "Neem ook rust."]),
        ("Zie art. 2.3 van de wet. Dat geldt ook hier.", ["Zie art. 2.3 van de wet.", "Dat geldt ook hier."]),
        (
            "Er is te weinig geld (zie par. 4.2). Toch lukt het.",
            ["Er is te weinig geld (zie par. 4.2).", "Toch lukt het."],
        ),
        (
            "Volgens dhr. Jansen, d.w.z. de wethouder, kan het.",
            ["Volgens dhr. Jansen, d.w.z. de wethouder, kan het."],
        ),
        (
            "Zie RIVM (2012), p. 45 e.v. Verantwoordelijk hiervoor is het college.",
            ["Zie RIVM (2012), p. 45 e.v.", "Verantwoordelijk hiervoor is het college."],
        ),
        ("Scholen, artsen etc. Daarnaast de wijk.", ["Scholen, artsen etc.", "Daarnaast de wijk."]),
        ("Scholen, artsen etc. doen mee. Dat is fijn.", ["Scholen, artsen etc. doen mee.", "Dat is fijn."]),
        (
            "Geen verschil meer in het werken met (wijk)teams: 88 procent van de gemeenten.",
            ["Geen verschil meer in het werken met (wijk)teams: 88 procent van de gemeenten."],
        ),
        ("1. wachttijd 2. personeel", ["1. wachttijd 2. personeel"]),
        (
            "Drie dingen: 1. Te weinig tijd. 2. Te weinig geld. 3. Regels.",
            ["Drie dingen: 1. Te weinig tijd.", "2. Te weinig geld.", "3. Regels."],
        ),
        (
            "De knelpunten zijn er 2. Personeel is schaars.",
            ["De knelpunten zijn er 2.", "Personeel is schaars."],
        ),
        ("  ", []),
        ("Klaar", ["Klaar"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    (spans,) = sentence_spans([text])
    assert [text[start:end] for start, end in spans] == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Het is te druk! „Al jaren.” Wij o.a. merken dat.",
            ["Het is te druk!", "„Al jaren.”", "Wij o.a. merken dat."],
        ),
        ("eerste punt\ntweede punt", ["eerste punt", "tweede punt"]),
        ("Zie dhr. J. de Vries e.a. voor meer. en dan", ["Zie dhr. J. de Vries e.a. voor meer. en dan"]),
        ("", []),
    ],
)
def test_sentences_without_the_pipeline(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in plain_sentence_spans(text)] == expected
