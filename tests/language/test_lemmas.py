import unicodedata
from pathlib import Path

import pytest

from coding.language.lemma_tables import read_dictionary
from coding.language.lemmas import Ending, LemmaDictionary

TREEBANK = Path(__file__).parents[2].parent / "shared" / "ud" / "dev.conllu"


@pytest.fixture(scope="module")
def dictionary() -> LemmaDictionary:
    return read_dictionary()


def _pairs(text: str) -> list[tuple[str, str]]:
    """Read ``form>lemma`` pairs."""
    return [(form, lemma) for form, _arrow, lemma in (pair.partition(">") for pair in text.split())]


PLURALS = """
    Wachtlijsten>wachtlijst wachttijden>wachttijd kinderen>kind gezinnen>gezin huisartsen>huisarts
    gemeenten>gemeente gemeentes>gemeente scholen>school ouders>ouder hulpverleners>hulpverlener
    indicaties>indicatie afspraken>afspraak jongeren>jongere ouderen>oudere leden>lid steden>stad
    schulden>schuld mogelijkheden>mogelijkheid protocollen>protocol huizen>huis brieven>brief ideeën>idee
    collega's>collega foto’s>foto POH's>poh CJG’s>cjg zzp'ers>zzp'er SOH’ers>soh'er e-mails>e-mail
    leerkrachten>leerkracht
"""
ONLY_PLURAL = "kosten>kosten onkosten>onkosten financiën>financiën hersenen>hersenen"
COMPOUNDS = """
    jeugdbeschermingstafels>jeugdbeschermingstafel keukentafelgesprekken>keukentafelgesprek
    jeugdgezondheidszorgmedewerkers>jeugdgezondheidszorgmedewerker wijkteams>wijkteam
    wachtlijstproblematiek>wachtlijstproblematiek personeelswisselingen>personeelswisseling
    zorgkosten>zorgkosten GZ-psychologen>gz-psycholoog raadsleden>raadslid pleeggezinnen>pleeggezin
"""
DIMINUTIVES = "huisje>huis huisjes>huis gesprekjes>gesprek briefje>brief meisjes>meisje beetje>beetje"
VERBS = """
    opgepakt>oppakken aangepakt>aanpakken opgeschaald>opschalen doorverwezen>doorverwijzen
    teruggebeld>terugbellen nagedacht>nadenken samengewerkt>samenwerken vastgelopen>vastlopen
    opgestart>opstarten meegenomen>meenemen afspraken>afspreken kosten>kosten werken>werken liepen>lopen
    gegeten>eten gehouden>houden ontvangen>ontvangen gemaild>mailen appt>appen duurde>duren was>zijn
    geëvalueerd>evalueren ge-evalueerd>evalueren coördineren>coördineren
"""
ADJECTIVES = """
    grote>groot hoge>hoog lange>lang langere>lang dure>duur betere>goed sneller>snel nodige>nodig open>open
    vaste>vast tevreden>tevreden beschikbare>beschikbaar 15-jarige>15-jarig laagdrempelige>laagdrempelig
"""
WITHOUT_ACCENTS = [
    ("financiele", "ADJ", "financieel"),
    ("clienten", "NOUN", "cliënt"),
    ("zorgcoordinatie", "NOUN", "zorgcoördinatie"),
    ("categorieen", "NOUN", "categorie"),
    ("gecoordineerd", "VERB", "coördineren"),
    ("coordineren", "VERB", "coördineren"),
]


@pytest.mark.parametrize(("form", "lemma"), _pairs(PLURALS + ONLY_PLURAL + COMPOUNDS + DIMINUTIVES))
def test_nouns(dictionary: LemmaDictionary, form: str, lemma: str) -> None:
    assert dictionary.lemma(form, "NOUN") == lemma


@pytest.mark.parametrize(("form", "lemma"), _pairs(VERBS))
def test_verbs(dictionary: LemmaDictionary, form: str, lemma: str) -> None:
    assert dictionary.lemma(form, "VERB") == dictionary.lemma(form, "AUX") == lemma


@pytest.mark.parametrize(("form", "lemma"), _pairs(ADJECTIVES))
def test_adjectives(dictionary: LemmaDictionary, form: str, lemma: str) -> None:
    assert dictionary.lemma(form, "ADJ") == lemma


@pytest.mark.parametrize(("form", "pos", "lemma"), WITHOUT_ACCENTS)
def test_accents_may_be_left_out(dictionary: LemmaDictionary, form: str, pos: str, lemma: str) -> None:
    assert dictionary.lemma(form, pos) == lemma


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("géén", "DET", "geen"),
        ("vóór", "ADP", "voor"),
        ("één", "NUM", "één"),
        ("niet", "ADV", "niet"),
        ("onze", "PRON", "ons"),
        ("minder", "ADV", "weinig"),
        ("2e", "ADJ", "2"),
        ("n.v.t.", "X", "n.v.t."),
        ("vol.", "ADJ", "vol"),
        ("😀", "SYM", "😀"),
        ("!!", "PUNCT", "!!"),
    ],
)
def test_function_words_and_signs(dictionary: LemmaDictionary, form: str, pos: str, lemma: str) -> None:
    assert dictionary.lemma(form, pos) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Utrecht", "utrecht"), ("Jansen", "jansen"), ("Peters", "peters"), ("Nederlanders", "nederlander")],
)
def test_a_name_keeps_its_form_but_for_the_plural_of_a_people(
    dictionary: LemmaDictionary, form: str, lemma: str
) -> None:
    assert dictionary.lemma(form, "PROPN") == lemma


