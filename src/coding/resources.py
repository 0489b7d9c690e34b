"""Where the files beside the code are: in the repository, or bundled in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_REPOSITORY = _PACKAGE.parent.parent


def resource(name: str) -> Path:
    """Return the path of ``app.py``, ``codebooks`` or ``corpora``, or of a file in one of them."""
    root = _BUNDLED if _BUNDLED.is_dir() else _REPOSITORY
    path = root / name
    if not path.exists():
        raise FileNotFoundError(f"{name} is missing from this installation ({root}); install it again")
    return path
