"""Streamlit's file field in the language of the interface: its own texts are English."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from coding.i18n import _, current_language

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

# The button's word and the line with limits are replaced; dropping and choosing stay Streamlit's.
_CSS = """
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p::after
  {{ content: "{choose}"; font-size: 1rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"] * {{ font-size: 0; }}
[data-testid="stFileUploaderDropzoneInstructions"]::after
  {{ content: "{limit}"; font-size: .9rem; opacity: .75; }}
"""


def uploader(label: str, *, types: Sequence[str], key: str, multiple: bool = True) -> "list[UploadedFile]":
    """Draw a file field and return the files chosen."""
    if current_language() == "nl":
        limit = st.get_option("server.maxUploadSize")
        texts = {"choose": _("Bestanden kiezen"), "limit": _("of sleep ze hierheen, tot {n} MB per bestand")}
        st.html(f"<style>{_CSS.format(choose=texts['choose'], limit=texts['limit'].format(n=limit))}</style>")
    if multiple:
        return list(st.file_uploader(label, type=list(types), accept_multiple_files=True, key=key))
    file = st.file_uploader(label, type=list(types), key=key)
    return [] if file is None else [file]
