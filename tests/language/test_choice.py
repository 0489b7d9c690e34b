"""Which pipeline is chosen, what it is called, and why."""

import json
import shutil
from pathlib import Path

import pytest
from tests.language.models import install, run, save_model

from coding.errors import CodingError
from coding.language import choice, choose

WHICH = """
from coding.language import choose
info = choose()
print(info.name, info.reason, info.advice, sep="\\n")
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the name is made of, to change."""
    copy = tmp_path / "room"
    shutil.copytree(choice.ROOM, copy, ignore=shutil.ignore_patterns("__pycache__", "nl_vectors", "training"))
    monkeypatch.setattr(choice, "ROOM", copy)
    monkeypatch.setattr(choice, "BUILT_IN_FOLDER", copy / "nl_pipeline")
    choice._hash.cache_clear()
    yield copy
    choice._hash.cache_clear()


def name() -> str:
    choice._hash.cache_clear()
    return choose("ingebouwd").name


def test_importing_the_room_and_choosing_load_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys\nfrom coding.language import choose\nchoose()\n"
    code += "print([m for m in ('spacy', 'pandas', 'sklearn') if m in sys.modules])"
    assert run(code, tmp_path) == ["[]"]


def test_without_anything_installed_it_is_the_built_in_one(tmp_path: Path) -> None:
    found, reason, *advice = run(WHICH, tmp_path)
    assert found.startswith("nl_ingebouwd-")
    assert reason == "Het ingebouwde Nederlandse taalmodel, omdat er geen ander is geïnstalleerd."
    assert any(line.endswith("-m spacy download nl_core_news_lg") for line in advice)
    # for a machine without a network: bring the file, the version that goes with spaCy 3.8
    assert any(
        line.endswith("-m pip install --no-deps ./nl_core_news_lg-3.8.0-py3-none-any.whl") for line in advice
    )


def test_where_there_is_no_pip_the_advice_works_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice.sys, "executable", "/een map/python")
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    monkeypatch.setattr(choice, "which", lambda name: "/bin/uv")
    assert "spacy download" not in choice.advice()  # it needs pip
    assert choice.advice().splitlines()[-1] == (
        "uv pip install --python '/een map/python' --no-deps ./nl_core_news_lg-3.8.0-py3-none-any.whl"
    )
    monkeypatch.setattr(choice, "which", lambda name: None)
    assert choice.advice().splitlines()[-1].startswith("pip --python '/een map/python' install --no-deps ./")


def test_an_installed_model_is_preferred_and_the_larger_of_two(tmp_path: Path) -> None:
    install(tmp_path, "nl_core_news_sm")
    found, reason, *advice = run(WHICH, tmp_path)
    assert found.startswith("nl_core_news_sm-9.9.9+")
    assert reason == "Het geïnstalleerde taalmodel nl_core_news_sm, het grootste dat er is."
    assert advice != [""]
    install(tmp_path, "nl_core_news_lg")
    found, _reason, *advice = run(WHICH, tmp_path)
    assert found.startswith("nl_core_news_lg-9.9.9+")
    assert advice == [""]  # there is no larger one


def test_what_is_named_goes_before_what_is_installed(tmp_path: Path) -> None:
    install(tmp_path, "nl_core_news_lg")
    install(tmp_path, "nl_eigen_model")
    own = save_model(tmp_path / "map", "nl_mijn")
    code = f"from coding.language import choose\nfor m in ('nl_eigen_model', {str(own)!r}, 'ingebouwd'):\n"
    code += "    print(choose(m).name)"
    packaged, folder, built_in = run(code, tmp_path)
    assert packaged.startswith("nl_eigen_model-9.9.9+")
    assert folder.startswith("nl_mijn-9.9.9+")
    assert built_in.startswith("nl_ingebouwd-")


def test_a_model_that_is_not_there_gives_a_sentence() -> None:
    with pytest.raises(CodingError, match="nl_bestaat_niet is niet te gebruiken"):
        choose("nl_bestaat_niet")


@pytest.mark.parametrize(
    "file",
    ["nl_pipeline/meta.json", "nl_pipeline/tokenizer", "stopwords.py", "tokens.py", "een_nieuwe_lijst.txt"],
)
def test_the_name_follows_whatever_has_a_say(room: Path, file: str) -> None:
    before = name()
    assert name() == before
    with (room / file).open("ab") as opened:
        opened.write(b"\n ")
    assert name() != before


@pytest.mark.parametrize(
    "file", ["store.py", "training/pipeline.py", "nl_vectors/words.txt", "nl_pipeline/CARD.md"]
)
def test_the_name_is_the_same_whatever_has_no_say(room: Path, file: str) -> None:
    before = name()
    (room / file).parent.mkdir(exist_ok=True)
    with (room / file).open("ab") as opened:
        opened.write(b"\n ")
    assert name() == before


def test_line_ends_of_a_checkout_do_not_count(room: Path) -> None:
    before = name()
    content = (room / "stopwords.py").read_bytes()
    assert b"\r\n" not in content
    (room / "stopwords.py").write_bytes(content.replace(b"\n", b"\r\n"))
    assert name() == before


def test_a_model_trained_anew_under_the_same_version_has_another_name(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model", "nl_mijn")
    before = choose(str(folder)).name
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = {"pos_acc": 0.93}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert choose(str(folder)).name != before
