"""Importing a survey in the browser: what the file holds, what each column means, what will happen."""

from typing import TYPE_CHECKING

import streamlit as st

from coding.codebook import load_codebook
from coding.corpus import (
    ImportReport,
    RawTable,
    SurveyData,
    SurveyMapping,
    guess_mapping,
    parse_mapping,
    read_survey,
    read_table,
)
from coding.errors import CodingError
from coding.i18n import _, current_language, format_number, ngettext
from coding.project import Project
from coding.pseudonyms import Batch, look_besides
from coding.resources import resource
from coding.ui.components import mapping_table as mt
from coding.ui.components import privacy
from coding.ui.components.html_table import Column, html_table
from coding.ui.components.states import plain, show_error

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

PREVIEW_ROWS = 5
NAME_LENGTH, CELL_LENGTH = 40, 45
LISTED = 8  # dropped rows that are named; the rest is counted


@st.cache_data(show_spinner=False, max_entries=4)
def _table(content: bytes, name: str) -> RawTable:
    return read_table(content, name=name)


@st.cache_data(show_spinner=False, max_entries=4)
def _check(content: bytes, name: str, mapping_json: str) -> SurveyData:
    """Read the survey as the import will; kept, because a page is drawn again at every click."""
    mapping = SurveyMapping.model_validate_json(mapping_json)
    return read_survey(read_table(content, name=name, options=mapping.file.options()), mapping)


@st.cache_data(show_spinner=False, max_entries=4)
def _beside_answers(
    content: bytes,
    name: str,
    mapping_json: str,
    organisations: bool,
    language: str,  # noqa: ARG001
) -> tuple[str, ...]:
    """Return what to know of personal data that is in no answer; kept as `_check` is."""
    mapping = SurveyMapping.model_validate_json(mapping_json)
    table = read_table(content, name=name, options=mapping.file.options())
    with privacy.recogniser(privacy.Wish(pseudonymise=True, organisations=organisations)) as recogniser:
        return look_besides(table, read_survey(table, mapping), mapping, recogniser=recogniser).warnings


def shipped_codebooks() -> list[str]:
    """Return the ids of the codebooks that come with the program."""
    return sorted(file.stem for file in resource("codebooks").glob("*.yaml"))


def ensure_codebook(project: Project, key: str, *, author: str) -> None:
    """Bring a codebook that comes with the program into the project, unless it is there."""
    if key in set(project.codebooks.keys()):
        return
    content = load_codebook(resource(f"codebooks/{key}.yaml"))
    project.codebooks.add(content, author=author, reason=_("meegeleverd codeboek"))


def draw(
    project: Project, file: "UploadedFile", *, mapping_file: "UploadedFile | None", author: str
) -> ImportReport | Batch | None:
    """Draw the whole form for one survey file; return what the import did once it was asked for.

    That is a `Batch` where the answers wait until the personal data in them were looked at.
    """
    content = file.getvalue()
    try:
        table = _table(content, file.name)
        guess = (
            parse_mapping(mapping_file.getvalue(), name=mapping_file.name)
            if mapping_file is not None
            else guess_mapping(table)
        )
        start = mt.to_frame(table, guess)
    except CodingError as error:
        show_error(error)
        return None
    _preview(table)
    st.subheader(_("Wat staat in welke kolom?"), anchor=False)
    edited = _edit(
        project, start, key=f"columns-{file.file_id}-{mapping_file.file_id if mapping_file else ''}"
    )
    options = _options(table, mt.options_of(guess), key=file.file_id)
    try:
        mapping = mt.from_frame(edited, options, guess=guess)
        data = _check(content, file.name, mapping.model_dump_json())
    except CodingError as error:
        show_error(error)
        st.button(_("Importeren"), type="primary", disabled=True)
        return None
    _forecast(mapping, data)
    wish = privacy.choice(key=file.file_id, default=True)
    possible = not wish.pseudonymise or _warn(content, file.name, mapping, wish)
    if not st.button(_("Importeren"), type="primary", disabled=not possible):
        return None
    return _import(project, content, file.name, mapping, wish, author=author)


def _preview(table: RawTable) -> None:
    n_rows, n_columns = len(table.rows), len(table.columns)
    st.subheader(_("De eerste rijen"), anchor=False)
    st.caption(
        _("{file}: {rows} rijen, {columns} kolommen.").format(
            file=plain(table.name), rows=format_number(n_rows), columns=format_number(n_columns)
        )
    )
    columns = [Column(_("rij")), *(Column(_short(name, NAME_LENGTH), number=False) for name in table.columns)]
    rows = [
        [str(row.number), *(_short(cell, CELL_LENGTH) for cell in row.cells)]
        for row in table.rows[:PREVIEW_ROWS]
    ]
    st.html(html_table(columns, rows, name=_("De eerste rijen"), compact=True))


