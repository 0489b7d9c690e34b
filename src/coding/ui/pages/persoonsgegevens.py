"""Personal data: what is replaced in texts that wait, decided string by string, then released."""

import streamlit as st

from coding.errors import CodingError
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.pseudonyms import Batch, format_counts
from coding.ui import session
from coding.ui.components import links, review_card, review_texts
from coding.ui.components.states import done, empty, moment, plain, show_done, show_error, title

_RELEASED = "pseudonyms-released"


def render() -> None:
    """Draw the page."""
    project = session.project()
    title(_("Privacy"))
    show_done()
    if st.session_state.pop(_RELEASED, False):
        with st.container(horizontal=True, gap="medium"):
            links.link("codeboek", _("Een codeboek kiezen"), icon=":material/menu_book:")
            links.link("coderen", _("Beginnen met coderen"), icon=":material/edit:")
    waiting = project.pseudonyms.waiting()
    if waiting:
        _review(project, _chosen(waiting))
    else:
        empty(
            _("Er wacht niets"),
            _(
                "Bij het importeren van een peiling worden namen en andere persoonsgegevens opgezocht. Wat "
                "gevonden is kijkt u hier na, voordat iemand de teksten leest."
            ),
            page="gegevens",
            label=_("Naar Gegevens"),
        )
    _originals(project)


def _chosen(waiting: list[Batch]) -> Batch:
    """Return the file under review; a choice only where several wait."""
    if len(waiting) == 1:
        return waiting[0]
    names = {batch.id: f"{batch.name} · {moment(batch.created_at)}" for batch in waiting}
    chosen = st.selectbox(
        _("Bestand"), list(names), format_func=names.__getitem__, placeholder=_("Kies een bestand")
    )
    return next(batch for batch in waiting if batch.id == chosen)


def _review(project: Project, batch: Batch) -> None:
    coder = session.require_coder()
    coders = project.codings.coders()
    who = str(coders.loc[coders["id"] == coder, "name"].iloc[0])
    found = project.pseudonyms.groups(batch.id)
    n_decided = sum(group.decided for group in found)
    st.markdown(
        plain(
            _("{file}: {texts}. Deze teksten worden pas gecodeerd als u ze vrijgeeft.").format(
                file=batch.name,
                texts=ngettext("{n} tekst", "{n} teksten", batch.n_texts).format(
                    n=format_number(batch.n_texts)
                ),
            )
        )
    )
    st.caption(_("Naast de antwoorden kunnen ook kenmerken, respondenten en vragen meetellen als tekst."))
    if found:
        st.progress(
            n_decided / len(found),
            text=_("{done} van {n} vervangingen bekeken, op {places} plaatsen").format(
                done=format_number(n_decided),
                n=format_number(len(found)),
                places=format_number(batch.n_findings),
            ),
        )
    else:
        st.info(_("Er zijn geen persoonsgegevens gevonden. Kijk de teksten hieronder na, en geef ze vrij."))
    _release(project, batch, n_open=len(found) - n_decided, who=who)
    texts = {number: (label, text) for number, label, text in project.pseudonyms.texts(batch.id)}
    with st.container():  # what is in it comes and goes; the texts below keep their place, and the focus
        review_card.draw(project, batch, found, texts, who=who)
    review_texts.draw(project, batch, found, texts, who=who)


def _release(project: Project, batch: Batch, *, n_open: int, who: str) -> None:
    """Draw the main action, and the way to throw it all away."""
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("Vrijgeven"), type="primary"):
            if n_open:
                st.markdown(
                    ngettext(
                        "{n} vervanging is nog niet bekeken en gaat zoals voorgesteld.",
                        "{n} vervangingen zijn nog niet bekeken en gaan zoals voorgesteld.",
                        n_open,
                    ).format(n=format_number(n_open))
                )
            kept = (
                _("Het bestand zelf blijft onder uw wachtzin bewaard.")
                if batch.kept
                else _("De oorspronkelijke teksten worden gewist en zijn hier niet meer terug te halen.")
            )
            st.markdown(_("De teksten met vervangingen liggen daarna vast.") + " " + kept)
            if st.button(_("Nu vrijgeven"), type="primary", key="release"):
                _released(project, batch, who=who)
        with st.popover(_("Weggooien")):
            st.markdown(_("Er wordt niets van dit bestand geïmporteerd; u kunt het later opnieuw kiezen."))
            if st.button(_("Bestand weggooien"), key="discard"):
                project.pseudonyms.discard(batch.id, by=who)
                done(_("Weggegooid; er is niets van geïmporteerd."))
                st.rerun()


def _released(project: Project, batch: Batch, *, who: str) -> None:
    try:
        report = project.pseudonyms.release(batch.id, by=who)
    except CodingError as error:
        show_error(error)
        return
    counts = format_counts(project.pseudonyms.batch(batch.id).counts)
    done(f"{batch.name}: {report.summary()} {counts}")
    st.session_state[_RELEASED] = True
    st.rerun()


def _originals(project: Project) -> None:
    """Draw what is kept under a passphrase: to be fetched, or destroyed."""
    kept = [batch for batch in project.pseudonyms.batches() if batch.kept and batch.state != "waiting"]
    if not kept:
        return
    st.subheader(_("Bewaarde originelen"), anchor=False)
    st.caption(
        _(
            "Versleuteld; zonder de wachtzin kan niemand ze lezen. Wie ze ophaalt of vernietigt, wordt "
            "genoteerd."
        )
    )
    for batch in kept:
        with st.expander(f"{plain(batch.name)} · {moment(batch.created_at)}"):
            passphrase = st.text_input(
                _("Wachtzin"), type="password", key=f"passphrase-{batch.id}", autocomplete="off"
            )
            left, right = st.columns(2)
            if left.button(_("Ophalen"), key=f"fetch-{batch.id}", disabled=not passphrase):
                _fetch(project, batch, passphrase)
            sure = right.checkbox(_("Ja, voorgoed"), key=f"sure-{batch.id}")
            if right.button(_("Vernietigen"), key=f"destroy-{batch.id}", disabled=not sure):
                project.pseudonyms.destroy_original(batch.id, by=_who(project))
                done(_("Vernietigd."))
                st.rerun()


def _fetch(project: Project, batch: Batch, passphrase: str) -> None:
    try:
        name, content = project.pseudonyms.original(batch.id, passphrase, by=_who(project))
    except CodingError as error:
        show_error(error)
        return
    st.download_button(_("Opslaan: {file}").format(file=name), content, file_name=name, on_click="ignore")


def _who(project: Project) -> str:
    coders = project.codings.coders()
    names = coders.loc[coders["id"] == session.require_coder(), "name"]
    return str(names.iloc[0])
