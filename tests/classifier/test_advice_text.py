"""The advice in words says what was seen, and never more than that."""

from dataclasses import replace

from coding.classifier.advice_text import advice_texts, conclusion, format_advice
from coding.classifier.stopping import (
    Advice,
    Agreement,
    Narrow,
    Saturated,
    State,
    Steady,
    Stratum,
    theme_intervals,
)

LABELS = {"laat": "Te laat", "duur": "Te duur"}


def _advice(
    *kappas: float,
    sample: int = 0,
    hits: int = 0,
    wanted: float = 0.05,
    new: tuple[str, ...] = (),
    n: int = 300,
) -> Advice:
    labels = [{"laat"}] * hits + [set()] * (sample - hits)
    themes = theme_intervals([Stratum(labels, 1000)], ["laat"]) if sample else []
    return Advice(
        Steady([Agreement(kappa, 0.012, 500) for kappa in kappas]),
        Narrow(themes, sample, 1000, wanted),
        Saturated(n, new),
        n_unread=700,
    )


def test_nothing_known_yet_says_so_and_what_to_do() -> None:
    advice = _advice(n=40)
    steady, narrow, saturated = advice_texts(advice, LABELS)
    assert conclusion(advice).endswith("geen van de drie signalen is al te lezen.")
    assert "nog geen twee modellen die genoeg verschillen" in steady.saw
    assert "ongeveer 276" in narrow.todo  # worth 380.3 texts (Wilson): 380.3 · 1000 / (380.3 + 999)
    assert saturated.saw == "Er zijn nog 40 teksten gelezen; dit signaal kijkt naar de laatste 100."
    assert all(sign.todo for sign in (steady, narrow, saturated))


def test_where_everything_was_read_nobody_is_asked_to_read_more() -> None:
    advice = replace(_advice(0.5, n=40), n_unread=0)
    assert conclusion(advice).startswith("Alles is gelezen.")
    assert [sign.todo for sign in advice_texts(advice, LABELS)] == ["", "", ""]


def test_one_sign_against_is_enough_to_go_on() -> None:
    advice = _advice(0.995, 0.995, sample=300, hits=30, new=("duur",))
    assert conclusion(advice).startswith("Ga nog door: 1 van de drie signalen")
    steady, narrow, saturated = advice_texts(advice, LABELS)
    assert steady.state is narrow.state is State.ENOUGH
    assert "1,2% van 500 teksten" in steady.saw
    assert "Te laat (10%, tussen 8% en 13%)" in narrow.saw
    assert saturated.saw == ("In de laatste 100 gelezen teksten kwam 1 code voor het eerst voor: Te duur.")


def test_all_three_and_only_then_one_can_stop() -> None:
    assert conclusion(_advice(0.995, 0.995, sample=300, hits=30)).startswith("U kunt stoppen")
    unsure = _advice(0.995, 0.995)  # without a sample
    assert conclusion(unsure).startswith("Of u kunt stoppen, is nog niet te zeggen: 2 signalen")


def test_just_under_the_bar_is_not_shown_as_reaching_it() -> None:
    [steady, *_rest] = advice_texts(_advice(0.9895, 0.995), LABELS)
    assert steady.state is State.GO_ON
    assert "overeenstemming 0,98; genoeg is 0,99" in steady.saw


def test_as_text() -> None:
    lines = format_advice(_advice(0.5), LABELS).splitlines()
    assert lines[0].startswith("Ga nog door")
    assert lines[2] == "Vaste voorstellen: nog niet"
    assert all(line.startswith(("  ", "Nauwkeurige", "Geen nieuwe")) for line in lines[3:])
