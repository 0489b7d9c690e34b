"""On a machine that is locked down: no network, and nowhere to write."""

import os
import subprocess
import sys
from pathlib import Path

LOCKED_DOWN = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(f"the network was asked for: {event}")
    if event == "open":
        path, _mode, flags = arguments
        writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else 0
        if writing and path != os.devnull:
            raise AssertionError(f"written to: {path}")
    if event in {"os.mkdir", "os.rename", "os.remove", "tempfile.mkstemp", "tempfile.mkdtemp"}:
        raise AssertionError(f"{event} {arguments}")

sys.addaudithook(watch)
"""


def run_locked_down(code: str, tmp_path: Path) -> list[str]:
    nowhere = tmp_path / "a-file"
    nowhere.write_text("not a folder")
    names = (
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "TMPDIR",
        "USERPROFILE",
        "LOCALAPPDATA",
    )
    environment = {**os.environ, **dict.fromkeys(names, str(nowhere)), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LOCKED_DOWN + code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_guard_itself_works(tmp_path: Path) -> None:
    code = """
import socket
def refused(act):
    try:
        act()
    except AssertionError:
        return True
print(refused(lambda: open("x", "w")), refused(lambda: os.mkdir("y")),
      refused(lambda: socket.create_connection(("127.0.0.1", 9))))
"""
    assert run_locked_down(code, tmp_path) == ["True True True"]


def test_the_built_in_pipeline_works(tmp_path: Path) -> None:
    code = """
from coding.language import load
doc = load()("Lange wachtlijsten bij de jeugdhulp")
print([(token.pos_, token.lemma_) for token in doc])
"""
    assert run_locked_down(code, tmp_path) == [
        "[('ADJ', 'lang'), ('NOUN', 'wachtlijst'), ('ADP', 'bij'), ('DET', 'de'), ('NOUN', 'jeugdhulp')]"
    ]


def test_the_word_vectors_work(tmp_path: Path) -> None:
    code = """
from coding.language import embed
waiting, queue, park = embed(["lange wachttijd", "wachtlijst te lang", "mooi park"])
print(waiting.shape[0] >= 50, waiting @ queue > waiting @ park)
"""
    assert run_locked_down(code, tmp_path) == ["True True"]
