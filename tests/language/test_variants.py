import csv
from collections import Counter
from pathlib import Path

import pytest
from tests.builders import add_answers

from coding.language.lemma_tables import read_dictionary
from coding.language.lemmas import LemmaDictionary
from coding.language.slips import Slip, letters_of, one_slip_away, slip_between
from coding.language.variants import merged_lemmas
from coding.project import Project

HERE = Path(__file__).parent


class FewWords:
    """A dictionary of exactly the words given; words that are no key of ``lemmas`` are lemmas."""

    def __init__(self, words: str, lemmas: dict[str, str] | None = None) -> None:
        self.words = set(words.split())
        self.lemmas = lemmas or {}

    def knows(self, form: str) -> bool:
        return form in self.words

    def lemma(self, form: str) -> str:
        return self.lemmas.get(form, form)


def merged(uses: dict[str, int], known: str) -> dict[str, str]:
    return merged_lemmas({(form, form.lower()): n for form, n in uses.items()}, FewWords(known))


# ── one slip ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("wachtlisjt", "wachtlijst", Slip.SWAPPED),
        ("awchtlijst", "wachtlijst", Slip.SWAPPED),  # the first two letters
        ("wachttlijst", "wachtlijst", Slip.DOUBLED),
        ("buurteam", "buurtteam", Slip.DOUBLED),
        ("wachlijst", "wachtlijst", Slip.MISSED),
        ("wachtlijxst", "wachtlijst", Slip.MISSED),
        ("wschtlijst", "wachtlijst", Slip.REPLACED),
        ("gebeurt", "gebeurd", Slip.REPLACED),
        ("capasitiet", "capaciteit", Slip.TWO),  # s for c, and ei the wrong way round
        ("machtlijst", "wachtlijst", None),  # another first letter
        ("achtlijst", "wachtlijst", None),
        ("jeugdwerker", "jeugdwerken", None),  # derivation, not a slip
        ("opbouwer", "opbouwe", None),
        ("kwetsen", "kletsten", None),  # two slips in a short word
        ("gezinshuis", "gezinshulp", None),  # two letters replaced
        ("praktijkwerkster", "praktijkwerk", None),
        ("team", "team", None),
    ],
)
def test_slips(typed: str, meant: str, slip: Slip | None) -> None:
    assert slip_between(typed, meant) == slip


def test_strings_one_slip_away() -> None:
    strings = one_slip_away("tijd")
    assert {"tidj", "tjid", "tij", "tijdt", "ttijd", "tiijd"} <= strings
    assert "itjd" in strings  # the first two letters swapped
    assert "ijd" not in strings  # the first letter stays
    assert all(abs(len(string) - 4) <= 1 for string in strings)


def test_letters_leave_out_accents_and_signs() -> None:
    assert [letters_of(form) for form in ("Géén", "co-ördinatie", "foto’s", "n.v.t.")] == [
        "geen",
        "coordinatie",
        "fotos",
        "nvt",
    ]


# ── what falls together ─────────────────────────────────────────────────────────────────────────


def test_a_typo_goes_by_the_word_that_was_meant() -> None:
    assert merged({"werkdruk": 4, "werkdurk": 1}, "werkdruk") == {"werkdurk": "werkdruk"}


def test_a_typo_of_a_form_that_nobody_wrote() -> None:
    words = FewWords("wachtlijst wachtlijsten", {"wachtlijsten": "wachtlijst"})
    counts = {("wachtlijst", "wachtlijst"): 4, ("wachtlijten", "wachtlijten"): 1}
    assert merged_lemmas(counts, words) == {"wachtlijten": "wachtlijst"}


def test_two_words_of_the_dictionary_stay_two_words() -> None:
    assert merged({"kosten": 40, "kasten": 1}, "kosten kasten") == {}


def test_a_word_used_as_often_is_no_typo() -> None:
    assert merged({"casusregie": 5, "casusregio": 5}, "") == {}
    assert merged({"werkdruk": 3, "werkdrum": 2}, "werkdruk") == {}


@pytest.mark.parametrize(
    "uses",
    [
        {"team": 30, "tema": 1},  # short
        {"fase1a": 30, "fase2a": 1},  # a figure
        {"Janssen": 30, "Jansen": 2},  # names
        {"JGGZJ": 1, "jggzjj": 30},  # abbreviations
    ],
)
def test_short_words_figures_names_and_abbreviations_stay(uses: dict[str, int]) -> None:
    assert merged(uses, "team") == {}


