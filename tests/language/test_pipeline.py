import os
import subprocess
import sys
from pathlib import Path

import pytest

from coding.errors import CodingError
from coding.language import describe, load
from coding.language.store import tokens_of

NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("the network was asked for")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
"""


def _fake_package(folder: Path, name: str) -> None:
    """Install a tiny pipeline as spaCy's own packages are: files, ``load`` and the data pip leaves behind."""
    import spacy

    language, short = name.split("_", 1)
    nlp = spacy.blank(language, meta={"name": short, "version": "9.9.9"})
    nlp.add_pipe("sentencizer")
    (folder / name).mkdir()
    nlp.to_disk(folder / name / f"{name}-9.9.9")
    (folder / name / "meta.json").write_text(
        (folder / name / f"{name}-9.9.9" / "meta.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / name / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = folder / f"{name}-9.9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.9.9\n", encoding="utf-8")


def _run(code: str, path: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK + code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_importing_the_room_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, coding.language\nprint([m for m in ('spacy', 'pandas', 'sklearn') if m in sys.modules])"
    )
    assert _run(code, tmp_path) == ["[]"]


def test_an_installed_model_is_preferred_and_the_larger_of_two(tmp_path: Path) -> None:
    code = (
        "from coding.language import load, describe\nnlp = load()\ninfo = describe(nlp)\n"
        "print(info.name)\nprint(info.reason)\nprint(nlp('lange wachtlijsten')[1].lemma_)"
    )
    _fake_package(tmp_path, "nl_core_news_sm")
    name, reason, lemma = _run(code, tmp_path)
    assert name.startswith("nl_core_news_sm-9.9.9")
    assert "nl_core_news_sm" in reason
    assert lemma == "wachtlijst"  # the model gives no lemmas, so the dictionary does
    _fake_package(tmp_path, "nl_core_news_md")
    assert _run(code, tmp_path)[0].startswith("nl_core_news_md-9.9.9")


def test_the_setting_goes_before_what_is_installed(tmp_path: Path) -> None:
    _fake_package(tmp_path, "nl_core_news_lg")
    _fake_package(tmp_path, "nl_eigen_model")
    code = "from coding.language import load, describe\nprint(describe(load('nl_eigen_model')).name)"
    assert _run(code, tmp_path)[0].startswith("nl_eigen_model-9.9.9")


def test_the_built_in_one_says_so_and_how_to_get_a_larger_one() -> None:
    info = describe(load())
    assert info.name.startswith("nl_ingebouwd-")
    assert "ingebouwd" in info.reason
    assert "nl_core_news_lg" in info.advice


def test_a_model_that_is_not_there_gives_a_sentence() -> None:
    with pytest.raises(CodingError, match="nl_bestaat_niet"):
        load("nl_bestaat_niet")


def test_tokens_stand_where_the_text_says_and_punctuation_is_itself() -> None:
    text = "😀 Gemeenten:\n“lange wachtlijsten”, werkdruk/caseload (POH's)…"
    tokens = tokens_of(load()(text))
    assert [text[start:end] for start, end, *_rest in tokens] == [
        "😀", "Gemeenten", ":", "“", "lange", "wachtlijsten", "”", ",",
        "werkdruk", "/", "caseload", "(", "POH's", ")", "…",
    ]  # fmt: skip
    content = [lemma for _start, _end, lemma, _pos, counts in tokens if counts]
    assert content == ["gemeente", "lang", "wachtlijst", "werkdruk", "caseload", "poh"]
