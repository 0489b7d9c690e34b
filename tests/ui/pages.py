"""Opening one page of the app in Streamlit's AppTest, on a small project."""

import os
from pathlib import Path

from streamlit.testing.v1 import AppTest

from coding.project import Project
from coding.ui import session

TIMEOUT = 60


def _script() -> None:
    import importlib
    import os

    from coding.errors import CodingError
    from coding.ui import session

    session.use_interface_language()
    session.choose_question()
    try:
        importlib.import_module(f"coding.ui.pages.{os.environ['TEST_PAGE']}").render()
    except CodingError as error:
        import streamlit as st

        st.error(str(error))


class PageOpener:
    """Opens pages on one project, and closes what the app opened."""

    def __init__(self, location: Path) -> None:
        self.location = location
        os.environ["CODING_PROJECT"] = str(location)

    def __call__(
        self, name: str, *, question: str | None = None, coder: int | None = None, language: str = "nl"
    ) -> AppTest:
        """Draw a page; whoever is named is at work."""
        os.environ["TEST_PAGE"] = name
        app = AppTest.from_function(_script, default_timeout=TIMEOUT)
        app.session_state[session.LANGUAGE] = language
        if question is not None:
            app.session_state[session.QUESTION] = question
        if coder is not None:
            app.session_state[session.CODER] = coder
        return app.run()

    def project(self) -> Project:
        """Return the project as the app sees it."""
        return session.project()


def texts(app: AppTest) -> str:
    """Return everything on the page that is read as text."""
    parts = [
        element.value
        for kind in (app.markdown, app.caption, app.title, app.subheader, app.success, app.info, app.warning)
        for element in kind
    ]
    parts += [element.value for element in app.error]
    parts += [element.proto.body for element in app.get("html")]
    parts += [element.label for element in app.button]
    return "\n".join(str(part) for part in parts).replace("\\", "")  # as read: without Markdown's escapes


def button(app: AppTest, label: str):
    """Return the button with this label."""
    return next(element for element in app.button if element.label == label)
