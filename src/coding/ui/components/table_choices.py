"""What a theme table counts, as choices: the two most used in sight, the others behind a button."""

from dataclasses import dataclass, replace

import streamlit as st

from coding.i18n import _
from coding.project import Project
from coding.tables import Base, TableSpec, Whose, base_names, whose_names
from coding.ui.components.people import whose_codings

WIDTH = 320
SMALL = 5  # cells with fewer are hidden where somebody asks for that
_ONE_CODER = "coder:"


@dataclass(frozen=True)
class About:
    """What a table can be of: the open question on screen, or a closed question of its survey."""

    question: str
    survey: str
    passages: bool


def table_choices(project: Project, about: About) -> TableSpec:
    """Draw the choices and return the recipe they make."""
    own = whose_codings(project)  # first of all: this may ask who one is
    closed = {} if about.passages else project.tables.closed_questions(about.survey)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        split = st.container(width="content")
        coding = st.container(width="content")
        with st.popover(_("Meer keuzes"), icon=":material/tune:"):
            of_closed = _closed_question(about, closed)
            spec = TableSpec(question=of_closed or about.question, survey=about.survey if of_closed else None)
            if not of_closed:
                spec = replace(spec, dimension=_dimension(project, about))
            spec = _seldom(project, about, spec)
    with split:
        spec = replace(spec, by=_split(project, about, dimension=spec.dimension, without=of_closed))
    if of_closed:
        return spec
    with coding:
        whose, coder = _whose(project, about, own)
    return replace(spec, whose=whose, coder=coder)


def _split(project: Project, about: About, *, dimension: str | None, without: str | None) -> str | None:
    splits = project.tables.splits(about.question, dimension=dimension)
    splits = {key: label for key, label in splits.items() if key != without}
    return st.selectbox(
        _("Uitsplitsen naar"),
        list(splits),
        index=None,
        format_func=splits.__getitem__,
        placeholder=_("niet uitsplitsen"),
        key=f"by-{about.question}",
        width=WIDTH,
    )


def _whose(project: Project, about: About, own: str | None) -> tuple[Whose, str | None]:
    """Draw whose coding counts, as far as there is something to choose."""
    if own is not None:
        st.markdown(_("Uw eigen codering: met uw rol ziet u niet wat anderen gaven."), width="content")
        return Whose.COMBINED, own
    judged = project.codings.judgements(about.question)
    read = judged[judged["read"].astype(bool)]
    coders = sorted(read["coder"].unique())
    options = [str(Whose.COMBINED)]
    questions = project.corpus.questions()
    there = dict(zip(questions["key"], questions["n_segments"], strict=True))
    if read["segment_id"].nunique() < there[about.question]:
        options += [str(Whose.ESTIMATE), str(Whose.PREDICTED)]
    if read["segment_id"].duplicated().any():
        options += [str(Whose.AGREED), str(Whose.DECIDED)]
    if len(coders) > 1:
        options += [f"{_ONE_CODER}{name}" for name in coders]
    if len(options) == 1:
        return Whose.COMBINED, None
    names = {str(whose): name for whose, name in whose_names().items()}
    chosen = st.selectbox(
        _("Codering"),
        options,
        format_func=lambda key: names.get(key) or _("alleen {name}").format(name=key[len(_ONE_CODER) :]),
        key=f"whose-{about.question}",
        width=WIDTH,
    )
    if chosen.startswith(_ONE_CODER):
        return Whose.COMBINED, chosen[len(_ONE_CODER) :]
    return Whose(chosen), None


def _closed_question(about: About, closed: dict[str, str]) -> str | None:
    if not closed:
        return None
    names = {key: label if label.startswith(key) else f"{key} · {label}" for key, label in closed.items()}
    return st.selectbox(
        _("Tabel van"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("de open vraag hierboven"),
        key=f"closed-{about.question}",
        help=_("Ook gesloten vragen en kenmerken kunnen in een tabel, zonder codering."),
    )


def _dimension(project: Project, about: About) -> str | None:
    labels = project.codebooks.for_question(about.question).content.dimension_labels
    if len(labels) < 2:
        return None
    return st.selectbox(
        _("Welke codes"), list(labels), format_func=labels.__getitem__, key=f"dimension-{about.question}"
    )


def _seldom(project: Project, about: About, spec: TableSpec) -> TableSpec:
    """Draw what is seldom changed."""
    key = about.question
    spec = _base(project, about, spec)
    weights = {} if about.passages else project.tables.weights(about.survey)
    weight = None
    if weights:
        weight = st.selectbox(
            _("Wegen met"),
            list(weights),
            index=None,
            format_func=weights.__getitem__,
            placeholder=_("niet wegen"),
            key=f"weight-{key}",
            help=_("Elke respondent telt zo zwaar als dit getal. Aantallen blijven ongewogen."),
        )
    tests = st.checkbox(
        _("Verschillen tussen kolommen toetsen"),
        key=f"tests-{key}",
        help=_("Bij een uitsplitsing: wijkt een kolom meer af dan toeval verklaart?"),
    )
    hide = st.checkbox(
        _("Kleine aantallen verbergen (onder {n})").format(n=SMALL),
        key=f"hide-{key}",
        help=_("Bij een uitsplitsing, zodat niet te zien is wie wat antwoordde."),
    )
    decimals = st.segmented_control(
        _("Decimalen"), [0, 1, 2], default=0, required=True, key=f"decimals-{key}"
    )
    return replace(
        spec, weight=weight, tests=tests, suppress_below=SMALL if hide else 0, decimals=int(decimals or 0)
    )


def _base(project: Project, about: About, spec: TableSpec) -> TableSpec:
    names = base_names()
    bases = [base for base in names if base is not Base.ASKED or not about.passages]
    base = st.radio(_("Percentages van"), bases, format_func=names.__getitem__, key=f"base-{about.question}")
    if spec.survey is None or base is not Base.VALID:
        return replace(spec, base=base)
    variables = project.corpus.variables(spec.survey)
    levels = dict(zip(variables["key"], variables["levels"], strict=True))[spec.question]
    left_out = st.multiselect(
        _("Buiten het totaal"),
        [str(level) for level in levels],
        key=f"left-out-{about.question}",
        placeholder=_("kies antwoorden"),
    )
    return replace(spec, base=base, left_out=tuple(left_out)) if left_out else spec
