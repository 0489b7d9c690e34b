"""Pages of a plain text without form feeds: known by their numbers, and not guessed."""

from coding.corpus import read_document
from coding.corpus.readers.text_pages import pages_of


def page(at: int) -> list[str]:
    return [
        f"Dit is regel {n} op bladzijde {at} met gewone tekst over het werk in de wijk." for n in range(9)
    ]


def pages(*numbers: str, head: bool = False) -> str:
    filled = [
        "\n".join([number, "", *page(at), ""] if head else [*page(at), "", number, ""])
        for at, number in enumerate(numbers)
    ]
    return "\n".join(filled)


def page_of(text: str) -> list[int | None]:
    return [block.page for block in read_document(text.encode(), name="x.txt").blocks]


def test_numbers_at_the_foot_that_rise_one_by_one() -> None:
    text = pages("1", "2", "3") + "\nDe laatste zin."
    assert list(dict.fromkeys(page_of(text))) == [1, 2, 3, None]
    document = read_document(text.encode(), name="x.txt")
    assert [line.text for line in document.left_out] == ["1", "2", "3"]


def test_numbers_at_the_head() -> None:
    assert list(dict.fromkeys(page_of(pages("7", "8", "9", head=True)))) == [7, 8, 9]


def test_numbers_that_do_not_rise_tell_no_page() -> None:
    assert len(pages_of(pages("242", "194", "119")).pages) == 1
    assert set(page_of(pages("242", "194", "119"))) == {None}


def test_numbers_close_together_are_a_table() -> None:
    assert len(pages_of("\n".join(["Kop", "1", "2", "3", "4", "5", *page(0)])).pages) == 1


def restored(*feet: str) -> str:
    """Return pages of which a converter left one space at their start."""
    return "\n".join(
        "\n".join([f" {page(at)[0]}", *page(at)[1:], *page(at + 50), *page(at + 90), foot])
        for at, foot in enumerate(feet)
    )


def test_restored_pages_have_the_numbers_their_feet_say_and_no_others() -> None:
    text = restored(
        "",
        "Verslag van het team 4",
        "Verslag van het team 5",
        "",
        "Verslag van het team 6",
        "pagina 9 van 12",
        "",
    )
    assert list(dict.fromkeys(page_of(text))) == [None, 4, 5, 9]
    between = restored("", "pagina 3 van 12", "", "pagina 5 van 12", "")
    assert list(dict.fromkeys(page_of(between))) == [None, 3, 4, 5]
