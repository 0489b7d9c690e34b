"""Reading Markdown."""

from coding.corpus import ReadDocument, read_document

TEXT = """\
---
title: "Ervaringen van cliënten"
---
# Hoofd*titel* #

Ondertitel
----------

Een **vette** en _schuine_ zin met [een link](https://voorbeeld.nl/a_(b)) en `code`,
die op de volgende regel doorgaat.[^1] Een naam_met_streepjes en 2 \\* 3.

<!-- weg
ermee -->
* eerste punt
  dat doorloopt
* tweede punt

1. een
2. twee

> ‘Ik durfde niet
> naar binnen.’

| Dorp | Aantal |
|------|-------:|
| Oost | 12 |

![plaatje](a.png)

**5. Praat mee**

***

```
code blok
```

[^1]: De noot zelf.
"""


def read(text: str) -> ReadDocument:
    return read_document(text.encode(), name="r.md")


def test_everything_in_its_kind_and_without_marks() -> None:
    document = read(TEXT)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Hoofdtitel"),
        ("heading", "Ondertitel"),
        (
            "paragraph",
            "Een vette en schuine zin met een link en code, die op de volgende regel doorgaat. "
            "Een naam_met_streepjes en 2 * 3.",
        ),
        ("list", "eerste punt dat doorloopt"),
        ("list", "tweede punt"),
        ("list", "1. een"),
        ("list", "2. twee"),
        ("paragraph", "‘Ik durfde niet naar binnen.’"),
        ("table", "Dorp\tAantal\nOost\t12"),
        ("heading", "5. Praat mee"),
        ("table", "code blok"),
        ("footnote", "[1] De noot zelf."),
    ]
    assert document.title == "Ervaringen van cliënten"


def test_headings_nest() -> None:
    document = read("# A\n\n## B\n\ntekst\n\n### C\n\nmeer\n\n## D\n\nslot\n")
    assert [block.headings for block in document.blocks if block.kind == "paragraph"] == [
        ("A", "B"),
        ("A", "B", "C"),
        ("A", "D"),
    ]
    assert document.title == "A"


def test_signs_of_comparison_stay_and_tags_go() -> None:
    text = "De wachttijd is <b>lang</b>.<br>Vaak 7 > 4 weken, \\<b\\>lang.\n\n> een citaat\n> > erin\n"
    assert [block.text for block in read(text).blocks] == [
        "De wachttijd is lang. Vaak 7 > 4 weken, <b>lang.",
        "een citaat erin",
    ]


def test_windows_line_ends() -> None:
    assert read(TEXT.replace("\n", "\r\n")) == read(TEXT)


def test_a_sentence_that_begins_with_a_number_after_a_line_end_is_no_item() -> None:
    assert [block.kind for block in read("In het jaar\n2017. was er veel\n").blocks] == ["paragraph"]


def test_a_paragraph_that_was_cut_where_a_page_ended_is_whole() -> None:
    begin = "Toch vinden de meeste inwoners van de drie dorpen het volgens dit onderzoek het makkelijkst"
    text = f"- {begin}\n\nals er een plek is waar ze zonder afspraak binnen kunnen lopen.\n\nMaar\n\nniet.\n"
    document = read_document(text.encode(), name="r.md")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("list", f"{begin} als er een plek is waar ze zonder afspraak binnen kunnen lopen."),
        ("paragraph", "Maar"),
        ("paragraph", "niet."),
    ]
