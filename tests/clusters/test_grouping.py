from collections import Counter

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from coding.clusters.grouping import group
from coding.errors import CodingError
from coding.language import load, tokens_of

WAITING = """lange wachtlijsten bij jeugdhulp
wachtlijst voor specialistische jeugdhulp is lang
kinderen staan maanden op de wachtlijst
de wachttijden bij jeugdhulp lopen op
wachtlijsten, vooral specialistische hulp
wachttijd jeugdhulp veel te lang
lange wachttijden specialistische jeugdhulp
doorstroom stokt door wachtlijsten
wachtlijsten
jeugdhulp heeft een wachtlijst
door de wachttijd blijven kinderen te lang zonder hulp
wachtlijst jeugdhulp groeit elke maand
geen plek bij specialistische jeugdhulp, dus wachtlijst
aanbieders hebben lange wachtlijsten
maanden wachttijd voor jeugdhulp
wachtlijsten bij aanbieders van jeugdhulp
wachttijden, wachttijden, wachttijden
kinderen wachten lang op specialistische hulp
wachtlijst bij aanbieders wordt langer
opschalen lukt niet vanwege wachtlijsten""".splitlines()
ADMINISTRATION = """te veel administratie
administratie kost veel uren, registratie dubbel
dubbele registratie in twee systemen
registreren kost ons uren per week
administratieve lasten zijn hoog
veel formulieren en registratie
systemen werken niet samen, dubbel registreren
de administratieve last neemt toe
registratiesysteem is traag
verantwoording en formulieren kosten uren
formulieren, registratie, verantwoording
twee systemen, dus dubbele administratie
het registratiesysteem werkt niet goed
administratieve lasten
elke week uren kwijt aan formulieren
verantwoording van uren in het systeem
traag systeem en dubbele administratie
administratieve verantwoording is te zwaar
registratielast
systeem voor registratie is onhandig""".splitlines()
DOCTORS = """huisartsen verwijzen rechtstreeks door
samenwerking met huisartsen is moeizaam
huisarts verwijst buiten het team om
huisartsen kennen het team niet
verwijzingen van huisartsen zien wij niet
praktijkondersteuner bij de huisarts ontbreekt
huisartsen verwijzen zonder overleg
geen afspraken met huisartsen over verwijzen
de huisarts is slecht bereikbaar voor overleg
overleg met huisartsen komt niet van de grond
huisartsenpraktijken verwijzen zelf
contact met de huisarts verloopt moeizaam
huisartsen
verwijzing via de huisarts gaat buiten ons om
samenwerking huisarts
afspraken met huisartsen worden niet nagekomen
te weinig contact met huisartsenpraktijken
praktijkondersteuner en huisarts verwijzen rechtstreeks
huisartsen willen geen overleg
de huisartsen verwijzen vaak naar bekende aanbieders""".splitlines()
TEXTS = WAITING + ADMINISTRATION + DOCTORS
TRUTH = [0] * 20 + [1] * 20 + [2] * 20


@pytest.fixture(scope="module")
def nlp() -> object:
    return load()


def _lemmas(nlp: object, texts: list[str]) -> list[list[str]]:
    return [
        [str(lemma) for _start, _end, lemma, _pos, content in tokens_of(nlp(text)) if content]  # type: ignore[operator]
        for text in texts
    ]


def test_three_themes_are_found(nlp: object) -> None:
    steps: list[tuple[int, int]] = []
    lemmas = _lemmas(nlp, TEXTS)
    grouping = group(TEXTS, lemmas, n_clusters=3, seed=1, progress=lambda *step: steps.append(step))
    assert adjusted_rand_score(TRUTH, grouping.numbers) > 0.8
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    names = " ".join(grouping.labels)
    assert all(word in names for word in ("huisarts", "wacht", "systeem"))
    sizes = [grouping.numbers.count(number) for number in range(3)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_number_is_chosen_and_its_groups_hardly_mix_themes(nlp: object) -> None:
    grouping = group(TEXTS, _lemmas(nlp, TEXTS))
    assert 3 <= len(grouping.labels) <= 11
    assert grouping.settings["chosen"] is True
    pairs = Counter(zip(grouping.numbers, TRUTH, strict=True))
    largest = sum(max(pairs[number, theme] for theme in range(3)) for number in set(grouping.numbers))
    assert largest / len(TEXTS) > 0.85


def test_the_same_seed_gives_the_same_outcome(nlp: object) -> None:
    lemmas = _lemmas(nlp, TEXTS)
    first, second = (group(TEXTS, lemmas, seed=7) for _again in range(2))
    assert first.numbers == second.numbers
    assert first.labels == second.labels
    assert (first.places == second.places).all()
    assert (first.typicality == second.typicality).all()


def test_every_text_is_placed_and_what_says_nothing_stands_apart(nlp: object) -> None:
    texts = [*TEXTS, "-", "nvt", "", "  ", "?", "-"]
    grouping = group(texts, _lemmas(nlp, texts), n_clusters=4)
    assert len(grouping.numbers) == len(texts)
    assert grouping.numbers[60:] == [3] * 6
    assert 3 not in grouping.numbers[:60]
    assert grouping.labels[3] == "zonder inhoud"
    assert grouping.words[3] == []
    assert (grouping.typicality[60:] == 0).all()
    assert np.isfinite(grouping.places).all()


def test_identical_texts_stay_together_but_do_not_hide_each_other(nlp: object) -> None:
    texts = TEXTS + ["Huisartsen ", "huisartsen"] * 6
    grouping = group(texts, _lemmas(nlp, texts))
    place = TEXTS.index("huisartsen")
    copies = [place, *range(60, 72)]
    assert len({grouping.numbers[row] for row in copies}) == 1
    assert len({tuple(grouping.places[row]) for row in copies}) == len(copies)


def test_typicality_is_the_cosine_with_the_middle(nlp: object) -> None:
    grouping = group(TEXTS, _lemmas(nlp, TEXTS), n_clusters=3)
    assert ((grouping.typicality > 0) & (grouping.typicality <= 1)).all()
    odd = ["fietsenstalling", *TEXTS]
    again = group(odd, _lemmas(nlp, odd), n_clusters=3)
    mine = [row for row, number in enumerate(again.numbers) if number == again.numbers[0]]
    assert min(mine, key=lambda row: again.typicality[row]) == 0


def test_texts_that_all_say_nothing_or_the_same() -> None:
    nothing = group(["-"] * 30, [[]] * 30)
    assert nothing.labels == ["zonder inhoud"]
    assert nothing.numbers == [0] * 30
    same = group(["werkdruk"] * 30, [["werkdruk"]] * 30)
    assert same.labels == ["werkdruk"]
    assert same.numbers == [0] * 30


@pytest.mark.parametrize("wanted", [0, 1, 62])
def test_a_number_that_cannot_be_had_is_refused(wanted: int, nlp: object) -> None:
    texts = [*TEXTS, "-"]
    with pytest.raises(CodingError, match="van 2 tot en met 61"):
        group(texts, _lemmas(nlp, texts), n_clusters=wanted)


def test_identical_texts_say_that_they_cannot_be_divided() -> None:
    with pytest.raises(CodingError, match="alleen in 1 groep te verdelen"):
        group(["wachtlijst"] * 40, [["wachtlijst"]] * 40, n_clusters=3)
