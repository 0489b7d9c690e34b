"""Placeholders: stable for a person, and an answer is known again behind them."""

from coding.placeholders import fits
from coding.pseudonyms import Finding, Placeholders
from coding.pseudonyms.findings import without_overlap


def test_one_person_by_several_names() -> None:
    placeholders = Placeholders()
    said = ["mevrouw", "Femke de Haan", "Femke", "De Haan", "F. de Haan", "Piet", "Femke"]
    numbers = [placeholders.placeholder("person", name) for name in said[1:]]
    assert numbers == [
        "[PERSOON-1]",
        "[PERSOON-1]",
        "[PERSOON-1]",
        "[PERSOON-1]",
        "[PERSOON-2]",
        "[PERSOON-1]",
    ]


def test_a_fuller_name_later_is_the_same_person() -> None:
    placeholders = Placeholders()
    assert placeholders.placeholder("person", "Femke") == "[PERSOON-1]"
    assert placeholders.placeholder("person", "Femke de Haan") == "[PERSOON-1]"
    assert placeholders.placeholder("person", "Femke de Wit") == "[PERSOON-2]"


def test_numbers_are_the_same_however_they_are_written() -> None:
    placeholders = Placeholders()
    assert placeholders.placeholder("phone", "06-12345678") == placeholders.placeholder(
        "phone", "06 1234 5678"
    )
    assert placeholders.placeholder("phone", "06-87654321") == "[TELEFOON-2]"


def test_an_answer_fits_what_it_became_and_no_other() -> None:
    assert fits("Ik (+) belde [PERSOON-1] op [TELEFOON-1].", "Ik (+) belde Jan op 06.")
    assert not fits("Ik (+) belde [PERSOON-1] op [TELEFOON-1].", "Ik (+) zag Jan op 06.")
    assert fits("niets [hier] vervangen", "niets [hier] vervangen")
    assert not fits("[PERSOON-1]", "")


def test_overlapping_findings_become_one() -> None:
    found = without_overlap([Finding(0, 6, "person"), Finding(4, 10, "person"), Finding(2, 5, "handle")])
    assert [(f.start, f.end, f.kind) for f in found] == [(2, 5, "handle")]
    by_hand = without_overlap([Finding(0, 6, "url"), Finding(2, 4, "person", "hand")])
    assert [(f.start, f.end) for f in by_hand] == [(2, 4)]
