"""What is no text to code is marked as such. Expected: by hand."""

from coding.corpus import ReadDocument, read_document

PROSE = "Dit is een gewone alinea met lopende tekst over het team, lang genoeg om er een te zijn."


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def read(*paragraphs: str, name: str = "r.txt") -> ReadDocument:
    return read_document("\n\n".join(paragraphs).encode(), name=name)


def test_sources_are_marked_up_to_the_next_chapter() -> None:
    text = f"## Slot\n\n{PROSE}\n\n## Geraadpleegde bronnen\n\n- Bos, K. (2019). Wijken.\n\n"
    text += f"Jansen, P. (2020). Teams.\n\n### Websites\n\nvoorbeeld.nl\n\n## Nawoord\n\n{PROSE}\n"
    document = read_document(text.encode(), name="r.md")
    assert [kind for kind, _text in kinds(document)] == [
        "heading",
        "paragraph",
        "heading",
        "reference",
        "reference",
        "heading",
        "reference",
        "heading",
        "paragraph",
    ]
    assert [block.codable for block in document.blocks] == [False, True, *[False] * 6, True]


def test_a_chapter_about_sources_of_help_is_text() -> None:
    document = read_document(f"# Bronnen van steun\n\n{PROSE}\n".encode(), name="r.md")
    assert kinds(document) == [("heading", "Bronnen van steun"), ("paragraph", PROSE)]


QUESTIONNAIRE = [
    "Bijlage 2 Vragenlijst",
    "Welkom bij deze vragenlijst.",
    "1. Is er een team?",
    "☐ Ja",
    "☐ Nee – ga naar vraag 3",
    "2. Wat doet het team? (meerdere antwoorden mogelijk)",
    "Signaleren",
    "Anders, namelijk…",
    "3. Heeft u nog opmerkingen?",
]


def test_a_questionnaire_in_an_appendix_is_a_form_with_no_headings_in_it() -> None:
    document = read("3 Slot", PROSE, *QUESTIONNAIRE, "Bijlage 3 Deelnemers", PROSE)
    assert kinds(document)[:3] == [
        ("heading", "3 Slot"),
        ("paragraph", PROSE),
        ("heading", "Bijlage 2 Vragenlijst"),
    ]
    form = [text for kind, text in kinds(document) if kind == "form"]
    assert form == [
        "Welkom bij deze vragenlijst.",
        "1. Is er een team?",
        "☐ Ja",
        "☐ Nee – ga naar vraag 3",
        "2. Wat doet het team? (meerdere antwoorden mogelijk)",
        "Signaleren",
        "Anders, namelijk…",
        "3. Heeft u nog opmerkingen?",
    ]
    assert {block.headings for block in document.blocks if block.kind == "form"} == {
        ("Bijlage 2 Vragenlijst",)
    }
    assert kinds(document)[-2:] == [("heading", "Bijlage 3 Deelnemers"), ("paragraph", PROSE)]


def test_one_mention_of_a_choice_makes_no_questionnaire() -> None:
    said = "Van wie ‘anders, namelijk’ koos, noemden de meesten het overleg met de huisarts."
    assert kinds(read(PROSE, said, PROSE)) == [
        ("paragraph", PROSE),
        ("paragraph", said),
        ("paragraph", PROSE),
    ]


def test_a_caption_that_fell_apart_and_the_remains_of_its_figure() -> None:
    document = read(PROSE, "Figuur 2: Wat het team doet (N", "2016", "= 80)", "Signaleren", "12%", PROSE)
    assert [kind for kind, _text in kinds(document)] == ["paragraph", "table", "paragraph"]


def test_short_lines_after_a_colon_are_a_list() -> None:
    document = read(
        "Wat men het meest noemt in de gesprekken is het volgende:", "Tijd", "Geld", "Rust", PROSE
    )
    assert [(block.kind, block.codable) for block in document.blocks] == [
        ("paragraph", True),
        ("list", True),
        ("list", True),
        ("list", True),
        ("paragraph", True),
    ]


def test_what_stands_around_a_web_page_is_no_text() -> None:
    document = read(
        "Menu openen",
        "Kennisbank over wijken",
        "Werken in de wijk",
        PROSE,
        "Wilt u de nieuwsbrief ontvangen?",
        "E-mailadres(Vereist)",
        "Deze site plaatst cookies. Niet akkoord? Lees dan meer over cookies.",
    )
    assert [kind for kind, _text in kinds(document)] == [
        "furniture",
        "furniture",
        "heading",
        "paragraph",
        *["furniture"] * 3,
    ]


def test_a_title_page_begins_with_a_title() -> None:
    document = read(
        "IEDEREEN GENERALIST?",
        "Jeugdhulp in de teams van Oost",
        "Samenvatting van een scriptie, opleiding Orthopedagogiek, juni 2019",
        "1. INLEIDING",
        PROSE,
    )
    assert kinds(document)[:2] == [
        ("heading", "IEDEREEN GENERALIST?"),
        ("heading", "Jeugdhulp in de teams van Oost"),
    ]
    assert document.title == "IEDEREEN GENERALIST?"
