import pytest
from tests.builders import add_answers

from coding.language.shown import count_forms, shown_words
from coding.project import Project


def tokens(text: str, lemmas: dict[str, str] | None = None, pos: str = "") -> list[list[int | str]]:
    """Cut at spaces; a final full stop is a token of its own."""
    found: list[list[int | str]] = []
    at = 0
    for word in text.replace(".", " .").split():
        at = text.index(word, at)
        found.append([at, at + len(word), (lemmas or {}).get(word, word.lower()), pos, 1])
        at += len(word)
    return found


def counted(*texts: str, pos: str = "") -> dict[tuple[str, str], int]:
    return dict(count_forms((text, tokens(text, pos=pos)) for text in texts))


def test_capitals_at_the_start_of_a_sentence_say_nothing() -> None:
    assert counted("Hulp kwam laat. Later niet") == {
        ("hulp", "hulp"): 1,
        ("kwam", "kwam"): 1,
        ("laat", "laat"): 1,
        ("later", "later"): 1,
        ("niet", "niet"): 1,
    }
    assert counted("wel\nNiet") == {("wel", "wel"): 1, ("niet", "niet"): 1}
    assert counted("GGZ helpt", "Utrecht", pos="PROPN").keys() == {
        ("GGZ", "ggz"),
        ("helpt", "helpt"),
        ("Utrecht", "utrecht"),
    }


def test_a_shouted_text_is_read_in_lower_case() -> None:
    assert counted("VEEL TE LANG").keys() == {("veel", "veel"), ("te", "te"), ("lang", "lang")}
    assert counted("GGZ POH").keys() == {("GGZ", "ggz"), ("POH", "poh")}


@pytest.mark.parametrize(
    ("uses", "word"),
    [
        ({"wachtlijsten": 3, "wachtlijst": 2}, "wachtlijsten"),
        ({"GGZ": 2, "ggz": 1}, "GGZ"),
        ({"GGZ": 1, "ggz": 1}, "ggz"),
        ({"Utrecht": 2}, "Utrecht"),
        ({"Jeugd": 2, "jeugd": 1}, "jeugd"),  # a name is always written with a capital
        ({"-werkdruk": 1}, "werkdruk"),
        ({"b": 1, "a": 1}, "a"),
    ],
)
def test_the_most_frequent_form_is_shown(uses: dict[str, int], word: str) -> None:
    assert shown_words({(form, "x"): n for form, n in uses.items()}, {}) == {"x": word}


def test_a_typo_is_shown_only_when_nobody_spelled_it_right() -> None:
    counts = {("wachtlijten", "wachtlijten"): 3, ("wachtlijsten", "wachtlijst"): 1}
    merged = {"wachtlijten": "wachtlijst"}
    assert shown_words(counts, merged) == {"wachtlijst": "wachtlijsten"}
    assert shown_words({("wachtlijten", "wachtlijten"): 3}, merged) == {"wachtlijst": "wachtlijten"}


def test_two_lemmas_get_two_words_where_they_can() -> None:
    counts = {("vragen", "vraag"): 5, ("vraag", "vraag"): 2, ("vragen", "vragen"): 9, ("zorg", "zorg"): 1}
    assert shown_words(counts, {}) == {"vragen": "vragen", "vraag": "vraag", "zorg": "zorg"}
    assert shown_words({("vragen", "vraag"): 5, ("vragen", "vragen"): 9}, {}) == {
        "vragen": "vragen",
        "vraag": "vragen",
    }


def test_shown_words_of_a_question_are_words_of_its_respondents(project: Project) -> None:
    add_answers(project, "63", ["Lange wachtlijsten bij de GGZ", "lange wachtlijsten", "wachtlijst ggz GGZ"])
    shown = project.language.shown_words("63")
    assert (shown["lang"], shown["wachtlijst"], shown["ggz"]) == ("lange", "wachtlijsten", "GGZ")
