"""The versions of a model: which there are, how two differ, which one suggests."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from coding.classifier import Comparison, named, origin_names, recipe_sentence, texts_sentences
from coding.i18n import _, format_number
from coding.project import Project
from coding.ui.components import job_status
from coding.ui.components.html_table import NOTHING, Column, decimal, html_table
from coding.ui.components.model_confusions import shortened
from coding.ui.components.model_now import MODELS_VERB
from coding.ui.components.people import coder_name
from coding.ui.components.states import done, moment, plain

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 8
CHANGED = 20
NEWEST = 0  # among the choices: always the newest


def versions(project: Project, question: str, models: "pd.DataFrame", *, busy: bool) -> None:
    """Draw the versions, the choice of which suggests, and two side by side."""
    st.subheader(_("Versies"), anchor=False)
    rows = {int(row["id"]): row for row in models.to_dict("records")}
    all_ = len(rows) <= SHOWN or st.toggle(_("Toon alle {n} versies").format(n=len(rows)), key="model-all")
    _table(list(rows.values()) if all_ else list(rows.values())[:SHOWN])
    left, right = st.columns(2, gap="large")
    with left:
        _choice(project, question, rows, busy=busy)
    with right:
        pair = _pair(rows)
    if pair is not None:
        _comparison(project, project.classifiers.compare(*pair))


def _table(rows: list[dict[Any, Any]]) -> None:
    names = origin_names()
    st.html(
        html_table(
            [
                Column(_("nr")),
                Column(_("Getraind op"), number=False),
                Column(_("Door"), number=False),
                Column(_("gecodeerd"), meaning=_("Van hoeveel gecodeerde teksten het leerde")),
                Column(_("F1 samen"), meaning=_("Over alle coderingen samen, op teksten die het niet kende")),
                Column(
                    _("F1 per code"), meaning=_("Gemiddeld over de codes; kleine codes tellen even zwaar")
                ),
                Column(_("gegevens"), number=False, meaning=_("Kenmerk van waarvan het leerde (SHA-256)")),
                Column("", number=False),
            ],
            [
                [
                    str(row["id"]),
                    moment(row["created_at"]),
                    ", ".join(part for part in (row["author"], names.get(row["origin"], "")) if part),
                    format_number(row["n_coded"]),
                    *(decimal(row[name] if row["n_coded"] else None) for name in ("micro_f1", "macro_f1")),
                    str(row["sha256"])[:8] or NOTHING,
                    _("doet nu de voorstellen") if row["suggests"] else "",
                ]
                for row in rows
            ],
            name=_("Versies"),
        )
    )


def _name(row: dict[Any, Any]) -> str:
    return _("model {id}, {when}, van {n} teksten").format(
        id=row["id"], when=moment(row["created_at"]), n=format_number(row["n_coded"])
    )


def _choice(project: Project, question: str, rows: dict[int, dict[Any, Any]], *, busy: bool) -> None:
    st.markdown(f"**{_('Welk model doet de voorstellen?')}**")
    suggests = next(number for number, row in rows.items() if row["suggests"])
    now = NEWEST if project.classifiers.follows_newest(question) else suggests
    options = [NEWEST, *rows]
    chosen = st.selectbox(
        _("Welk model doet de voorstellen?"),
        options,
        index=options.index(now),
        format_func=lambda number: _("steeds het nieuwste") if number == NEWEST else _name(rows[number]),
        key=f"model-choice-{question}-{now}",
        label_visibility="collapsed",
    )
    if now != NEWEST:
        st.caption(_("Zolang u een model vastzet, traint het programma niet vanzelf een nieuw."))
    if chosen == now or busy:
        return
    if chosen != NEWEST and not rows[chosen]["complete"]:
        st.caption(
            _("Dit model wordt eerst opnieuw gemaakt, uit dezelfde gegevens; dat duurt zo lang als trainen.")
        )
    if st.button(_("Gebruik dit model"), icon=":material/published_with_changes:"):
        name = coder_name(project) or ""
        if chosen == NEWEST:
            project.classifiers.choose(question, None, author=name)
            done(_("Voorstellen komen weer steeds van het nieuwste model."))
            st.rerun()
        options_given = ["--choose", str(chosen), *(["--by", name] if name else [])]
        job_status.start(project, MODELS_VERB, question, options=options_given)


def _pair(rows: dict[int, dict[Any, Any]]) -> tuple[int, int] | None:
    st.markdown(f"**{_('Twee modellen vergelijken')}**")
    if len(rows) < 2:
        st.caption(_("Dat kan zodra er twee zijn."))
        return None
    numbers = list(rows)
    first = st.selectbox(
        _("Eerste model"),
        numbers,
        index=None,
        placeholder=_("Kies het eerste model"),
        format_func=lambda number: _name(rows[number]),
        key="model-first",
        label_visibility="collapsed",
    )
    second = st.selectbox(
        _("Tweede model"),
        numbers,
        index=0,
        format_func=lambda number: _name(rows[number]),
        key="model-second",
        label_visibility="collapsed",
    )
    return None if first is None or second is None or first == second else (first, second)


def _comparison(project: Project, found: Comparison) -> None:
    pair = (found.first, found.second)
    st.markdown(
        _("Telkens eerst model {first}, dan model {second}.").format(first=pair[0].id, second=pair[1].id)
    )
    columns = [
        Column(_("Code"), number=False),
        Column("n", meaning=_("Hoe vaak mensen deze code gaven")),
        Column(_("juist als voorgesteld"), meaning=_("vakterm: precisie")),
        Column(_("gevonden"), meaning=_("vakterm: recall")),
        Column("F1"),
        Column(_("verschil in F1")),
    ]
    rows = [
        [
            row.label,
            _arrow(*(NOTHING if n is None else format_number(n) for n in row.n)),
            *(_arrow(*map(decimal, values)) for values in (row.precision, row.recall, row.f1)),
            _signed(row.gain),
        ]
        for row in found.per_code
    ]
    names = ("micro_precision", "micro_recall", "micro_f1")
    total = [
        _("Alle codes samen"),
        _arrow(*(format_number(model.n_coded) for model in pair)),
        *(_arrow(*(decimal(model.metrics[name]) for model in pair)) for name in names),
        _signed(pair[1].metrics["micro_f1"] - pair[0].metrics["micro_f1"]),
    ]
    st.html(html_table(columns, rows, total=total, name=_("Twee modellen vergelijken")))
    for sentence in texts_sentences(found):
        st.markdown(plain(sentence))
    _changed(project, found)
    st.markdown(plain(recipe_sentence(found)))
    for name, first, second in named(found):
        st.markdown(f"- {plain(name)}: {plain(first or NOTHING)} → {plain(second or NOTHING)}")


def _changed(project: Project, found: Comparison) -> None:
    """Draw the texts whose codes changed between the two."""
    if found.texts is None or not found.texts.changed:
        return
    shown = found.texts.changed[:CHANGED]
    texts = project.classifiers.texts([before.segment for before, _after in shown])
    labels = {row.code: row.label for row in found.per_code}
    st.html(
        html_table(
            [
                Column(_("Antwoord"), number=False),
                Column(_("codes toen"), number=False),
                Column(_("codes later"), number=False),
            ],
            [
                [
                    shortened(texts.get(before.segment, "")),
                    ", ".join(labels.get(code, code) for code in before.codes) or NOTHING,
                    ", ".join(labels.get(code, code) for code in after.codes) or NOTHING,
                ]
                for before, after in shown
            ],
            name=_("Antwoorden met andere codes"),
        )
    )


def _arrow(first: str, second: str) -> str:
    return f"{first} → {second}"


def _signed(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"+{decimal(value)}" if round(value, 2) > 0 else decimal(value)
