"""Remembering in this browser, not in the address, who is at work."""

import streamlit as st

_SCRIPT = """
export default function (component) {
  const { name, value } = component.data;
  const life = value ? 31536000 : 0;
  document.cookie = `${name}=${value}; path=/; max-age=${life}; SameSite=Strict`;
}
"""

_component = st.components.v2.component("coding_remember", js=_SCRIPT)


def remember(name: str, value: int | None) -> None:
    """Set a cookie of this site; no value takes it away.

    An address is passed on to colleagues, and must not make them somebody else; a cookie stays.
    """
    _component(key="coding-remember", data={"name": name, "value": str(value) if value else ""})
