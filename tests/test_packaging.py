"""The lock is what the project file says, names no host, and a wheel brings everything it needs."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_folder(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-e|--index-url|--find-links|/)", text, flags=re.MULTILINE)
    pins = re.findall(r"^([a-z0-9][\w.\-]*)(?:\[[^]]*\])?==", text, flags=re.MULTILINE | re.IGNORECASE)
    assert "streamlit" in pins
    for unwanted in ("torch", "sentence-transformers", "umap-learn", "llvmlite"):
        assert unwanted not in pins


def test_locks_pin_what_the_project_file_asks_for() -> None:
    """Without an index at hand: every dependency is pinned, at the version that is asked for."""
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    runtime = [*project["project"]["dependencies"], *extras["postgres"], *extras["server"]]
    wanted = {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *extras["embed"], *project["dependency-groups"]["dev"]],
    }
    for name, dependencies in wanted.items():
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        pins = dict(re.findall(r"^([\w.\-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text, flags=re.MULTILINE))
        for requirement in map(Requirement, dependencies):
            pinned = pins.get(requirement.name.lower())
            assert pinned is not None, f"{requirement.name} is not in {name}"
            assert requirement.specifier.contains(pinned), f"{name} pins {requirement.name} {pinned}"


@pytest.fixture(scope="module")
def installed_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as installed from a wheel, in a folder of its own, away from the source."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (REPOSITORY / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, target)
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    site = folder / "site"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return site


def run_installed(site: Path, script: str, tmp_path: Path) -> str:
    """Run Python with the installed package before the source."""
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_wheel_brings_everything_it_needs(installed_wheel: Path, tmp_path: Path) -> None:
    script = f"""
import coding, pathlib
from coding.resources import resource
from coding.codebook import load_codebook
from coding.project import Project
from coding.i18n import use_language, _
assert str(pathlib.Path(coding.__file__)).startswith({str(installed_wheel)!r}), coding.__file__
print(resource("app.py").name, len(list(resource("codebooks").glob("*.yaml"))))
print((resource("corpora") / "peiling" / "peiling.csv").stat().st_size > 50_000)
Project("study.db").close()
use_language("en")
print(_("rij {{row}}"))
"""
    assert run_installed(installed_wheel, script, tmp_path).split("\n")[:3] == [
        "app.py 6",
        "True",
        "row {row}",
    ]


def test_the_installed_package_holds_every_file_of_the_source(installed_wheel: Path) -> None:
    source = REPOSITORY / "src" / "coding"
    wanted = {
        path.relative_to(source)
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    present = {
        path.relative_to(installed_wheel / "coding") for path in (installed_wheel / "coding").rglob("*")
    }
    assert wanted - present == set()


@pytest.mark.parametrize(("name", "megabytes"), [("nl_pipeline", 8), ("nl_vectors", 7)])
def test_a_wheel_brings_the_weights_with_licence_and_card(
    installed_wheel: Path, name: str, megabytes: int
) -> None:
    folder = installed_wheel / "coding" / "language" / name
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= megabytes * 1_000_000
    assert "Creative Commons" in (folder / "LICENSE").read_text(encoding="utf-8")
    for told in ("ATTRIBUTION.md", "CARD.md"):
        assert len((folder / told).read_text(encoding="utf-8")) > 300


def test_the_weights_of_a_wheel_work(installed_wheel: Path, tmp_path: Path) -> None:
    script = """
from coding.language import embed, load
print([token.lemma_ for token in load("ingebouwd")("Lange wachtlijsten bij de jeugdhulp")])
queue, waiting, park = embed(["wachtlijst te lang", "lange wachttijd", "mooi park"])
print(bool(waiting @ queue > waiting @ park))
"""
    assert run_installed(installed_wheel, script, tmp_path).splitlines() == [
        "['lang', 'wachtlijst', 'bij', 'de', 'jeugdhulp']",
        "True",
    ]


def test_a_user_gets_every_library_that_the_program_imports() -> None:
    """What only tests or extras bring must not be imported by the program itself."""
    names = {
        name.split(".")[0]
        for path in (REPOSITORY / "src" / "coding").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    of_an_extra = {"deduce", "docdeid", "model2vec", "onnxruntime", "tokenizers"}
    by_hand = {"sentence_transformers", "transformers"}  # docs/embedding.md
    outside = names - set(sys.stdlib_module_names) - of_an_extra - by_hand - {"coding"}
    packages = packages_distributions()
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    pinned = {line.split("==")[0].casefold() for line in lock.splitlines() if "==" in line}
    missing = {
        name
        for name in outside
        if not {package.casefold().replace("_", "-") for package in packages.get(name, [name])} & pinned
    }
    assert missing == set()
