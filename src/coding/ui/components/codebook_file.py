"""A codebook as a file: YAML or a table, out and in; what a file would change is told first."""

from pathlib import PurePath

import streamlit as st

from coding.codebook import (
    CodebookContent,
    ConflictError,
    Patch,
    difference,
    make_id,
    parse_codebook,
    parse_codebook_csv,
    sentences,
    starter_codebook,
    to_csv,
    to_yaml,
    with_missing_retired,
)
from coding.errors import CodingError
from coding.i18n import _, ngettext
from coding.project import Project
from coding.ui.components.codebook_step import finish
from coding.ui.components.states import done, plain, show_error
from coding.ui.components.uploader import uploader


def downloads(content: CodebookContent) -> None:
    """Draw the buttons that give the codebook as a file."""
    with st.container(horizontal=True):
        for label, data, ending, mime in (
            (_("Dit codeboek als bestand (YAML)"), to_yaml(content), "yaml", "application/yaml"),
            (_("De codes als tabel (CSV)"), "\ufeff" + to_csv(content), "csv", "text/csv"),
        ):
            st.download_button(
                label,
                data,
                file_name=f"{content.id}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
            )


def bring_in(
    project: Project, question: str | None, *, base: CodebookContent | None, author: str, place: str
) -> None:
    """Draw the field for a file, and what it would change.

    Parameters
    ----------
    question
        The question that is coded with the codebook from then on; None leaves that as it is.
    base
        The codebook that a table holds the codes of; None makes a new one, named after the file.
    place
        Tells two of these on one page apart.
    """
    files = uploader(
        _("Een codeboek inlezen (YAML, of een tabel: CSV, XLSX)"),
        types=["yaml", "yml", "csv", "xlsx"],
        key=f"codebook-file-{place}",
        multiple=False,
    )
    if not files:
        return
    try:
        loaded = _read(files[0].getvalue(), files[0].name, base)
        _offer(project, loaded, question, author=author, place=f"{place}-{files[0].file_id}")
    except CodingError as error:
        show_error(error)


def _read(file: bytes, name: str, base: CodebookContent | None) -> CodebookContent:
    if not name.lower().endswith((".csv", ".xlsx")):
        try:
            return parse_codebook(file.decode("utf-8-sig"), name=name)
        except UnicodeDecodeError as error:
            raise CodingError(_("Sla het bestand op als UTF-8 en kies het opnieuw.")) from error
    stem = PurePath(name).stem
    base = base or starter_codebook(
        make_id(stem) or "codeboek", title=stem, description=_("Nog zonder toelichting.")
    )
    return parse_codebook_csv(file, name=name, base=base)


def _offer(
    project: Project, loaded: CodebookContent, question: str | None, *, author: str, place: str
) -> None:
    """Say what loading a codebook would change, and do it when asked."""
    known = loaded.id in set(project.codebooks.keys())
    n = len(loaded.codes)
    said = ngettext("{title}: {n} code.", "{title}: {n} codes.", n).format(title=loaded.title, n=n)
    st.markdown(plain(said if known else said + " " + _("Dit codeboek is nieuw in dit project.")))
    number = None
    if known:
        current = project.codebooks.current(loaded.id)
        number = st.session_state.setdefault(f"file-base-{place}", current.number)
        loaded = _with_lost(current.content, loaded, place)
        found = difference(current.content, loaded)
        if not found:
            st.info(_("Dit is de versie die al in het project staat; er verandert niets."))
            return
        st.markdown("\n".join(f"- {plain(line)}" for line in sentences(found, names=loaded.labels)))
        counts = project.codebook_steps.preview(loaded.id, Patch(found)).touched
        if counts.codings:
            st.markdown(plain(counts.sentence()))
    reason = st.text_input(_("Waarom deze versie?"), _("ingelezen uit bestand"), key=f"file-reason-{place}")
    if not st.button(_("Opslaan als nieuwe versie"), key=f"file-save-{place}"):
        return
    try:
        step = project.codebook_steps.save(
            loaded, author=author, reason=reason.strip() or _("ingelezen uit bestand"), based_on=number
        )
    except ConflictError:
        del st.session_state[f"file-base-{place}"]  # from now on compared with what the other made of it
        raise
    if question is not None:
        project.corpus.set_codebook(question, loaded.id)
    if known:
        finish(loaded.id, step)
    done(_("{title} is opgeslagen als versie {n}.").format(title=loaded.title, n=step.stored.number))
    st.rerun()


def _with_lost(current: CodebookContent, loaded: CodebookContent, place: str) -> CodebookContent:
    """Offer to retire the codes that the file lacks; without that it cannot be saved."""
    lost = [code.label for code in current.codes if code.id not in loaded]
    if not lost:
        return loaded
    retire = st.checkbox(
        _("Laat vervallen wat niet in het bestand staat: {codes}").format(codes=plain(", ".join(lost))),
        value=True,
        key=f"file-lost-{place}",
    )
    return with_missing_retired(current, loaded) if retire else loaded
