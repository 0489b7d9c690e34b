"""The history of a codebook: who changed what, when and why, and the way back of each step."""

import streamlit as st

from coding.codebook import Kind
from coding.codings import Permission
from coding.i18n import _
from coding.project import Project
from coding.ui import session
from coding.ui.components.codebook_step import take_back
from coding.ui.components.people import coder_name
from coding.ui.components.states import moment, plain


def history(project: Project, key: str) -> None:
    """Draw every version with what it changed; newest first."""
    author = coder_name(project)
    may = author is not None and session.may(Permission.CODEBOOK)
    st.caption(
        _("Een versie wordt nooit overschreven; codes verdwijnen niet, want er kunnen coderingen aan hangen.")
    )
    for row in project.codebook_steps.log(key).to_dict("records"):
        number = int(row["number"])
        with st.container(border=True):
            kind = kind_names()[row["kind"]] if number > 1 else _("begin")
            undone = " · " + _("ongedaan gemaakt") if row["undone"] else ""
            head = _("Versie {n}").format(n=number)
            st.markdown(f"**{head}** · {kind}{undone} · {plain(row['reason'])}")
            st.caption(plain(f"{row['author']}, {moment(row['created_at'])}"))
            if row["changes"]:
                st.markdown("\n".join(f"- {plain(sentence)}" for sentence in row["changes"]))
            if row["touched"] is not None and row["touched"].codings:
                st.caption(plain(row["touched"].sentence()))
            undo = may and row["can_undo"] and st.button(_("Ongedaan maken"), key=f"undo-{key}-{number}")
            if undo and author is not None:
                take_back(project, key, number, author=author)


def kind_names() -> dict[str, str]:
    """Return what the kinds of steps are called."""
    return {
        Kind.ADD: _("nieuwe code"),
        Kind.RENAME: _("ander label"),
        Kind.REDEFINE: _("andere regels"),
        Kind.MOVE: _("andere plek"),
        Kind.MERGE: _("samengevoegd"),
        Kind.SPLIT: _("gesplitst"),
        Kind.RETIRE: _("vervallen"),
        Kind.RESTORE: _("weer in gebruik"),
        Kind.EDIT: _("bewerkt"),
        Kind.UNDO: _("ongedaan maken"),
    }
