"""Changing one code of a codebook, or adding one, in a form; every save is a version."""

from typing import Any

import streamlit as st

from coding.codebook import (
    UNFINISHED,
    Add,
    Code,
    CodebookContent,
    Edit,
    StoredCodebook,
    field_names,
    similar_codes,
    unique_id,
)
from coding.i18n import _
from coding.project import Project
from coding.ui.components import codebook_acts
from coding.ui.components.codebook_notes import notes_at
from coding.ui.components.codebook_step import draw_meanwhile, editor, look_anew, looked_at, perform
from coding.ui.components.codebook_tree import in_order
from coding.ui.components.states import beside, plain

NEW = ""  # the choice of a code that does not exist yet
_SEEN = "codebook-similar-seen"  # the label whose likeness to others was pointed out


def edit_codebook(project: Project, key: str) -> None:
    """Draw the choice of a code and all that can be done with it."""
    author = editor(project)
    if author is None:
        return
    stored = looked_at(project, key)
    draw_meanwhile(project, stored)
    labels = code_choices(stored.content)
    chosen = st.selectbox(
        _("Welke code?"),
        [NEW, *labels],
        format_func=lambda code: labels.get(code) or _("+ een nieuwe code"),
        key=f"edit-{key}",
        on_change=look_anew,
        args=(key,),
        width=420,
    )
    old = stored.content.code(chosen) if chosen in stored.content else None
    if old is None:
        _form(project, stored, None, author=author)
        return
    if old.retired:
        codebook_acts.restore(project, stored, old, author=author)
        return
    left, right = beside()
    with left:
        _form(project, stored, old, author=author)
    with right:
        codebook_acts.acts(project, stored, old, author=author)
        notes_at(project, key, old.id)


def code_choices(content: CodebookContent) -> dict[str, str]:
    """Return codes to choose from, each below its theme, those out of use last."""
    return {
        code.id: ("\u2003" if code.parent and not code.retired else "") + code.shown_label
        for code in in_order(content)
    }


def _form(project: Project, stored: StoredCodebook, old: Code | None, *, author: str) -> None:
    content = stored.content
    with st.form(f"code-{content.id}-{stored.number}-{old.id if old else NEW}", border=True):
        values = _fields(content, old)
        reason = st.text_input(
            _("Waarom deze wijziging?"), placeholder=_("bijvoorbeeld: na de proefronde scherper gemaakt")
        )
        if old is not None:
            counts = project.codebook_steps.preview(content.id, Edit(old.id, {})).touched
            st.caption(plain(f"{counts.sentence()} " + _("Codes die gegeven zijn, blijven staan.")))
        saved = st.form_submit_button(_("Opslaan als nieuwe versie"))
    if not saved or _looks_like_another(content, str(values["label"]), old):
        return
    if old is None:
        code = _new_code(content, values)
        perform(project, content.id, Add(code), author=author, reason=reason, based_on=stored.number)
        return
    changed = {name: value for name, value in values.items() if getattr(old, name) != value}
    perform(project, content.id, Edit(old.id, changed), author=author, reason=reason, based_on=stored.number)


def _fields(content: CodebookContent, old: Code | None) -> dict[str, Any]:
    """Draw a code's fields and return what they hold."""
    words = {name: word.capitalize() for name, word in field_names().items()}
    values: dict[str, Any] = {}
    label = st.text_input(words["label"], old.label if old else "", max_chars=60)
    if old is None:
        tops = {code.id: code.label for code in content.live if code.parent is None and not code.exclusive}
        values["parent"] = st.selectbox(
            _("Valt onder"),
            list(tops),
            index=None,
            format_func=tops.__getitem__,
            placeholder=_("niets: eigen thema"),
        )
    values["exclusive"] = st.checkbox(
        _("Staat alleen (zoals 'geen' en 'weet niet')"), value=old.exclusive if old else False
    )
    definition = st.text_area(words["definition"], old.definition if old else "", height=80)
    left, right = st.columns(2)
    include = left.text_area(words["include"], old.include if old else "", height=110)
    exclude = right.text_area(words["exclude"], old.exclude if old else "", height=110)
    examples = left.text_area(
        _("Voorbeelden, één per regel (ten minste twee)"), "\n".join(old.examples) if old else "", height=110
    )
    terms = right.text_area(
        _("Kernwoorden, gescheiden door komma's"), ", ".join(old.key_terms) if old else "", height=110
    )
    return values | {
        "label": " ".join(label.split()),
        "definition": definition.strip(),
        "include": include.strip(),
        "exclude": exclude.strip(),
        "examples": tuple(line.strip() for line in examples.splitlines() if line.strip()),
        "key_terms": tuple(term.strip() for term in terms.split(",") if term.strip()),
    }


def _new_code(content: CodebookContent, values: dict[str, Any]) -> Code:
    parent = values["parent"]
    dimension = content.code(parent).dimension if parent else content.codes[0].dimension
    return Code(id=unique_id(values["label"], content), dimension=dimension, **values)


def _looks_like_another(content: CodebookContent, label: str, old: Code | None) -> bool:
    """Point out codes with a label like this one, once; who saves again means it."""
    alike = (
        [] if old and old.label == label else similar_codes(content, label, besides=old.id if old else None)
    )
    if not alike or st.session_state.pop(_SEEN, None) == (content.id, label):
        return False
    st.session_state[_SEEN] = (content.id, label)
    names = ", ".join(item.code.shown_label for item in alike)
    st.warning(
        plain(
            _("'{label}' lijkt op: {names}. Is het iets anders? Sla dan nog een keer op.").format(
                label=label, names=names
            )
        )
    )
    return True


def still_to_write(content: CodebookContent) -> list[Code]:
    """Return the codes in use of which a rule still has to be written."""
    return [
        code
        for code in content.live
        if UNFINISHED in {code.definition, code.include, code.exclude, *code.examples, *code.key_terms}
    ]
