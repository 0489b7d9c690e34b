"""Who is at work, for pages that write something down with a name."""

import streamlit as st

from coding.codings import Permission
from coding.i18n import _
from coding.project import Project
from coding.ui import session


def coder_name(project: Project) -> str | None:
    """Return the name of who is at work; None when nobody said so."""
    coders = project.codings.coders()
    names = coders.loc[coders["id"] == session.current_coder(), "name"]
    return str(names.iloc[0]) if len(names) else None


def whose_codings(project: Project) -> str | None:
    """Return whose codings who is at work may look at: their own, or None for everybody's.

    Whoever may not see what others gave would otherwise read it in a table or a group before coding the
    same text. Asks who they are where that matters and nobody said so.
    """
    if session.may(Permission.SEE_OTHERS):
        return None
    session.require_coder()
    return coder_name(project)


def need_name() -> None:
    """Draw why an action is not offered: nobody said who is at work."""
    st.info(_("Zeg eerst wie u bent (rechtsboven); bij elke wijziging staat wie haar maakte."))
