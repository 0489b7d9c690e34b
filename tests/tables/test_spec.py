"""The recipe of a theme table as plain values, and what cannot go together."""

import pytest

from coding.errors import InputError
from coding.tables import Base, TableSpec, Whose


def test_what_is_as_usual_is_not_written_and_all_comes_back():
    spec = TableSpec(question="63", by="g32", base=Base.VALID, left_out=("geen",), tests=True)
    assert spec.to_dict() == {
        "question": "63",
        "by": "g32",
        "base": "valid",
        "left_out": ["geen"],
        "tests": True,
    }
    assert TableSpec.from_dict(spec.to_dict()) == spec


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"question": "63", "kleur": 1}, "kleur"),
        ({"by": "g32"}, "question"),
        ({"question": "63", "base": "iedereen"}, "iedereen"),
        ({"question": "63", "decimals": 3}, "3"),
        ({"question": "63", "confidence": 95}, "95"),
        ({"question": "63", "coder": "Anna", "whose": "estimate"}, "codeur"),
    ],
)
def test_what_cannot_be_is_named(values, named):
    with pytest.raises(InputError, match=named):
        TableSpec.from_dict(values)


def test_the_words_of_a_recipe_are_those_of_the_choices():
    assert TableSpec.from_dict({"question": 63, "whose": "estimate"}).whose is Whose.ESTIMATE
