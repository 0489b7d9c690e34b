"""The switch between the two ways to code leads to the other page."""

import pytest
import streamlit as st
from tests.builders import add_question

from coding.ui.components import links


def test_the_other_way_is_one_click(open_page, small, monkeypatch: pytest.MonkeyPatch):
    add_question(small, ["Te laat."])
    small.codings.ensure_coder("Anna")
    opened: list[str] = []

    def go_to(name: str) -> None:
        opened.append(name)
        st.stop()  # as opening another page does

    monkeypatch.setattr(links, "go_to", go_to)
    app = open_page("lijst", question="7", coder=1)
    assert app.get("button_group")[0].value == "lijst"
    assert opened == []
    app.get("button_group")[0].set_value("coderen").run()
    assert opened == ["coderen"]
