#!/usr/bin/env python3
"""Set up and run with nothing but Python 3.11+; uses uv when it is there.

python3 run.py              set up, run the demo, serve the app on it
python3 run.py test [...]   set up, check style and types, pass the tests
python3 run.py VERB ...     the same as `coding VERB ...` in that environment
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DEMO_PROJECT = ROOT / "demo.db"


def execute(*words: object) -> None:
    """Show a command and run it; stop where it fails."""
    command = [str(word) for word in words]
    print("+", *command, flush=True)
    if subprocess.call(command, cwd=ROOT):
        sys.exit(f"This step failed: {' '.join(command)}")


def can_run(*words: object) -> bool:
    """Whether a command exists and ends well."""
    try:
        return subprocess.run([str(word) for word in words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment(lock: Path) -> None:
    """Create ``.venv`` and install exactly what the lock names."""
    uv = shutil.which("uv")
    if uv:
        execute(uv, "venv", "--quiet", "--allow-existing", "--python", ">=3.11,<3.14", VENV)
        install: list[object] = [uv, "pip", "install", "--python", PYTHON]
    else:
        # Debian splits ensurepip off into python3-venv; without it pip of the outer Python serves.
        if can_run(sys.executable, "-c", "import ensurepip"):
            execute(sys.executable, "-m", "venv", VENV)
            install = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
        else:
            execute(sys.executable, "-m", "venv", "--without-pip", VENV)
            install = [sys.executable, "-m", "pip", "--python", PYTHON, "install"]
    execute(*install, "--no-deps", "--require-hashes", "-r", lock)
    execute(*install, "--no-deps", "-e", ".")


def ensure_environment(*, development: bool) -> None:
    """Make the environment once, and again when the lock or the project file changes."""
    supported = (3, 11) <= sys.version_info[:2] < (3, 14)
    if not supported and not shutil.which("uv"):
        sys.exit("Python 3.11, 3.12 or 3.13 is needed (or uv, which brings its own).")
    lock = ROOT / ("requirements-dev.lock" if development else "requirements.lock")
    stamp = VENV / f"installed-{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_environment(lock)
    stamp.write_text(wanted)


def run_tests(arguments: list[str]) -> int:
    """Style and types first (seconds), then the tests."""
    if not arguments:
        execute(PYTHON, "-m", "ruff", "check", ".")
        execute(PYTHON, "-m", "ruff", "format", "--check", ".")
        execute(PYTHON, "-m", "mypy")
    # A file at a time on every core; half of the time is waiting for a browser. One thread each is enough.
    # In the order of the folders: the browser's few long tests come early, so that no core waits at the end.
    spread = [] if arguments else ["--numprocesses", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.call([str(PYTHON), "-m", "pytest", *spread, *arguments], cwd=ROOT, env=environment)


def run_demo_and_app() -> int:
    """Build the example project, or what is still missing of it, then open the app on it."""
    coding = str(BIN / "coding")
    execute(coding, "demo", "--project", DEMO_PROJECT)
    return subprocess.call([coding, "app", "--project", str(DEMO_PROJECT)], cwd=ROOT)


def main(arguments: list[str]) -> int:
    """Run what the command line asks for."""
    testing = arguments[:1] == ["test"]
    ensure_environment(development=testing)
    if testing:
        return run_tests(arguments[1:])
    if not arguments:
        return run_demo_and_app()
    # The caller's folder stays the working folder, so that file names mean what they say.
    return subprocess.call([str(BIN / "coding"), *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
