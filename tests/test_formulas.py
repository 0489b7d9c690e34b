"""What goes into a spreadsheet is no formula, and comes back as it was."""

import pytest

from coding.formulas import guard_formula, without_guard


@pytest.mark.parametrize("text", ["=1+1", "-te weinig tijd", "@naam", "'s avonds", "gewoon", "-", ""])
def test_what_was_guarded_comes_back(text: str) -> None:
    assert without_guard(guard_formula(text)) == text
