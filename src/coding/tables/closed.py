"""Tables of closed questions: one answer, several at once, or a ranking."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from coding.codebook import Code, CodebookContent
from coding.corpus import SEVERAL, Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.tables.counting import Counting, count_themes
from coding.tables.finishing import finished
from coding.tables.frames import BASE_COLUMNS, GROUP_COLUMNS
from coding.tables.layout import NO_CODE
from coding.tables.material import asked_and_split, respondents_of, split_by, weights_for
from coding.tables.model import ThemeTable
from coding.tables.notes import Reading
from coding.tables.spec import Base, TableSpec, Whose

RANKED = "ranked"


def closed_table(corpus: Corpus, spec: TableSpec) -> ThemeTable:
    """Make a table; see `Tables.closed_table`."""
    variable = _variable(corpus, spec)
    survey, kind, levels = (
        str(spec.survey),
        str(variable["kind"]),
        [str(level) for level in variable["levels"]],
    )
    _refuse(spec, kind, levels)
    people = respondents_of(corpus, spec, survey=survey, asked_if=variable["asked_if"], more=(spec.question,))
    given = people.values[spec.question].dropna()
    not_asked = given.index.difference(people.asked)
    if spec.base is Base.ASKED:
        given = given[given.index.isin(people.asked)]
    units = pd.DataFrame(
        {"segment_id": given.index, "document_id": given.index, "respondent_id": given.index}
    )
    if people.weights is not None:
        units["weight"] = weights_for(people, given.index).to_numpy()
    answers = _long(given)
    split = None
    if spec.by is not None:
        split = split_by(
            corpus, None, spec, survey=survey, dimension="", people=people, units=units, judged=answers
        )
    asked, split = asked_and_split(corpus, people, spec, survey, split)
    content = _as_codes(spec.question, str(variable["label"]), levels)
    how = Counting(
        minimum_base=spec.minimum_base,
        base=spec.base,
        left_out=spec.left_out,
        asked=asked,
        weighted=people.weights is not None,
        decimals=spec.decimals,
        as_listed=kind not in SEVERAL,
        bare_label=_("Niets aangekruist"),
    )
    counts = count_themes(
        answers,
        content,
        answered=units,
        memberships=split.memberships if split else None,
        groups=split.groups if split else (),
        how=how,
    )
    table = finished(
        spec,
        counts,
        split,
        Reading(
            closed=True,
            one_each=kind not in SEVERAL,
            routed=people.routed,
            n_not_asked=len(not_asked),
            weight=people.weight_label,
        ),
        content=content,
        question=spec.question,
        text=str(variable["label"]),
        heading=_("Antwoord"),
        more=[],
        source=[_("Gesloten vraag; niets is gecodeerd.")],
    )
    # the places of a ranking add up to its total, so a small one could not be hidden
    if kind == RANKED and split is None and not spec.suppress_below:
        return _with_places(table, answers, content, units, how)
    return table


def _long(given: pd.Series) -> pd.DataFrame:
    """Return ``[segment_id, code, place]``, a row per answer; one without code who ticked nothing."""
    answers = given.explode().rename("code").rename_axis("segment_id").reset_index()
    answers["code"] = answers["code"].astype(object).where(answers["code"].notna(), None)
    return answers.assign(place=answers.groupby("segment_id").cumcount() + 1)


def _with_places(
    table: ThemeTable, answers: pd.DataFrame, content: CodebookContent, units: pd.DataFrame, how: Counting
) -> ThemeTable:
    """Put beside the total how often each answer came first, second and so on."""
    cells, bases = [], []
    for place in range(1, int(answers["place"].max() if len(answers) else 0) + 1):
        name = _("als {place}e genoemd").format(place=place)
        named = answers[(answers["place"] == place) & answers["code"].notna()]
        rest = units.loc[~units["segment_id"].isin(named["segment_id"]), ["segment_id"]].assign(code=None)
        found = count_themes(pd.concat([named, rest]), content, answered=units, how=how)
        rows = found.rows.set_index("code").reindex(table.rows["code"])
        rows.loc[rows.index == NO_CODE] = pd.NA
        rows = rows.assign(group=name, base=found.n_base, suppressed=False)
        cells.append(rows.reset_index()[list(GROUP_COLUMNS)])
        bases.append([name, found.n_asked, found.n_answered, found.n_read, found.n_base, None, found.n_base])
    if not cells:
        return table
    kinds = table.groups.dtypes.to_dict()
    return replace(
        table,
        groups=pd.concat(cells, ignore_index=True).astype(kinds),
        group_bases=pd.DataFrame(bases, columns=list(BASE_COLUMNS)).astype(BASE_COLUMNS),
        by=_("Plaats"),
    )


def _variable(corpus: Corpus, spec: TableSpec) -> pd.Series:
    variables = corpus.variables(spec.survey).set_index("key")
    if spec.question not in variables.index:
        raise NotFoundError(
            _("Er is geen gesloten vraag of kenmerk '{key}' in peiling '{survey}'; wel: {known}.").format(
                key=spec.question, survey=spec.survey, known=", ".join(variables.index) or _("niets")
            )
        )
    return pd.Series(variables.loc[spec.question])


def _refuse(spec: TableSpec, kind: str, levels: Sequence[str]) -> None:
    if kind == "number":
        raise InputError(
            _("'{key}' is een getal: gebruik het om naar uit te splitsen of om mee te wegen.").format(
                key=spec.question
            )
        )
    if spec.whose is not Whose.COMBINED or spec.coder is not None or spec.dimension is not None:
        raise InputError(_("Bij een gesloten vraag is niets gecodeerd: kies geen codering of codelijst."))
    if spec.base is Base.VALID and not spec.left_out:
        raise InputError(
            _("Zeg bij een gesloten vraag welke antwoorden buiten het totaal blijven ('left_out').")
        )
    unknown = [answer for answer in spec.left_out if answer not in levels]
    if unknown:
        raise InputError(
            _("'{answer}' is geen antwoord op vraag {key}; wel: {known}.").format(
                answer=unknown[0], key=spec.question, known=", ".join(levels)
            )
        )


def _as_codes(key: str, label: str, levels: Sequence[str]) -> CodebookContent:
    """Return the answers one can give as if they were codes, so that both are counted in one way."""
    codes = tuple(
        Code(id=level, label=level, definition="", include="", exclude="", examples=(), key_terms=())
        for level in levels
    )
    return CodebookContent(key, label, "", "", codes)
