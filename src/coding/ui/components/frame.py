"""What stands around every page in the browser: who is at work, and whether the program still answers."""

from pathlib import Path

import streamlit as st

from coding.i18n import _, current_language

_component = st.components.v2.component(
    "coding_frame", js=(Path(__file__).parent / "frame.js").read_text(encoding="utf-8")
)


def frame(cookie: str, coder_id: int | None) -> None:
    """Remember in this browser who is at work, and say it when the connection is lost.

    In a cookie, because an address is passed on to colleagues and must not make them somebody else.
    """
    _component(
        key="coding-frame",
        data={
            "cookie": cookie,
            "coder": str(coder_id) if coder_id else "",
            "language": current_language(),
            "skip": _("Naar de inhoud"),
            "lost": _(
                "Geen verbinding met het programma. Wat bewaard was, is bewaard. Draait het nog? "
                "Zodra het weer draait, gaat deze pagina vanzelf verder."
            ),
        },
        on_awake_change=lambda: None,  # the run itself is what was asked for
    )
