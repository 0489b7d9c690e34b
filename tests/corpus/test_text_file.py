"""Reading plain text."""

from coding.corpus import ReadDocument, cut, read_document


def read(text: str, name: str = "r.txt") -> ReadDocument:
    return read_document(text.encode(), name=name)


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


WRAPPED = """\
Terugblik op het dorpsteam
==========================

Dit is een alinea die over een paar regels loopt, met een afge-
broken woord erin en een zin die op de volgende regel doorgaat
tot hier.

Wat er beter kan
----------------

- eerst bellen en dan pas op huisbezoek gaan, ook als de aan-
  melding van de huisarts komt;
- korter vergaderen.

1. Dit is het eerste punt.
2. Dit is het tweede.
"""


def test_wrapped_text_with_underlined_headings() -> None:
    document = read(WRAPPED)
    assert kinds(document) == [
        ("heading", "Terugblik op het dorpsteam"),
        (
            "paragraph",
            "Dit is een alinea die over een paar regels loopt, met een afgebroken woord erin en een zin die "
            "op de volgende regel doorgaat tot hier.",
        ),
        ("heading", "Wat er beter kan"),
        (
            "list",
            "eerst bellen en dan pas op huisbezoek gaan, ook als de aanmelding van de huisarts komt;",
        ),
        ("list", "korter vergaderen."),
        ("list", "1. Dit is het eerste punt."),
        ("list", "2. Dit is het tweede."),
    ]
    assert document.title == "Terugblik op het dorpsteam"
    assert document.blocks[-1].headings == ("Terugblik op het dorpsteam", "Wat er beter kan")


PAGES = [
    """\
INLEIDING

Wij spraken met vijf mensen over het werk in het team en wat er be-
ter kan.[1] Dat leverde een lange lijst op van dingen die men in de

--------
[1] Namen zijn weggelaten, ook die van
de collega's.
""",
    """\
Verslag van het team                                          2

praktijk anders zou willen doen.

De tweede alinea staat op de tweede bladzijde en is even lang als
de eerste.
""",
    """\
Verslag van het team                                          3

De derde alinea besluit het verslag met een zin die ook weer door-
loopt.
""",
]


def test_a_paragraph_runs_on_over_footnote_head_and_page() -> None:
    document = read("\f".join(PAGES))
    assert kinds(document) == [
        ("heading", "INLEIDING"),
        (
            "paragraph",
            "Wij spraken met vijf mensen over het werk in het team en wat er beter kan.[1] Dat leverde een "
            "lange lijst op van dingen die men in de praktijk anders zou willen doen.",
        ),
        ("footnote", "[1] Namen zijn weggelaten, ook die van de collega's."),
        (
            "paragraph",
            "De tweede alinea staat op de tweede bladzijde en is even lang als de eerste.",
        ),
        ("paragraph", "De derde alinea besluit het verslag met een zin die ook weer doorloopt."),
    ]
    assert [block.page for block in document.blocks] == [1, 1, 1, 2, 3]
    assert document.dropped == ("2 regels weggelaten: kop- en voetregels en paginanummers.",)


def test_windows_line_ends_emoji_and_accents_keep_offsets_true() -> None:
    text = WRAPPED.replace("\n", "\r\n").replace("paar", "paar 👩‍👩‍👧 coo\u0308rdinatie\u2028")
    document = read(text)
    whole = document.text
    assert "\r" not in whole
    assert "👩‍👩‍👧 coördinatie" in whole
    for segment in cut(document):
        assert whole[segment.start : segment.end] == segment.text


def test_numbered_headings_and_table_of_contents() -> None:
    document = read(
        "Inhoud\n1 Opdracht .......... 3\n1.1 Doel .......... 4\n\n1 Opdracht\n\n"
        "De opdracht is ruim geformuleerd en daar hebben de teams last van in hun werk.\n\n"
        "1.1 Doel\n\nHet doel is nabij en snel, en dat lukt in de meeste wijken ook best goed.\n"
    )
    assert [(block.kind, block.headings) for block in document.blocks] == [
        ("heading", ()),
        ("toc", ("Inhoud",)),
        ("heading", ()),
        ("paragraph", ("1 Opdracht",)),
        ("heading", ("1 Opdracht",)),
        ("paragraph", ("1 Opdracht", "1.1 Doel")),
    ]


