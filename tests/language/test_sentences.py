import pytest
import spacy
from spacy.tokens import Doc

from coding.language.sentences import drop_impossible_starts


@pytest.mark.parametrize(
    ("words", "starts", "kept"),
    [
        (["volgens", "hem", "missen", "wij", "iets"], [0, 3], [0]),
        (["lang", "wachten", ",", "geen", "hulp"], [0, 3], [0]),
        (["lang", "wachten", "\n", "geen", "hulp"], [0, 3], [0, 3]),
        (["lang", "wachten", " ", "en", "dan"], [0, 3], [0]),
        (["Lang", "gewacht", ".", "geen", "hulp"], [0, 3], [0, 3]),
        (["ging", "goed", "Daarna", "niet"], [0, 2], [0, 2]),
        ([" ", "ja", "hoor"], [0, 1], [0, 1]),
        (["wachttijd", "2", "personeel"], [0, 1, 2], [0, 1]),
        (["1", ".", "Werkdruk", "\n", "2", ".", "Geld"], [0, 2, 4, 6], [0, 4]),
        (["(", "a", ")", "Geld", "\n", "(", "b", ")", "Tijd"], [0, 3, 5, 8], [0, 5]),
        (["Er", "waren", "6", ".", "Dat", "\n", "Ja"], [0, 4, 6], [0, 4, 6]),
    ],
)
def test_no_sentence_starts_in_lower_case_right_after_a_word(
    words: list[str], starts: list[int], kept: list[int]
) -> None:
    doc = Doc(
        spacy.blank("nl").vocab, words=words, sent_starts=[place in starts for place in range(len(words))]
    )
    assert [token.i for token in drop_impossible_starts(doc) if token.is_sent_start] == kept