def _short(text: str, length: int) -> str:
    """Return the beginning of a text, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length].rstrip() + "…"


def _edit(project: Project, start: "pd.DataFrame", *, key: str) -> "pd.DataFrame":
    codebooks = sorted({*project.codebooks.keys(), *shipped_codebooks()})
    words = mt.roles()
    return st.data_editor(
        start,
        key=key,
        hide_index=True,
        height="content",
        placeholder="",
        column_config={
            "column": st.column_config.TextColumn(_("Kolom"), disabled=True, width=130),
            "example": st.column_config.TextColumn(_("Voorbeeld"), disabled=True, width=130),
            "role": st.column_config.SelectboxColumn(
                _("Wat is het?"),
                options=list(words),
                format_func=lambda role: words[str(role)],
                required=True,
                width=125,
                help=_(
                    "respondent: wie antwoordde · open vraag: om te coderen · kenmerk: groepen om te "
                    "vergelijken · getal: een kenmerk dat een getal is"
                ),
            ),
            "id": st.column_config.TextColumn(_("Nummer"), width=110),
            "text": st.column_config.TextColumn(_("Tekst van de vraag, of naam"), width=210),
            "codebook": st.column_config.SelectboxColumn(
                _("Codeboek"), options=codebooks, width=115, help=_("Alleen bij open vragen; kan ook later.")
            ),
        },
    )


def _options(table: RawTable, start: mt.SurveyOptions, *, key: str) -> mt.SurveyOptions:
    with st.expander(_("Naam van de peiling, dubbele vragenlijsten")):
        survey = st.text_input(_("Korte naam van de peiling"), start.id, max_chars=60, key=f"survey-{key}")
        title = st.text_input(_("Titel"), start.title, key=f"title-{key}")
        split = st.text_input(
            _("Eén vragenlijst ingevuld voor meer respondenten: welk teken staat er tussen de namen?"),
            start.split_respondent,
            max_chars=10,
            placeholder=_("bijvoorbeeld ;"),
            key=f"split-{key}",
        )
        column = st.selectbox(
            _("Meer vragenlijsten van één respondent: welke kolom zegt welke voorgaat?"),
            list(table.columns),
            index=table.columns.index(start.duplicate_column)
            if start.duplicate_column in table.columns
            else None,
            placeholder=_("geen kolom"),
            key=f"duplicates-{key}",
        )
        order: list[str] = []
        if column:
            values = list(dict.fromkeys(value for value in table.column(column) if value.strip()))[:50]
            order = st.multiselect(
                _("In welke volgorde? Wat het eerst staat, gaat voor."),
                values,
                default=[value for value in start.duplicate_order if value in values],
                placeholder=_("Kies waarden, de beste eerst"),
                key=f"order-{key}",
            )
        most = st.checkbox(
            _("Anders telt de vragenlijst met de meeste antwoorden"), start.most_answered, key=f"most-{key}"
        )
    return mt.SurveyOptions(survey, title, split, column or "", tuple(order), most)


def _forecast(mapping: SurveyMapping, data: SurveyData) -> None:
    """Say what the import will do, before it does it."""
    st.subheader(_("Wat er gaat gebeuren"), anchor=False)
    n = len(data.records)
    open_ = len(mapping.open_questions)
    sentence = _("{respondents}, {questions}, {answers}.").format(
        respondents=ngettext("{n} respondent", "{n} respondenten", n).format(n=format_number(n)),
        questions=ngettext("{n} open vraag", "{n} open vragen", open_).format(n=open_),
        answers=ngettext("{n} antwoord", "{n} antwoorden", data.n_answers).format(
            n=format_number(data.n_answers)
        ),
    )
    st.markdown(plain(sentence))
    if data.dropped:
        listed("dropped", data.dropped)
    if data.notes:
        listed("notes", data.notes)
    if not open_:
        st.warning(_("Er is geen open vraag gekozen, dus er valt straks niets te coderen."))


def _warn(content: bytes, name: str, mapping: SurveyMapping, wish: privacy.Wish) -> bool:
    """Tell of personal data outside the answers before anything is stored; return whether that can go on."""
    try:
        with st.spinner(_("Ook in kenmerken, kolomnamen en respondenten wordt gezocht …")):
            warnings = _beside_answers(
                content, name, mapping.model_dump_json(), wish.organisations, current_language()
            )
    except CodingError as error:
        show_error(error)
        return False
    for warning in warnings:
        st.warning(plain(warning))
    return True


def listed(kind: str, sentences: tuple[str, ...] | list[str]) -> None:
    """List what did not come along (``dropped``) or what else to know (``notes``)."""
    n = len(sentences)
    title = (
        ngettext("{n} rij wordt niet overgenomen", "{n} rijen worden niet overgenomen", n)
        if kind == "dropped"
        else ngettext("{n} opmerking", "{n} opmerkingen", n)
    ).format(n=format_number(n))
    with st.expander(title, expanded=n <= LISTED):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def _import(
    project: Project, content: bytes, name: str, mapping: SurveyMapping, wish: privacy.Wish, *, author: str
) -> ImportReport | Batch | None:
    message = _("Persoonsgegevens zoeken …") if wish.pseudonymise else _("Importeren …")
    bar = st.progress(0.0, text=message)

    def show(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=message)

    try:
        for key in sorted({question.codebook for question in mapping.open_questions if question.codebook}):
            ensure_codebook(project, key, author=author)
        outcome: ImportReport | Batch
        if wish.pseudonymise:
            with privacy.recogniser(wish) as recogniser:
                outcome = project.pseudonyms.stage_survey(
                    content,
                    name=name,
                    mapping=mapping,
                    recogniser=recogniser,
                    by=author,
                    passphrase=wish.passphrase,
                    progress=show,
                )
            if isinstance(outcome, Batch) and not outcome.n_texts:
                # closed questions without personal data: there is nothing to look at
                outcome = project.pseudonyms.release(outcome.id, by=author)
        else:
            outcome = project.corpus.import_survey(
                content, name=name, mapping=mapping, author=author, progress=show
            )
    except CodingError as error:
        bar.empty()
        show_error(error)
        return None
    bar.empty()
    return outcome
