"""Importing reports: read, looked at, and only then kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from coding.corpus import REPORTS, ImportReport, edited, read_document
from coding.errors import CodingError
from coding.i18n import _, format_number
from coding.project import Project
from coding.pseudonyms import Batch
from coding.ui.components import cuts, privacy, survey_import
from coding.ui.components.cuts import Draft
from coding.ui.components.privacy import Wish
from coding.ui.components.states import plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from coding.corpus import By

    Outcomes = list[tuple[str, ImportReport | Batch | CodingError]]

_DRAFTS = "report-drafts"


def draw(project: Project, files: "Sequence[UploadedFile]", *, author: str) -> "Outcomes | None":
    """Draw reports that were chosen: what will become of them, and how each was cut.

    Returns
    -------
    list or None
        What came of every file, once a person said that they are to be kept.
    """
    st.subheader(_("Rapporten"), anchor=False)
    drafts = _read(files)
    left, middle, right, last = st.columns([2, 3, 2, 2])
    questions = project.corpus.questions()
    known = [str(key) for key in questions.loc[questions["kind"] == "reports", "key"]]
    key = left.text_input(_("Verzameling"), known[0] if known else REPORTS, max_chars=60)
    before = questions.loc[questions["key"] == key, "text"]
    text = middle.text_input(
        _("Wat wilt u uit deze rapporten weten?"),
        str(before.iloc[0]) if len(before) else _("Ervaringen en verbeterpunten in rapporten"),
        key=f"text-{key}",
    )
    choices = sorted({*project.codebooks.keys(), *survey_import.shipped_codebooks()})
    codebook = right.selectbox(
        _("Codeboek"), choices, index=None, placeholder=_("later kiezen"), help=_("Kan ook later.")
    )
    names: dict[By, str] = {
        "paragraph": _("alinea's"),
        "sentence": _("zinnen"),
        "section": _("paragrafen onder een kop"),
    }
    by = last.selectbox(_("Knippen in"), list(names), format_func=names.__getitem__)
    wish = privacy.choice(key="reports", default=False)
    pressed = st.button(_("Importeren"), type="primary")
    _show_cuts(drafts)
    if not pressed:
        return None
    wanted = _Wanted(key, text, codebook, by)
    bar = st.progress(0.0, text=_("Importeren …"))
    outcomes: Outcomes = []
    for number, (file, draft) in enumerate(zip(files, drafts, strict=True), start=1):
        outcome: ImportReport | Batch | CodingError
        try:
            if isinstance(draft, CodingError):
                raise draft
            if codebook:
                survey_import.ensure_codebook(project, codebook, author=author)
            store = _stage if wish.pseudonymise else _keep
            outcome = store(project, file, draft, wanted, wish, author)
        except CodingError as error:
            outcome = error
        outcomes.append((file.name, outcome))
        bar.progress(number / len(files), text=plain(file.name))
    del st.session_state[_DRAFTS]
    return outcomes


@dataclass(frozen=True)
class _Wanted:
    """Where reports belong and how they are cut."""

    question: str
    text: str
    codebook: str | None
    by: "By"


def _keep(
    project: Project, file: "UploadedFile", draft: Draft, wanted: _Wanted, _wish: Wish, author: str
) -> ImportReport:
    """Import one report as it was cut."""
    return project.corpus.import_report(
        file.getvalue(),
        name=file.name,
        question=wanted.question,
        question_text=wanted.text,
        codebook=wanted.codebook,
        by=wanted.by,
        edits=draft.edits,
        document=draft.read,
        author=author,
    )


def _stage(
    project: Project, file: "UploadedFile", draft: Draft, wanted: _Wanted, wish: Wish, author: str
) -> ImportReport | Batch:
    """Let one report, as it was cut, wait until the personal data in it were looked at."""
    with privacy.recogniser(wish) as recogniser:
        return project.pseudonyms.stage_report(
            file.getvalue(),
            edited(draft.read, draft.edits),
            name=file.name,
            question=wanted.question,
            question_text=wanted.text,
            codebook=wanted.codebook,
            cut_by=wanted.by,
            recogniser=recogniser,
            by=author,
            passphrase=wish.passphrase,
        )


def _read(files: "Sequence[UploadedFile]") -> list[Draft | CodingError]:
    """Read every file once; a broken one gives its error and does not hold up the others."""
    kept: dict[str, Draft | CodingError] = st.session_state.get(_DRAFTS, {})
    drafts = {file.file_id: kept[file.file_id] for file in files if file.file_id in kept}
    for file in files:
        if file.file_id in drafts:
            continue
        bar = st.progress(0.0)
        try:
            drafts[file.file_id] = Draft(
                file.name, read_document(file.getvalue(), name=file.name, progress=_shown(bar, file.name))
            )
        except CodingError as error:
            drafts[file.file_id] = error
        bar.empty()
    st.session_state[_DRAFTS] = drafts
    return [drafts[file.file_id] for file in files]


def _shown(bar: "DeltaGenerator", name: str) -> Callable[[int, int], None]:
    """Return what shows in a bar how far the reading of a file is."""
    message = plain(_("Lezen: {file}").format(file=name))
    bar.progress(0.0, text=message)

    def show(done: int, total: int) -> None:
        pages = _("bladzijde {n} van {total}").format(n=format_number(done), total=format_number(total))
        bar.progress(done / total, text=f"{message} ({pages})")

    return show


def _show_cuts(drafts: "Sequence[Draft | CodingError]") -> None:
    """Draw how the reports were cut, one at a time."""
    for draft in drafts:
        if isinstance(draft, CodingError):
            st.error(plain(str(draft)))
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    if not good:
        return
    st.markdown(f"**{_('Zo is het geknipt')}**")
    st.caption(
        _(
            "Niets is nog bewaard. ✂ knipt, ↥ geeft wat ervoor staat aan het vorige deel; rechts voegt u "
            "delen samen of haalt u terug wat apart is gezet. Bij het importeren ligt de tekst vast."
        )
    )
    place = 0
    if len(good) > 1:
        place = st.selectbox(
            _("Rapport"),
            range(len(good)),
            format_func=lambda at: good[at].name,
        )
    draft = good[place]
    for note in draft.read.notes:
        st.info(plain(note))
    cuts.draw(draft, key=f"cuts-{place}")
