import pytest
from tests.builders import codebook

from coding.classifier.replay import CodedColumns, Reading, coded_table
from coding.classifier.replay.coded_table import CodedTable, some_of
from coding.corpus import read_table
from coding.errors import InputError

FILE = "antwoord,codes,wie,vraag\nde bus is laat,bus| laat ,1,reis\nmooi weer,,1,\nte duur,duur,2,prijs\n"


def _table(file: str = FILE, **columns: str):
    chosen = CodedColumns(**({"text": "antwoord", "labels": "codes"} | columns))
    return coded_table(read_table(file.encode(), name="a.csv"), chosen)


def test_an_empty_cell_is_read_without_a_code() -> None:
    found = _table(group="wie", context="vraag")
    assert found.texts == ["de bus is laat", "mooi weer", "te duur"]
    assert found.label_sets == [{"bus", "laat"}, set(), {"duur"}]
    assert found.codes == ["bus", "duur", "laat"]
    assert found.groups == ["1", "1", "2"]
    assert found.contexts == ["reis", "", "prijs"]


def test_a_text_with_left_out_codes_only_goes_but_one_without_codes_stays() -> None:
    file = "antwoord,codes\na,x\nb,x|y\nc,y\nd,\n"
    found = _table(file).with_frequent(2).with_codes(["x"])
    assert found.texts == ["a", "b", "d"]
    assert found.label_sets == [{"x"}, {"x"}, set()]
    assert found.without_uncoded().texts == ["a", "b"]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(InputError, match="thema"):
        _table(labels="thema")
    with pytest.raises(InputError, match="geen enkele tekst"):
        _table("antwoord,codes\na,\nb,\n")
    with pytest.raises(InputError, match="--sep"):
        _table(separator=" ")


def test_dutch_is_told_from_other_languages() -> None:
    dutch = "antwoord,codes\nde wachttijd voor hulp is te lang,a\nmedewerkers hebben geen tijd,b\n"
    german = "antwoord,codes\nDie Wartezeit dauert entschieden zu lange,a\nMitarbeiter hätten keine Zeit,b\n"
    assert _table(dutch).resolve(Reading.AUTO) is Reading.DUTCH
    assert _table(german).resolve(Reading.AUTO) is Reading.PLAIN
    assert _table(german).resolve(Reading.DUTCH) is Reading.DUTCH


def test_words_are_read_as_they_stand_or_as_dutch() -> None:
    table = _table("antwoord,codes\nDe lange wachttijden,a\n")
    assert table.read(Reading.PLAIN).lemmas == [["de", "lange", "wachttijden"]]
    assert table.read(Reading.DUTCH).lemmas == [["lang", "wachttijd"]]


def table(*labels: str) -> CodedTable:
    rows = "".join(f"tekst {number},{cell}\n" for number, cell in enumerate(labels))
    return coded_table(
        read_table(f"text,labels\n{rows}".encode(), name="a.csv"), CodedColumns("text", "labels")
    )


def test_codes_are_known_by_identifier_and_by_label_in_any_case() -> None:
    found = table("Te duur", "DUUR|laat", "", "onbekend", "onbekend|te laat").in_terms_of(codebook().live)
    assert found.label_sets == [{"duur"}, {"duur", "laat"}, set(), {"laat"}]
    assert found.texts == ["tekst 0", "tekst 1", "tekst 2", "tekst 4"]  # 3: nobody said that no code applies


def test_a_table_with_other_codes_altogether_is_refused() -> None:
    with pytest.raises(InputError, match="geen van de codes staat in het codeboek: fiets, trein"):
        table("fiets", "trein").in_terms_of(codebook().live)


def test_a_table_without_frequent_codes_is_refused() -> None:
    assert table("a", "a", "b").with_frequent(2).label_sets == [{"a"}, {"a"}]
    with pytest.raises(InputError, match="geen enkele code heeft 3 teksten"):
        table("a", "a", "b").with_frequent(3)


def test_of_many_codes_a_few_are_named() -> None:
    assert some_of(list("abcde")) == "a, b, c, d, e"
    assert some_of(list("abcdefg")) == "a, b, c, d, e en nog 2"
