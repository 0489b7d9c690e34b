"""What the page Model looks up while people code on: read once for all sessions, until somebody codes."""

from typing import Any

import streamlit as st

from coding.classifier import Advice, wanted_points
from coding.ui import session

SECONDS = 60  # decisions made together are no coding events; they show after this long


def advice(question: str, model_id: int | None) -> Advice:
    """Return the stop advice of a question."""
    project = session.project()
    points = wanted_points(project.settings())
    return _advice(session.project_id(), question, model_id, project.changes.newest(), points)


def overruling(question: str) -> dict[str, dict[str, Any]]:
    """Return what became of the suggestions, per code."""
    return _overruling(session.project_id(), question, session.project().changes.newest())


def open_mistakes(question: str, model_id: int) -> list[dict[str, Any]]:
    """Return the likely mistakes of a model that still stand."""
    return _open_mistakes(session.project_id(), question, model_id, session.project().changes.newest())


@st.cache_resource(show_spinner=False, max_entries=20, ttl=SECONDS)
def _advice(
    project_id: str,  # noqa: ARG001
    question: str,
    model_id: int | None,  # noqa: ARG001
    newest_event: int,  # noqa: ARG001
    points: float,
) -> Advice:
    return session.project().classifiers.advice(question, points=points)


@st.cache_resource(show_spinner=False, max_entries=20, ttl=SECONDS)
def _overruling(project_id: str, question: str, newest_event: int) -> dict[str, dict[str, Any]]:  # noqa: ARG001
    return session.project().classifiers.overruling(question)


@st.cache_resource(show_spinner=False, max_entries=20, ttl=SECONDS)
def _open_mistakes(
    project_id: str,  # noqa: ARG001
    question: str,
    model_id: int,
    newest_event: int,  # noqa: ARG001
) -> list[dict[str, Any]]:
    classifiers = session.project().classifiers
    return classifiers.open_mistakes(question, classifiers.summary(model_id))