@pytest.mark.parametrize(
    ("form", "pos"),
    [
        ("wachtijden", "NOUN"),
        ("medewerkrs", "NOUN"),
        ("xqzwv", "NOUN"),
        ("indictaie", "NOUN"),
        ("gewertk", "VERB"),
    ],
)
def test_a_typo_is_never_made_into_another_invented_word(
    dictionary: LemmaDictionary, form: str, pos: str
) -> None:
    lemma = dictionary.lemma(form, pos)
    assert lemma in {form, "wachtijd"}  # the last: by the known word *tijden* at its end


def test_the_last_part_of_a_misspelt_compound_still_tells(dictionary: LemmaDictionary) -> None:
    assert dictionary.lemma("jeugdbesherminstafels", "NOUN") == "jeugdbesherminstafel"


@pytest.mark.parametrize("form", ["gezinnen", "wachtlijsten", "aanmeldingen"])
def test_a_wrong_part_of_speech_gives_way_to_the_lists(dictionary: LemmaDictionary, form: str) -> None:
    assert dictionary.lemma(form, "VERB") == dictionary.lemma(form, "NOUN")


def test_a_combining_accent_is_the_same_letter(dictionary: LemmaDictionary) -> None:
    apart = unicodedata.normalize("NFD", "cliënten")
    assert apart != "cliënten"
    assert dictionary.lemma(apart, "NOUN") == "cliënt"


@pytest.mark.parametrize(
    ("form", "lemma"),
    _pairs("""
        Wachtlijsten>wachtlijst kinderen>kind gemeenten>gemeente liepen>lopen opgeschaald>opschalen
        wijkteams>wijkteam jeugdbeschermingstafels>jeugdbeschermingstafel POH's>poh coördineren>coördineren
        géén>geen hoog>hoog nodig>nodig grote>groot vol.>vol n.v.t.>n.v.t. niet>niet 😀>😀 xqzwv>xqzwv
    """),
)
def test_lemmas_without_a_part_of_speech(dictionary: LemmaDictionary, form: str, lemma: str) -> None:
    assert dictionary.lemma(form) == lemma


def test_known_words(dictionary: LemmaDictionary) -> None:
    assert all(map(dictionary.knows, ("wachttijden", "gelopen", "duur", "kosten")))
    assert not dictionary.knows("wachtijden")


def _small(**changed: object) -> LemmaDictionary:
    kinds = ("noun", "verb", "adj")
    parts: dict[str, object] = {
        "exceptions": {kind: {} for kind in kinds},
        "lemmas": {kind: frozenset() for kind in kinds},
        "lookup": {},
        "endings": {kind: {} for kind in kinds},
        "accented": {},
    }
    return LemmaDictionary(**{**parts, **changed})  # type: ignore[arg-type]


def test_an_ending_that_many_words_contradict_needs_a_known_lemma() -> None:
    endings = {"noun": {"s": [Ending(1, "", False, 0.6)]}, "verb": {}, "adj": {}}
    lemmas = {"noun": frozenset({"regel"}), "verb": frozenset(), "adj": frozenset()}
    small = _small(endings=endings, lemmas=lemmas)
    assert small.lemma("regels", "NOUN") == "regel"
    assert small.lemma("steeds", "NOUN") == "steeds"


def test_an_ending_that_nearly_all_words_agree_on_is_followed() -> None:
    endings = {"noun": {"heden": [Ending(5, "heid", False, 0.98)]}, "verb": {}, "adj": {}}
    assert _small(endings=endings).lemma("blorkheden", "NOUN") == "blorkheid"


def test_a_lookup_of_another_word_is_refused() -> None:
    lemmas = {"noun": frozenset({"merrie", "hengst"}), "verb": frozenset(), "adj": frozenset()}
    assert _small(lookup={"hengst": "merrie"}, lemmas=lemmas).lemma("hengst", "NOUN") == "hengst"


@pytest.mark.skipif(not TREEBANK.exists(), reason="the treebank lies beside the repository, not in it")
def test_lemmas_agree_with_the_treebank(dictionary: LemmaDictionary) -> None:
    lines = (line.split("\t") for line in TREEBANK.read_text(encoding="utf-8").splitlines())
    words = [columns[1:4] for columns in lines if len(columns) == 10 and columns[0].isdigit()]
    right = sum(dictionary.lemma(form, pos) == lemma.lower() for form, lemma, pos in words)
    assert len(words) > 15_000
    assert right / len(words) > 0.99  # simplemma alone: .96
