"""Loading a pipeline: whose tags, whose lemmas, which tokens."""

from pathlib import Path

import pytest
from tests.language.models import install, run, save_model

from coding.errors import CodingError
from coding.language import load
from coding.language.pipeline import load_for_analysis
from coding.language.tokens import tokens_of


def test_an_installed_model_gives_the_tags_and_we_the_lemmas(tmp_path: Path) -> None:
    install(tmp_path, "nl_core_news_sm")
    code = (
        "from coding.language import load\nnlp = load()\n"
        "doc = nlp('Lange wachtlijsten en Utrecht. Wij afspraken')\n"
        "print(nlp.meta['name'])\n"
        "print({t.text: (t.pos_, t.lemma_) for t in doc if t.pos_ != 'X'})\n"
        "print([(e.text, e.label_) for e in doc.ents], len(list(doc.sents)))\n"
        "print(all(t.pos_ and t.lemma_ for t in doc))"
    )
    model, words, rest, complete = run(code, tmp_path)
    assert model == "core_news_sm"
    assert eval(words) == {
        "Lange": ("ADJ", "lang"),
        "wachtlijsten": ("NOUN", "wachtlijst"),
        "Wij": ("PRON", "wij"),
        "afspraken": ("VERB", "afspreken"),  # as a noun it would be an afspraak
    }
    assert (rest, complete) == ("[('Utrecht', 'GPE')] 2", "True")


def test_an_analysis_does_only_what_is_stored(tmp_path: Path) -> None:
    nlp = load_for_analysis(str(save_model(tmp_path / "model", "nl_mijn")))
    assert "sentencizer" in nlp.disabled
    assert nlp("wachtlijsten")[0].pos_ == "NOUN"


def test_the_built_in_one_gives_every_token_a_tag_and_a_lemma() -> None:
    doc = load("ingebouwd")(
        "te weinig personeel; De wachttijd is lang. 48 😀\n\nzie www.voorbeeld.nl – géén idee…"
    )
    assert all(token.pos_ and token.lemma_ for token in doc)
    assert doc.has_annotation("SENT_START")


def test_a_model_without_tags_is_refused(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model", "nl_mijn", tags=False)
    with pytest.raises(CodingError, match="het geeft geen woordsoorten of grondvormen"):
        load(str(folder))


def test_a_broken_model_is_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model", "nl_mijn")
    (folder / "config.cfg").write_text("[nlp]\nlang = nergens\n", encoding="utf-8")
    with pytest.raises(CodingError, match="is niet te gebruiken"):
        load(str(folder))


def test_tokens_stand_where_the_text_says_and_punctuation_is_itself() -> None:
    text = "😀 Gemeenten:\n“lange wachtlijsten”, werkdruk/caseload (POH's)…"
    tokens = tokens_of(load("ingebouwd")(text))
    assert [text[start:end] for start, end, *_rest in tokens] == [
        "😀", "Gemeenten", ":", "“", "lange", "wachtlijsten", "”", ",",
        "werkdruk", "/", "caseload", "(", "POH's", ")", "…",
    ]  # fmt: skip
    content = [lemma for _start, _end, lemma, _pos, counts in tokens if counts]
    assert content == ["gemeente", "lang", "wachtlijst", "werkdruk", "caseload", "poh"]
