"""Libraries of an extra: what is asked for is what the project file says, and nothing asks a network."""

import json
import os
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tests.conftest import REPOSITORY
from tests.language.folders import static_folder
from tests.language.test_offline import run_locked_down

from coding.language.local import libraries
from coding.language.local.libraries import NEEDED, missing, stay_offline


def test_what_is_asked_for_is_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {wanted for kind in ("model2vec", "onnx") for wanted in NEEDED[kind].values()}
    assert asked == set(project["optional-dependencies"]["embed"])
    monkeypatch.setattr(libraries, "find_spec", lambda name: None if name == "tokenizers" else object())
    assert missing("onnx") == [NEEDED["onnx"]["tokenizers"]]
    assert missing("sentence-transformers") == []


def test_staying_offline_reaches_a_library_that_was_imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "0")
    constants = SimpleNamespace(HF_HUB_OFFLINE=False)
    monkeypatch.setitem(sys.modules, "huggingface_hub.constants", constants)
    stay_offline()
    assert (os.environ["HF_HUB_OFFLINE"], os.environ["TRANSFORMERS_OFFLINE"]) == ("1", "1")
    assert constants.HF_HUB_OFFLINE is True


def test_a_model_of_model2vec_works_without_a_network_and_nowhere_to_write(tmp_path: Path) -> None:
    pytest.importorskip("model2vec", reason="the extra 'embed' is not installed")
    folder = static_folder(tmp_path / "model")
    code = f"""
from pathlib import Path
from coding.language.local.folder import recognise
from coding.language.local.model import LocalModel
rows = LocalModel(recognise(Path({str(folder)!r})), name="m").embed(["Wachttijd", "park", "iets anders", ""])
print(rows.round(4).tolist())
"""
    assert run_locked_down(code, tmp_path) == [str([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0]])]


def test_a_graph_works_without_a_network_and_nowhere_to_write(tmp_path: Path) -> None:
    for library in ("onnxruntime", "tokenizers"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    from tests.language.graphs import lookup_folder

    folder = lookup_folder(tmp_path / "model")
    code = f"""
from pathlib import Path
from coding.language.local.folder import recognise
from coding.language.local.model import LocalModel
model = LocalModel(recognise(Path({str(folder)!r})), name="m")
rows = model.embed(["Wachttijd wachtrij", "park", "lang " * 900])
print(rows.round(4).tolist())
"""
    [printed] = run_locked_down(code, tmp_path)
    # the mean of [1, 0] and [1, 0.2], at length 1
    np.testing.assert_allclose(json.loads(printed), [[0.995, 0.0995], [0, 1], [1, 0]], atol=2e-4)
