"""What authors call a value: their own limits, and their names with it."""

import pytest

from coding.agreement.labels import krippendorff_label, landis_koch_label


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (0.8, "betrouwbaar"),
        (0.7999, "voorlopige"),
        (0.667, "voorlopige"),
        (0.6669, "niet betrouwbaar genoeg"),
    ],
)
def test_krippendorff(alpha: float, words: str) -> None:
    assert words in krippendorff_label(alpha)
    assert krippendorff_label(alpha).endswith("(Krippendorff 2004)")


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.01, "minder dan toeval"),
        (0, "gering"),
        (0.2, "gering"),
        (0.21, "enig"),
        (0.6, "matig"),
        (0.8, "aanzienlijk"),
        (0.81, "bijna volmaakt"),
        (1, "bijna volmaakt"),
    ],
)
def test_landis_and_koch(kappa: float, words: str) -> None:
    assert landis_koch_label(kappa) == f"{words} (Landis & Koch 1977)"


def test_no_value_has_no_label() -> None:
    assert krippendorff_label(float("nan")) == landis_koch_label(float("nan")) == ""
