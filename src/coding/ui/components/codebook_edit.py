"""Changing one code of a codebook in a form; every save is a version."""

import re
import unicodedata
from dataclasses import fields, replace

import streamlit as st

from coding.codebook import Code, CodebookContent, parse_codebook, to_yaml
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui.components.people import coder_name, need_name
from coding.ui.components.states import done, show_error

NEW = ""  # the choice of a code that does not exist yet


def code_id(label: str) -> str:
    """Make a permanent id of a label.

    Examples
    --------
    >>> code_id("Privacy & gegevensdeling"), code_id("Financiën")
    ('privacy-gegevensdeling', 'financien')
    """
    ascii_only = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def with_code(content: CodebookContent, code: Code) -> CodebookContent:
    """Return the codebook with a code changed or added.

    A new code comes after the others of its theme, and before those that stand alone.

    Raises
    ------
    CodingError
        When the codebook would not be right; naming every problem.
    """
    codes = list(content.codes)
    if code.id in content:
        codes[codes.index(content.code(code.id))] = code
    else:
        codes.insert(_place(content, code), code)
    changed = replace(content, codes=tuple(codes))
    return parse_codebook(to_yaml(changed), name=content.title)


def _place(content: CodebookContent, code: Code) -> int:
    family = [i for i, other in enumerate(content.codes) if code.parent in {other.id, other.parent or ""}]
    if code.parent and family:
        return family[-1] + 1
    if code.exclusive:
        return len(content.codes)
    alone = [i for i, other in enumerate(content.codes) if other.exclusive]
    return alone[0] if alone else len(content.codes)


def changes(before: CodebookContent, after: CodebookContent) -> list[str]:
    """Say in sentences what differs between two versions."""
    found = []
    for code in after.codes:
        if code.id not in before:
            found.append(_("Nieuw: {label}.").format(label=code.label))
            continue
        old = before.code(code.id)
        changed = [
            field.name for field in fields(Code) if getattr(old, field.name) != getattr(code, field.name)
        ]
        if changed:
            words = field_names()
            found.append(
                _("Gewijzigd: {label} ({what}).").format(
                    label=old.label, what=", ".join(words[name] for name in changed)
                )
            )
    found += [
        _("Ontbreekt: {label}.").format(label=code.label) for code in before.codes if code.id not in after
    ]
    if [code.id for code in before.codes if code.id in after] != [
        code.id for code in after.codes if code.id in before
    ]:
        found.append(_("De volgorde is anders."))
    if (before.title, before.description, before.source) != (after.title, after.description, after.source):
        found.append(_("De titel of de toelichting is anders."))
    return found


def field_names() -> dict[str, str]:
    """Return what the parts of a code are called."""
    return {
        "id": _("vaste naam"),
        "label": _("label"),
        "definition": _("definitie"),
        "include": _("wanneer wel"),
        "exclude": _("wanneer niet"),
        "examples": _("voorbeelden"),
        "key_terms": _("kernwoorden"),
        "parent": _("hoofdthema"),
        "exclusive": _("staat alleen"),
        "dimension": _("lijst"),
    }


def edit_code(project: Project, content: CodebookContent) -> None:
    """Draw the form for one code."""
    author = coder_name(project)
    if author is None:
        need_name()
        return
    labels = {code.id: ("\u2003" if code.parent else "") + code.label for code in content.codes}
    chosen = st.selectbox(
        _("Welke code?"),
        [NEW, *labels],
        format_func=lambda key: labels.get(key) or _("+ een nieuwe code"),
        key=f"edit-{content.id}",
        width=420,
    )
    old = content.code(chosen) if chosen else None
    with st.form(f"code-{content.id}-{chosen}", border=True):
        code = _fields(content, old)
        reason = st.text_input(
            _("Waarom deze wijziging?"), placeholder=_("bijvoorbeeld: na de proefronde scherper gemaakt")
        )
        if st.form_submit_button(_("Opslaan als nieuwe versie")):
            _save(project, content, code, author=author, reason=reason)


def _fields(content: CodebookContent, old: Code | None) -> Code:
    """Draw a code's fields and return the code they make."""
    words = field_names()
    label = st.text_input(words["label"].capitalize(), old.label if old else "", max_chars=60)
    if old is None:
        tops = {code.id: code.label for code in content.codes if code.parent is None and not code.exclusive}
        parent = st.selectbox(
            _("Valt onder"),
            list(tops),
            index=None,
            format_func=tops.__getitem__,
            placeholder=_("niets: eigen thema"),
        )
        exclusive = st.checkbox(_("Staat alleen (zoals 'geen' en 'weet niet')"))
    definition = st.text_area(words["definition"].capitalize(), old.definition if old else "", height=80)
    left, right = st.columns(2)
    include = left.text_area(words["include"].capitalize(), old.include if old else "", height=100)
    exclude = right.text_area(words["exclude"].capitalize(), old.exclude if old else "", height=100)
    examples = left.text_area(
        _("Voorbeelden, één per regel (ten minste twee)"), "\n".join(old.examples) if old else "", height=100
    )
    terms = right.text_area(
        _("Kernwoorden, gescheiden door komma's"), ", ".join(old.key_terms) if old else "", height=100
    )
    texts = {
        "label": label.strip(),
        "definition": definition.strip(),
        "include": include.strip(),
        "exclude": exclude.strip(),
        "examples": tuple(line.strip() for line in examples.splitlines() if line.strip()),
        "key_terms": tuple(term.strip() for term in terms.split(",") if term.strip()),
    }
    if old is not None:
        return replace(old, **texts)  # type: ignore[arg-type]
    dimension = content.code(parent).dimension if parent else content.codes[0].dimension
    return Code(
        id=code_id(label),
        parent=parent,
        exclusive=exclusive,
        dimension=dimension,
        **texts,  # type: ignore[arg-type]
    )


def _save(project: Project, content: CodebookContent, code: Code, *, author: str, reason: str) -> None:
    if not reason.strip():
        st.error(_("Schrijf erbij waarom u dit wijzigt; dat staat later in de geschiedenis."))
        return
    try:
        changed = with_code(content, code)
        found = changes(content, changed)
        if not found:
            st.info(_("Er is niets veranderd."))
            return
        stored = project.codebooks.add(changed, author=author, reason=reason.strip())
    except CodingError as error:
        show_error(error)
        return
    done(_("Opgeslagen als versie {n}. {changes}").format(n=stored.number, changes=" ".join(found)))
    st.rerun()