BLANKS = """\
Het team werkt in deze wijk al jaren samen met de huisarts en \n\
met de school, en dat gaat iedereen die erbij betrokken is \n\
steeds beter af, ook omdat men elkaar kent.
Daarna komt een nieuwe alinea die met een korte \n\
regel begint en toch doorloopt, want er staat een blanco aan het (wijk)
eind van de regels die \n\
doorlopen.

\tJa
\tNee \n\
\tSoms wel, dat is een antwoord dat zo lang is dat het \n\
op de volgende regel doorgaat
"""


def test_a_blank_kept_at_the_end_of_lines_that_go_on_tells_where_paragraphs_end() -> None:
    document = read(BLANKS * 5)
    assert kinds(document)[:5] == [
        (
            "paragraph",
            "Het team werkt in deze wijk al jaren samen met de huisarts en met de school, en dat gaat "
            "iedereen die erbij betrokken is steeds beter af, ook omdat men elkaar kent.",
        ),
        (
            "paragraph",
            "Daarna komt een nieuwe alinea die met een korte regel begint en toch doorloopt, want er staat "
            "een blanco aan het (wijk) eind van de regels die doorlopen.",
        ),
        ("list", "Ja"),
        ("list", "Nee"),
        ("list", "Soms wel, dat is een antwoord dat zo lang is dat het op de volgende regel doorgaat"),
    ]


NOTES = """\
Wij spraken met vijf mensen over hun werk,1 en dat leverde een lange lijst op. De lijst is op de
volgende bladzijde te vinden, en daar staat ook wat de gemeente2 ermee doet.

1 Alle namen zijn veranderd, ook die van de mensen
10 meter verderop.
2 Het college.
\f\
Op de tweede bladzijde gaat het verder met een alinea die lang genoeg is om er een te zijn.

3\tDeze noot werd op de bladzijde hiervoor al aangeroepen.
"""


def test_numbered_footnotes_run_to_the_end_of_their_page() -> None:
    notes = [(block.page, block.text) for block in read(NOTES).blocks if block.kind == "footnote"]
    assert notes == [
        (1, "1 Alle namen zijn veranderd, ook die van de mensen 10 meter verderop."),
        (1, "2 Het college."),
        (2, "3 Deze noot werd op de bladzijde hiervoor al aangeroepen."),
    ]


def test_what_is_left_of_a_figure_is_not_offered_for_coding() -> None:
    sentence = "Dit is gewone lopende tekst over het team, lang genoeg om een alinea te zijn."
    document = read(f"{sentence}\n\nGemeente\n\nWijkteam\n\nAanbieder\n\nAanbieder\n\n{sentence}\n")
    assert [(block.kind, block.codable) for block in document.blocks] == [
        ("paragraph", True),
        ("table", False),
        ("paragraph", True),
    ]


def test_a_short_heading_right_above_its_text() -> None:
    lines = [
        "De alinea hiervoor is een gewone alinea die over een hele regel loopt en die",
        "daarna nog even doorgaat.",
        "",
        "Aantal teams",
        "Het aantal teams verschilt sterk en dat hangt samen met het aantal inwoners in",
        "de gemeente.",
    ]
    assert kinds(read("\n".join(lines)))[1:] == [
        ("heading", "Aantal teams"),
        (
            "paragraph",
            "Het aantal teams verschilt sterk en dat hangt samen met het aantal inwoners in de gemeente.",
        ),
    ]


def test_markdown_in_a_text_file_is_read_as_such() -> None:
    text = "# Een\n\ntekst **vet**\n\n## Twee\n\nmeer\n\n## Drie\n\nslot\n"
    assert kinds(read(text))[:2] == [("heading", "Een"), ("paragraph", "tekst vet")]


def test_a_file_in_windows_encoding() -> None:
    document = read_document("Coördinatie is één van de knelpunten.\r\n".encode("cp1252"), name="r.txt")
    assert document.text == "Coördinatie is één van de knelpunten."
