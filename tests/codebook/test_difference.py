"""What differs between two states of a codebook, in words and as something to lay over a third."""

from dataclasses import replace

from tests.builders import codebook

from coding.codebook import Add, CodebookContent, Edit, Merge, Move, Retire, difference, draft, sentences
from coding.codebook.difference import patched


def said(before: CodebookContent, after: CodebookContent) -> list[str]:
    return sentences(difference(before, after), names={code.id: code.label for code in after.codes})


def test_the_same_is_no_difference() -> None:
    assert not difference(codebook(), codebook())
    assert said(codebook(), codebook()) == []


def test_every_kind_of_change_has_its_sentence() -> None:
    book = codebook()
    after = Add(draft(book, "Kou")).applied(book)
    after = Edit("laat", {"label": "Vertraging", "exclusive": False, "examples": ("a", "c")}).applied(after)
    after = Merge(("zelden",), "laat").applied(after)
    after = replace(Move("duur", "dienst").applied(after), title="Over de bus")
    assert said(book, after) == [
        "Te laat, label: „Te laat” werd „Vertraging”.",
        "Te laat, voorbeelden: + c.",
        "Te laat, voorbeelden: − b.",
        "Rijdt zelden is opgegaan in Vertraging.",
        "Te duur, hoofdthema: „niets” werd „Dienstregeling”.",
        "Nieuw: Kou.",
        "De titel: „Klachten over de bus” werd „Over de bus”.",
    ]
    assert said(book, Retire("laat").applied(book)) == ["Te laat is vervallen."]
    assert said(Retire("laat").applied(book), book) == ["Te laat is weer in gebruik."]
    assert said(book, Move("dienst", None).applied(book)) == ["De volgorde is anders."]
    assert said(book, replace(book, codes=book.codes[:-1])) == ["Ontbreekt: Geen klacht."]


def test_of_long_texts_the_place_where_they_part_is_shown() -> None:
    book = codebook()
    start = "De bus komt later dan in de dienstregeling staat, " * 3
    first = Edit("laat", {"definition": start + "meer dan vijf minuten."}).applied(book)
    second = Edit("laat", {"definition": start + "meer dan tien minuten."}).applied(book)
    assert said(first, second) == [
        "Te laat, definitie: „…dienstregeling staat, meer dan vijf minuten.” "
        "werd „…dienstregeling staat, meer dan tien minuten.”."
    ]


def test_a_difference_lays_over_a_newer_state_field_by_field() -> None:
    book = codebook()
    mine = difference(book, Edit("laat", {"label": "Vertraging"}).applied(Move("dienst", None).applied(book)))
    theirs = Add(draft(book, "Kou", parent="dienst")).applied(
        Edit("laat", {"definition": "Later."}).applied(book)
    )
    both = patched(theirs, mine)
    assert (both.code("laat").label, both.code("laat").definition) == ("Vertraging", "Later.")
    assert [code.id for code in both.codes if code.id != "kou"] == [
        "duur",
        "dienst",
        "laat",
        "zelden",
        "geen",
    ]


def test_a_new_code_lands_after_the_one_it_stood_after_and_a_lost_one_is_retired() -> None:
    book = codebook()
    more = Add(draft(book, "Kou", parent="dienst")).applied(book)
    assert patched(book, difference(book, more)) == more
    back = patched(more, difference(more, book))
    assert back.live == book.codes
    assert back.code("kou").retired
