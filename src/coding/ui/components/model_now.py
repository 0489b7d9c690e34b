"""What to do now with a model: train, go on coding or stop, code what teaches most."""

import streamlit as st

from coding.classifier import (
    POINTS,
    Advice,
    ModelSummary,
    State,
    advice_texts,
    conclusion,
    most_uncertain,
    state_names,
    wanted_points,
)
from coding.codings import Strategy
from coding.i18n import _, format_number, ngettext
from coding.project import Project
from coding.ui import session
from coding.ui.components import job_status, links
from coding.ui.components.people import coder_name, need_name
from coding.ui.components.states import moment, plain
from coding.ui.components.units import unit_of

VERB, MODELS_VERB = "train", "models"
QUEUE_SIZE = 20
ICONS = {
    State.ENOUGH: ":material/check_circle:",
    State.GO_ON: ":material/arrow_circle_right:",
    State.UNKNOWN: ":material/help:",
}


def training(
    project: Project, question: str, latest: ModelSummary | None, *, n: int, n_read: int, busy: bool
) -> None:
    """Say how much there is to learn from, and offer to do so."""
    unit = unit_of(project, question)
    sentence = _("{read} van de {what} zijn gecodeerd.").format(
        read=format_number(n_read), what=unit.count(n)
    )
    if latest is None:
        sentence += " " + _("Het programma heeft nog niets geleerd over deze vraag.")
    else:
        new = n_read - int(latest.settings.get("n_read", latest.n_coded))
        sentence += " " + (
            _("Het nieuwste model leerde op {when} van {n}")
            if latest.n_coded
            else _("Het nieuwste model leerde op {when} alleen uit het codeboek")
        ).format(when=moment(latest.created_at), n=format_number(latest.n_coded))
        sentence += _("; sindsdien kwamen er {new} bij.").format(new=format_number(new)) if new > 0 else "."
        sentence += _undecided(int(latest.settings.get("n_read", latest.n_coded)) - latest.n_coded)
    st.markdown(plain(sentence))
    label = _("Trainen") if latest is None else _("Opnieuw trainen")
    if not busy and st.button(label, type="primary", icon=":material/model_training:"):
        name = coder_name(project)
        job_status.start(project, VERB, question, options=["--by", name] if name else [])


def _undecided(n: int) -> str:
    """Say why fewer texts were learned from than were read."""
    if n <= 0:
        return ""
    return " " + ngettext(
        "{n} gelezen tekst deed niet mee: daar verschilden codeurs, en er was nog niets besloten.",
        "{n} gelezen teksten deden niet mee: daar verschilden codeurs, en er was nog niets besloten.",
        n,
    ).format(n=format_number(n))


def stop_advice(project: Project, question: str, advice: Advice) -> None:
    """Say whether more coding still changes anything: the conclusion, and the three signs behind it."""
    st.subheader(_("Verder coderen, of is het genoeg?"), anchor=False)
    st.markdown(f"**{plain(conclusion(advice))}**")
    labels = project.codebooks.for_question(question).content.labels
    names = state_names()
    for sign in advice_texts(advice, labels):
        said = f"{ICONS[sign.state]} **{plain(sign.name)}: {plain(names[sign.state])}.** {plain(sign.saw)}"
        st.markdown(f"{said} {plain(sign.todo)}".strip())
    with st.popover(_("Hoe nauwkeurig moet de tabel zijn?"), icon=":material/tune:"):
        points = st.number_input(
            _("± zoveel procentpunten rond elk thema"),
            min_value=1.0,
            max_value=25.0,
            value=wanted_points(project.settings()),
            step=0.5,
            key="model-points",
            help=_("De helft van de breedte van het 95%-interval. Met ± 5 kan 30% staan voor 25 tot 35%."),
        )
        if points != wanted_points(project.settings()):
            project.set(POINTS, points)
            st.rerun()


def renewal(project: Project, question: str, current: ModelSummary, *, busy: bool) -> None:
    """Offer to make the model that suggests again, where it was made with other versions of libraries."""
    if not current.outdated or busy:
        return
    st.info(
        _(
            "Het model is gemaakt met een andere versie van het programma. De voorstellen blijven staan; "
            "welke woorden ertoe leidden, is pas weer te zien als het opnieuw is gemaakt."
        )
    )
    if st.button(_("Maak het model opnieuw"), icon=":material/refresh:"):
        job_status.start(project, MODELS_VERB, question, options=["--restore", str(current.id)])


def doubts(project: Project, question: str, *, n_unread: int) -> None:
    """Offer to code what the program learns most from."""
    st.subheader(_("Verder coderen waar het helpt"), anchor=False)
    if not n_unread:
        st.markdown(_("Alles is gelezen. Er valt voor het programma niets meer te vragen."))
        return
    st.markdown(
        _("Nog niet gelezen: {what}. Het leerzaamst is waar het programma over twijfelt.").format(
            what=unit_of(project, question).count(n_unread)
        )
    )
    coder = session.current_coder()
    if coder is None:
        need_name()
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        n = st.number_input(
            _("Hoeveel?"),
            1,
            n_unread,
            min(QUEUE_SIZE, n_unread),
            key=f"uncertain-{question}",
            width=140,
        )
        pressed = st.button(_("Codeer de twijfelgevallen"), icon=":material/edit:")
    if pressed:
        suggestions = project.classifiers.suggestions(question)
        queue = project.codings.make_queue(
            question,
            title=ngettext("{n} twijfelgeval", "{n} twijfelgevallen", int(n)).format(n=int(n)),
            strategy=Strategy.UNCERTAIN,
            coder_id=coder,
            segment_ids=most_uncertain(suggestions, _unread(project, question), n=int(n)),
        )
        links.go_to("coderen", question=question, queue=queue)


def _unread(project: Project, question: str) -> list[int]:
    """Return the texts that nobody read, in order."""
    read = project.changes.readers(question)
    return [int(segment) for segment in project.corpus.segments(question)["id"] if segment not in read]
