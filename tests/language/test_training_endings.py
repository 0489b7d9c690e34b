import json
import sys
from pathlib import Path

import pytest

from coding.language.lemma_tables import read_endings
from coding.language.training import endings
from coding.language.training.treebank import Word


@pytest.mark.parametrize(
    ("form", "lemma", "kind", "change"),
    [
        ("wachtlijsten", "wachtlijst", "noun", (2, "", False)),
        ("huizen", "huis", "noun", (3, "s", False)),
        ("opgepakt", "oppakken", "verb", (1, "ken", True)),
        ("gewerkt", "werken", "verb", (1, "en", True)),
        ("gebeurt", "gebeuren", "verb", (1, "en", False)),
        ("gesprekken", "gesprek", "noun", (3, "", False)),
        ("is", "zijn", "verb", None),
    ],
)
def test_the_smallest_change(form: str, lemma: str, kind: str, change: object) -> None:
    assert endings.change_of(form, lemma, kind) == change


def test_an_ending_needs_three_different_words_and_is_no_word_itself() -> None:
    plurals = [Word(f"{stem}heden", "NOUN", f"{stem}heid") for stem in ("klein", "groot", "vrij")]
    twice = [Word("kosten", "NOUN", "kost")] * 5 + [Word("posten", "NOUN", "post")]
    learned = endings.learn([*plurals, *twice])
    assert learned["noun"] == {"den": [(3, "id", False, 0.75)]}  # 3 of 3 words, and one for the doubt
    assert learned["verb"] == learned["adj"] == {}


CONLLU = """# sent_id = krant\\1
1	mogelijkheden	mogelijkheid	NOUN	N	_	0	root	_	_
2	vrijheden	vrijheid	NOUN	N	_	1	conj	_	_
3	kleinigheden	kleinigheid	NOUN	N	_	1	conj	_	_
"""


def test_the_command_writes_what_the_dictionary_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "train.conllu").write_text(CONLLU, encoding="utf-8")
    output = tmp_path / "model" / "endings.json"
    monkeypatch.setattr(sys, "argv", ["endings", str(tmp_path), "--output", str(output)])
    endings.main()
    assert read_endings(output)["noun"]["den"][0].apply("bezigheden") == "bezigheid"
    assert set(json.loads(output.read_text(encoding="utf-8"))) == {"noun", "verb", "adj"}
