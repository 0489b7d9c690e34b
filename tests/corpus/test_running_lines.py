"""Running heads and feet, found because they come back."""

from coding.corpus.running_lines import is_named_page_number, running_lines


def test_heads_feet_and_numbers() -> None:
    pages = [
        ["Evaluatie wijkteams", "Hoofdstuk 1", "tekst een", "Bureau X", "3"],
        ["Evaluatie wijkteams", "tekst twee", "meer", "nog meer", "Bureau X", "4"],
        ["Evaluatie wijkteams", "tekst drie", "slot", "Bureau X", "5"],
    ]
    assert running_lines(pages) == [{0, 3, 4}, {0, 4, 5}, {0, 3, 4}]


def test_a_head_with_the_page_number_in_it() -> None:
    pages = [[f"Samenvatting scriptie        {n}", f"tekst {'abc'[n]}", "slot" + "x" * n] for n in range(3)]
    assert running_lines(pages) == [{0}, {0}, {0}]


def test_the_title_page_has_none() -> None:
    pages = [["Titel", "Auteur"], ["Kop", "a", "1"], ["Kop", "b", "2"], ["Kop", "c", "3"]]
    assert running_lines(pages) == [set(), {0, 2}, {0, 2}, {0, 2}]


def test_text_that_only_looks_alike_inside_stays() -> None:
    pages = [["een", "Ja", "twee"], ["drie", "Ja", "vier"], ["vijf", "Ja", "zes"]]
    assert running_lines(pages) == [set(), set(), set()]


def test_numbers_that_do_not_follow_the_pages_stay() -> None:
    pages = [["tekst a", "2015"], ["tekst b", "17"], ["tekst c", "2019"]]
    assert running_lines(pages) == [set(), set(), set()]


def test_one_page_loses_only_its_number() -> None:
    assert running_lines([["Kop", "tekst", "1"]]) == [{2}]
    assert running_lines([]) == []


def test_page_numbers_that_say_so() -> None:
    assert is_named_page_number("Pagina 3 van 12")
    assert is_named_page_number("- blz. 7 -")
    assert is_named_page_number("Jaarverslag 2018 | pagina 3 van 12")
    assert not is_named_page_number("Op pagina 3 staat de tabel.")
