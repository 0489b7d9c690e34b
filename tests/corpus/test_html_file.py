"""Reading web pages. Expected: what a browser shows, by hand."""

import pytest

from coding.corpus import ReadDocument, read_document
from coding.errors import InputError

LONG = (
    "De eerste alinea is lang genoeg om te laten zien dat dit het hoofddeel van de pagina is, want daarvoor "
    "moeten er tweehonderd tekens in staan, en dat is meer dan men denkt. Nu is het genoeg, hoor."
)


def read(html: str, name: str = "pagina.html") -> ReadDocument:
    return read_document(html.encode(), name=name)


def kinds(document: ReadDocument) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_what_stands_around_the_main_part_is_marked() -> None:
    document = read(f"""<!DOCTYPE html><html><head><title>Terugblik | Oost</title>
        <style>p {{ color: red }}</style><script>var a = "<p>nee</p>";</script></head>
        <body class="page with-sidebar"><header><a href="/">Gemeente Oost</a>
        <nav><ul><li>Home<li>Zorg</ul></nav></header>
        <div id="cookie-banner"><p>Wij gebruiken cookies.</p><button>Akkoord</button></div>
        <main><header><h1>Terugblik</h1></header><p>{LONG}</p><form><p>Uw reactie</p></form></main>
        <p>Deze site is van de gemeente.</p><footer>Contact</footer></body></html>""")
    assert kinds(document) == [
        ("furniture", "Gemeente Oost"),
        ("furniture", "Home"),
        ("furniture", "Zorg"),
        ("furniture", "Wij gebruiken cookies."),
        ("heading", "Terugblik"),
        ("paragraph", LONG),
        ("furniture", "Uw reactie"),
        ("furniture", "Deze site is van de gemeente."),
        ("furniture", "Contact"),
    ]
    assert document.title == "Terugblik | Oost"


def test_paragraphs_headings_and_line_breaks() -> None:
    document = read(
        "<h1>Een</h1><p>met <b>vet</b>, een <a href='x'>link</a>&nbsp;en co&ouml;rdinatie<p>zonder\n  einde"
        "<h2>Twee</h2>los<br>regel<br><br>nieuw"
    )
    assert [(block.kind, block.text, block.headings) for block in document.blocks] == [
        ("heading", "Een", ()),
        ("paragraph", "met vet, een link en coördinatie", ("Een",)),
        ("paragraph", "zonder einde", ("Een",)),
        ("heading", "Twee", ("Een",)),
        ("paragraph", "los\nregel", ("Een", "Twee")),
        ("paragraph", "nieuw", ("Een", "Twee")),
    ]


def test_lists_keep_their_items_and_numbers() -> None:
    document = read(
        "<p>Nodig:</p><ul><li>Tijd<li>Geld<ul><li>nu</ul><li>Rust</ul><ol><li><p>Bel</p><li>Mail</ol>"
    )
    assert kinds(document)[1:] == [
        ("list", "Tijd"),
        ("list", "Geld"),
        ("list", "nu"),
        ("list", "Rust"),
        ("list", "1. Bel"),
        ("list", "2. Mail"),
    ]


def test_tables_are_marked_but_not_those_that_only_lay_out_the_page() -> None:
    rows = "<table><caption>Tabel 1</caption><tr><th>Dorp<th>n<tr><td>Oost<td>12</table>"
    assert kinds(read(f"<p>Zie:</p>{rows}"))[1:] == [("table", "Tabel 1\nDorp\tn\nOost\t12")]
    laid_out = f"<table><tr><td>Menu</td><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>"
    assert kinds(read(laid_out)) == [("paragraph", "Menu"), ("paragraph", f"{LONG} {LONG}")]


def test_footnotes_sources_and_menus_without_a_tag_of_their_own() -> None:
    links = "".join(f"<li><a href='{n}'>Pagina {n}</a></li>" for n in range(4))
    document = read(
        f"<ul>{links}</ul><p>Dat bleek<a role='doc-noteref' href='#n'>1</a> al.</p>"
        "<h2>Literatuur</h2><p>Bos, K. (2019).</p><div class='footnotes'><p>De noot.</p></div>"
    )
    assert kinds(document) == [
        *[("furniture", f"Pagina {n}") for n in range(4)],
        ("paragraph", "Dat bleek al."),
        ("heading", "Literatuur"),
        ("reference", "Bos, K. (2019)."),
        ("footnote", "De noot."),
    ]


def test_what_is_hidden_is_not_read() -> None:
    document = read(
        "<p>wel</p><p hidden>a</p><p style='display: none'>b</p><p aria-hidden='true'>c</p><p>ook</p>"
    )
    assert kinds(document) == [("paragraph", "wel"), ("paragraph", "ook")]


def test_tags_in_disorder_and_an_encoding_of_its_own() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><div><p>één</b></div></div><p>twee</ul><li>drie"
    document = read_document(page.encode("latin-1"), name="export.txt")  # told by its content
    assert kinds(document) == [("paragraph", "één"), ("paragraph", "twee"), ("list", "drie")]


@pytest.mark.parametrize(
    "page", ["<html><body><nav>Home</nav></body></html>", "<html><script>x</script></html>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"leeg\.html.*geen tekst"):
        read(page, name="leeg.html")


WORD_CALL = "<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>"
WORD_NOTE = (
    "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> De noot.</p></div>"
)


@pytest.mark.parametrize(
    ("call", "note", "kept"),
    [
        ("<sup>1</sup>", "<p><sup>1</sup> De noot.</p>", "1 De noot."),
        ("<sup><a href='#n1'>1</a></sup>", "<p id='n1'>De noot.</p>", "De noot."),
        (
            "<a href='#fn1'><sup>1</sup></a>",
            "<ol><li id='fn1'>De noot. <a href='#r1'>↩</a></ol>",
            "1. De noot.",
        ),
        ("<sup>[1]</sup>", "<p>[<sup>1</sup>]</p><p><sup>[1]</sup> De noot.</p>", "[1] De noot."),
        ("<sup>*</sup>", "<p><sup>*</sup> De noot.</p>", "* De noot."),
        (WORD_CALL, WORD_NOTE, "[1] De noot."),
    ],
)
def test_the_mark_of_a_note_is_dropped_and_the_note_is_one(call: str, note: str, kept: str) -> None:
    found = kinds(read(f"<p>Dat bleek al{call}, zei men.</p><p>En verder niets.</p>{note}"))
    assert found[:2] == [("paragraph", "Dat bleek al, zei men."), ("paragraph", "En verder niets.")]
    assert found[-1] == ("footnote", kept)


def test_small_figures_that_are_no_notes_stay() -> None:
    page = "<p>Van 40 m<sup>2</sup> naar 10<sup>3</sup> op de 1<sup>e</sup> dag, zie <a href='#h'>3</a>.</p>"
    assert kinds(read(page)) == [("paragraph", "Van 40 m2 naar 103 op de 1e dag, zie 3.")]
