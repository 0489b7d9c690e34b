"""Which versions of libraries a model is made with."""

from importlib.metadata import version

LIBRARIES = ("numpy", "scipy", "scikit-learn", "coding")


def library_versions() -> dict[str, str]:
    """Return the versions of now, by name of the package."""
    return {name: version(name) for name in LIBRARIES}
