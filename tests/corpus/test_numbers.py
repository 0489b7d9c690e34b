import pytest

from coding.corpus.numbers import number_text, parse_number


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("12", ",", 12.0),
        ("2,5", ",", 2.5),
        ("1.234", ",", 1234.0),
        ("1.234.567,8", ",", 1234567.8),
        ("1 234", ",", 1234.0),
        ("-3,25", ",", -3.25),
        ("12,5%", ",", 12.5),
        ("€ 1.000", ",", 1000.0),
        ("1,234.5", ".", 1234.5),
        ("2.5", ".", 2.5),
        ("12.5", ",", None),  # neither a decimal comma nor thousands
        ("1.23.456", ",", None),
        ("circa 12", ",", None),
        ("12-15", ",", None),
        ("", ",", None),
        ("1e5", ",", None),
        ("½", ",", None),
        ("٣", ",", 3.0),
    ],
)
def test_numbers_as_people_type_them(text: str, decimal: str, expected: float | None) -> None:
    assert parse_number(text, decimal=decimal) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(3.0, "3"), (2.5, "2.5"), (-0.1, "-0.1"), (388000.0, "388000")]
)
def test_numbers_as_they_are_stored(value: float, expected: str) -> None:
    assert number_text(value) == expected
