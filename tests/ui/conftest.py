"""A project for the pages, and a way to open them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from tests.ui.pages import PageOpener

from coding.project import Project
from coding.ui.auto_training import AutoTraining


@pytest.fixture(autouse=True)
def no_training_beside_a_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no page that codes start a training in a process of its own, but where that is what is tested."""
    if request.module.__name__.rpartition(".")[2] != "test_auto_training":
        monkeypatch.setattr(AutoTraining, "consider", lambda *_place: False)


@pytest.fixture
def location(project_file: Path) -> Path:
    """Where the project of a test is."""
    return project_file


@pytest.fixture
def small(location: Path) -> Iterator[Project]:
    """An empty project beside the app, on the file the app opens."""
    with Project(location) as opened:
        yield opened


@pytest.fixture
def open_page(location: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageOpener]:
    """Open pages of the app on the project of this test."""
    monkeypatch.setenv("CODING_PROJECT", str(location))
    monkeypatch.setenv("TEST_PAGE", "")
    opener = PageOpener(location)
    yield opener
    opener.project().close()
    st.cache_resource.clear()
    st.cache_data.clear()
