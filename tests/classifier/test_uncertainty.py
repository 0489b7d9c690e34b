"""What the program doubts about comes first."""

import pandas as pd

from coding.classifier import most_uncertain


def test_nearest_to_one_half_first() -> None:
    suggestions = pd.DataFrame(
        {"segment_id": [1, 2, 2, 3], "code": list("abab"), "probability": [0.95, 0.1, 0.45, 0.3]}
    )
    assert most_uncertain(suggestions, [1, 2, 3], n=3) == [2, 3, 1]


def test_without_suggestions_the_order_stays() -> None:
    suggestions = pd.DataFrame({"segment_id": [9], "code": ["a"], "probability": [0.4]})
    assert most_uncertain(suggestions, [3, 4, 9], n=2) == [9, 3]
