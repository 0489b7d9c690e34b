"""Any table of codings: the published examples from a file, and what people do to tables."""

import io

import pytest
from openpyxl import Workbook

from coding.agreement import AgreementResult, LabelColumns, agreement_of_table
from coding.corpus import read_table
from coding.errors import InputError
from tests.agreement.examples import FOUR_CODERS

COLUMNS = LabelColumns("unit", "coder", "labels")
SMALL = "unit,coder,labels\n1,A,a\n1,B,a|b\n2,A,b\n2,B,b\n3,A,\n3,B,\n"


def measured(
    content: bytes | str, columns: LabelColumns = COLUMNS, *, name: str = "codes.csv"
) -> AgreementResult:
    data = content.encode() if isinstance(content, str) else content
    return agreement_of_table(read_table(data, name=name), columns, draws=200)


def test_krippendorffs_example_from_a_file() -> None:
    rows = [
        f"{unit},{coder},{value}"
        for coder, values in zip("ABCD", FOUR_CODERS, strict=True)
        for unit, value in enumerate(values)
        if value
    ]
    result = measured("unit,coder,labels\n" + "\n".join(rows))
    assert result.coders == ("A", "B", "C", "D")
    assert result.figures.overall["masi_alpha"] == pytest.approx(0.7434, abs=5e-5)
    assert result.notes == ("1 tekst is maar door één codeur gelezen en telt niet mee.",)


def test_an_empty_cell_is_read_and_none_and_no_row_is_not_read() -> None:
    result = measured(SMALL + "4,A,a\n")
    assert result.figures.n_units == 3
    rows = result.figures.per_code.set_index("code")
    assert rows["uses"].to_dict() == {"a": 2, "b": 3}
    assert rows.loc["b", "percent"] == pytest.approx(2 / 3)
    assert result.figures.overall["same"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "other",
    [
        SMALL.replace(",", ";"),
        SMALL.replace(",", "\t"),
        SMALL.replace("a|b", " b | a |a"),
        SMALL.replace("1,B,a|b\n", "1,B,a\n1,B,b\n"),
        SMALL.replace("1,A,a\n", "1,A,a\n1,A,a\n"),
        SMALL.replace("1,B", " 1 ,B "),
        "\ufeff" + SMALL.replace("\n", "\r\n"),
    ],
)
def test_the_same_codings_written_otherwise(other: str) -> None:
    assert measured(other).figures.overall == pytest.approx(measured(SMALL).figures.overall, nan_ok=True)


def test_rows_that_come_again_are_told() -> None:
    assert (
        "2 rijen gaan over een tekst en codeur die er al waren" in measured(SMALL + "1,A,a\n2,A,b\n").notes[0]
    )


def test_windows_encoding_and_spreadsheets() -> None:
    text = "unit;coder;labels\n1;Zoë;financiën\n1;B;financiën\n2;Zoë;\n2;B;financiën\n"
    result = measured(text.encode("cp1252"))
    assert result.coders == ("B", "Zoë")
    book = Workbook()
    for line in text.splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(";")])
    content = io.BytesIO()
    book.save(content)
    from_sheet = measured(content.getvalue(), name="codes.xlsx")
    assert from_sheet.figures.overall == pytest.approx(result.figures.overall, nan_ok=True)


def test_texts_of_one_respondent_are_drawn_together() -> None:
    text = "unit,coder,labels,who\n1,A,a,x\n1,B,a,x\n2,A,a,x\n2,B,,x\n3,A,,y\n3,B,,y\n"
    columns = LabelColumns("unit", "coder", "labels", group="who")
    assert measured(text, columns).figures.n_respondents == 2
    with pytest.raises(InputError, match="rij 3, kolom who: '1' hoort hier bij 'z'"):
        measured(text.replace("1,B,a,x", "1,B,a,z"), columns)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("unit,coder,labels\n1,A,a\n2,A,b\n", "er is maar één codeur, 'A'"),
        ("unit,coder,labels\n1,A,a\n2,B,b\n", "geen twee codeurs komen bij dezelfde waarde van 'unit' voor"),
        ("unit,coder,labels\n1,A,a\n,B,b\n", "rij 3, kolom unit: de cel is leeg"),
        ("unit,coder,labels\n1,A,a\n1,,b\n", "rij 3, kolom coder: de cel is leeg"),
        ("unit,codeur,labels\n1,A,a\n1,B,b\n", "Bedoelt u 'codeur'"),
        ("unit,coder,labels\n", "onder de kopregel staan geen rijen"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        measured(content)


def test_one_column_cannot_be_two_things() -> None:
    with pytest.raises(InputError, match="drie verschillende kolommen"):
        measured(SMALL, LabelColumns("unit", "unit", "labels"))


def test_another_separator_is_asked_about_and_capitals_are_told() -> None:
    result = measured(SMALL.replace("a|b", "a;b"))
    assert "--sep ';'" in result.notes[0]
    assert "Deze labels verschillen alleen in hoofdletters" in measured(SMALL + "4,A,B\n4,B,b\n").notes[0]
    assert (
        measured(SMALL.replace("a|b", "a;b"), LabelColumns("unit", "coder", "labels", separator=";")).notes
        == ()
    )