def test_a_likely_compound_is_no_typo() -> None:
    parts = "gezin huis hulp wijk plan plein zorg taak zaak gezinshulp wijkplein zorgtaak buurt team"
    uses = {"gezinshulp": 30, "gezinshuis": 1, "wijkplein": 30, "wijkplan": 1, "zorgtaak": 30, "zorgzaak": 1}
    assert merged(uses, parts) == {}
    assert merged({"buurtteam": 10, "buurteam": 1}, "buur buurt team") == {"buurteam": "buurtteam"}


def test_a_typo_of_either_of_two_words_stays() -> None:
    known = "betalen bepalen"
    assert merged({"betalen": 6, "bepalen": 6, "becalen": 1}, known) == {}
    assert merged({"betalen": 20, "bepalen": 6, "becalen": 1}, known) == {"becalen": "betalen"}


def test_a_typo_of_a_typo_ends_at_the_word() -> None:
    uses = {"samenwerking": 60, "samenwerkig": 6, "samenwekig": 1}
    assert merged(uses, "samenwerking") == {"samenwerkig": "samenwerking", "samenwekig": "samenwerking"}


@pytest.mark.parametrize(
    ("uses", "known", "outcome"),
    [
        ({"e-mail": 5, "email": 2}, "e-mail email", {"email": "e-mail"}),
        ({"wijk-team": 2, "wijkteam": 9}, "", {"wijk-team": "wijkteam"}),
        ({"coördinatie": 2, "coordinatie": 5}, "coördinatie", {"coordinatie": "coördinatie"}),
        ({"collegas": 3, "collega's": 1}, "collega's", {"collegas": "collega's"}),
        ({"-werkdruk": 1, "werkdruk": 1}, "werkdruk", {"-werkdruk": "werkdruk"}),
        ({"zo'n": 5, "zon": 1}, "zo'n zon", {}),  # too short to be sure
    ],
)
def test_hyphens_accents_and_apostrophes(uses: dict[str, int], known: str, outcome: dict[str, str]) -> None:
    assert merged(uses, known) == outcome


def test_nothing_of_nothing() -> None:
    assert merged_lemmas({}, FewWords("")) == {}


# ── how often it is right ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def words() -> LemmaDictionary:
    return read_dictionary()


@pytest.mark.parametrize(
    ("file", "precision", "recall"), [("typos_teams.csv", 0.98, 0.93), ("typos_services.csv", 0.98, 0.89)]
)
def test_precision_and_recall(file: str, precision: float, recall: float, words: LemmaDictionary) -> None:
    """Words of a survey with their number of uses, typos of them, and rare words much like them."""
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        rows = [(row["typed"], row["meant"], int(row["uses"])) for row in csv.DictReader(lines)]
    counts: Counter[tuple[str, str]] = Counter()
    for typed, _meant, uses in rows:
        counts[typed, words.lemma(typed)] += uses
    outcome = merged_lemmas(counts, words)
    right = wrong = typos = 0
    for typed, meant, _uses in rows:
        own, wanted = words.lemma(typed), words.lemma(meant)
        got = outcome.get(own, own)
        typos += own != wanted
        right += own != wanted and got == outcome.get(wanted, wanted)
        wrong += got not in {own, outcome.get(wanted, wanted)}
    assert typos > 100
    assert right / (right + wrong) >= precision
    assert right / typos >= recall


# ── in a project ────────────────────────────────────────────────────────────────────────────────


def test_lemmas_of_a_question_are_merged_and_its_texts_are_not(project: Project) -> None:
    texts = ["lange wachtlijst", "wachtlijsten", "de wachtlijten", "-wachtlijst", "altijd wachtlijst, altjd"]
    add_answers(project, "63", texts)
    assert project.language.lemmas("63")["lemmas"].tolist() == [
        ["lang", "wachtlijst"],
        ["wachtlijst"],
        ["wachtlijst"],
        ["wachtlijst"],
        ["wachtlijst"],  # a typo of a word without content has none either
    ]
    assert "wachtlijten" not in project.language.shown_words("63").values()
    assert project.corpus.segments("63")["text"].tolist() == texts
