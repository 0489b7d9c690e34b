"""Making the table of an open question or a collection of reports, from what is stored to what is printed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coding.agreement import Agreement
from coding.codebook import THEME, CodebookContent, StoredCodebook
from coding.codings import Basis, Codings
from coding.corpus import Corpus, QuestionInfo
from coding.errors import CodingError, InputError
from coding.i18n import _
from coding.store import Database
from coding.tables.counting import Counting, ThemeCounts, count_themes
from coding.tables.estimates import estimate_shares
from coding.tables.estimating import mark_machine, with_estimates, with_predictions
from coding.tables.finishing import finished
from coding.tables.groups import Split
from coding.tables.layout import outside_base
from coding.tables.material import Respondents, asked_and_split, respondents_of, split_by, weights_for
from coding.tables.model import ThemeTable
from coding.tables.notes import Reading, agreement_note
from coding.tables.provenance import provenance_notes, provenance_of
from coding.tables.reading import judged_by
from coding.tables.sampled import is_random_sample
from coding.tables.spec import Base, TableSpec, Whose

if TYPE_CHECKING:
    import pandas as pd

    from coding.classifier import Classifiers


def open_table(
    database: Database,
    classifiers: "Callable[[], Classifiers]",
    spec: TableSpec,
    question: QuestionInfo,
    stored: StoredCodebook,
    *,
    dimension: str,
    passages: bool,
) -> ThemeTable:
    """Make a table; see `Tables.theme_table`."""
    _refuse(spec, stored.content, dimension)
    corpus = Corpus(database)
    judged = judged_by(Codings(database), spec)
    units = corpus.units(question.key)
    people: Respondents | None = None
    asked, split, n_not_asked = None, None, 0
    if not passages:
        people = respondents_of(corpus, spec, survey=question.survey, asked_if=question.asked_if)
        units, n_not_asked = _asked_units(units, people, spec.base)
        if people.weights is not None:
            units = units.assign(weight=weights_for(people, units["respondent_id"]).to_numpy())
    if spec.by is not None:
        split = split_by(
            corpus,
            stored.content,
            spec,
            survey=question.survey,
            dimension=dimension,
            people=people,
            units=units,
            judged=judged,
        )
    if people is not None:
        asked, split = asked_and_split(corpus, people, spec, question.survey, split)
    reading = Reading(
        passages=passages,
        routed=people is not None and people.routed,
        n_not_asked=n_not_asked,
        sampled=_sampled(database, spec, question, units, judged),
        weight=people.weight_label if people is not None else None,
    )
    how = Counting(
        dimension=dimension,
        per_passage=passages,
        minimum_base=spec.minimum_base,
        base=spec.base,
        left_out=spec.left_out,
        asked=asked,
        weighted=reading.weight is not None,
        sampled=reading.sampled,
        decimals=spec.decimals,
    )
    counts, more = _counted(database, classifiers, spec, question, stored.content, judged, units, split, how)
    provenance = provenance_of(database, question.id, judged, coder=spec.coder, version=stored.number)
    counts, agreement = _with_agreement(database, question.key, spec, judged, counts)
    labels = stored.content.dimension_labels
    return finished(
        spec,
        counts,
        split,
        reading,
        content=stored.content,
        question=question.key,
        text=question.text,
        heading=_("Thema") if dimension == THEME else labels[dimension],
        more=more,
        source=[*provenance_notes(provenance, stored.content, spec.whose), *agreement],
    )


def _refuse(spec: TableSpec, content: CodebookContent, dimension: str) -> None:
    """Refuse what cannot go together."""
    by_codes = spec.by in content.dimension_labels and spec.by != dimension
    if by_codes and spec.base is Base.ASKED:
        raise InputError(
            _("Wie niet antwoordde heeft geen codes: splits dan niet naar codes, of kies een ander totaal.")
        )
    if spec.whose is Whose.ESTIMATE and (by_codes or spec.weight is not None):
        raise InputError(_("Een schatting gaat niet samen met wegen, of met uitsplitsen naar codes."))
    unknown = [code for code in spec.left_out if code not in content]
    if unknown:
        raise InputError(
            _("Buiten het totaal houden kan niet: '{code}' staat niet in het codeboek.").format(
                code=unknown[0]
            )
        )
    below = [code for code in content.codes if code.id in spec.left_out and code.parent]
    if below:
        raise InputError(
            _("Buiten het totaal houden kan niet met '{code}' alleen: het telt mee in '{parent}'.").format(
                code=below[0].id, parent=below[0].parent
            )
        )


def _asked_units(units: "pd.DataFrame", people: Respondents, base: Base) -> "tuple[pd.DataFrame, int]":
    """Leave out, of a base of those asked, who was not; return also how many answered all the same."""
    was_asked = units["respondent_id"].isin(people.asked)
    n_not_asked = int(units.loc[~was_asked, "document_id"].nunique())
    return (units[was_asked] if base is Base.ASKED else units), n_not_asked


def _sampled(
    database: Database,
    spec: TableSpec,
    question: QuestionInfo,
    units: "pd.DataFrame",
    judged: "pd.DataFrame",
) -> bool:
    """Tell whether what was read is a random sample; pieces of answers were not drawn as answers."""
    if spec.whose is not Whose.COMBINED or spec.coder is not None:
        return False
    every = units["segment_id"]
    read = every[every.isin(judged["segment_id"])]
    whole = question.kind == "reports" or not units["document_id"].duplicated().any()
    if not whole or len(read) == len(every):
        return False
    with database.read() as connection:
        return is_random_sample(connection, question.id, every=every, read=read)


def _counted(
    database: Database,
    classifiers: "Callable[[], Classifiers]",
    spec: TableSpec,
    question: QuestionInfo,
    content: CodebookContent,
    judged: "pd.DataFrame",
    units: "pd.DataFrame",
    split: Split | None,
    how: Counting,
) -> tuple[ThemeCounts, list[str]]:
    """Count by whose coding it is; return also what to note of an estimate."""
    memberships, groups = (split.memberships, split.groups) if split else (None, ())

    def count(readings: "pd.DataFrame", how: Counting = how) -> ThemeCounts:
        return count_themes(
            readings, content, answered=units, memberships=memberships, groups=groups, how=how
        )

    if spec.whose not in (Whose.ESTIMATE, Whose.PREDICTED):
        return count(judged), []
    predicted = classifiers().left_out_probabilities(question.key)
    if predicted is None and spec.whose is Whose.PREDICTED:
        raise CodingError(
            _("Er is nog geen model dat voorspelt. Train het model (opnieuw) op de pagina Model.")
        )
    counts = count(judged)
    if predicted is not None:
        # a model that gives what people would not give together is no mistake of theirs
        by_hand, unread_too = counts.n_contradicting, replace(how, bare_label=_("Geen code van toepassing"))
        counts = count(with_predictions(judged, units, predicted), unread_too)
        counts = replace(mark_machine(counts, judged, split), n_contradicting=by_hand)
    if spec.whose is Whose.PREDICTED:
        return counts, []
    codes = [str(code) for code in counts.rows["code"] if code]
    left_out = outside_base(content.codes, spec.left_out)
    found = estimate_shares(
        database,
        classifiers(),
        question.key,
        codebook=content,
        codes=codes,
        segments=units,
        judged=judged,
        per_passage=how.per_passage,
        memberships=memberships,
        groups=groups,
        without=[code for code in left_out if code in codes] if spec.base is Base.VALID else (),
    )
    bases = counts.group_bases.set_index("group")[["n_asked", "n_answered"]].astype("int64").to_dict("index")

    def n_of(column: str, group: str | None) -> int:
        return int(getattr(counts, column) if group is None else bases[group][column])

    of = "n_asked" if spec.base is Base.ASKED else "n_answered"

    def n_base(group: str | None) -> int:
        part = found.whole if group is None else found.groups[group]
        return part.n_base if spec.base is Base.VALID else n_of(of, group)

    estimated = with_estimates(
        counts,
        found,
        factor=lambda group: n_of("n_answered", group) / n_of(of, group) if n_of(of, group) else 0.0,
        n_base=n_base,
        decimals=spec.decimals,
        minimum_base=spec.minimum_base,
    )
    outside = counts.n_answered - n_base(None) if spec.base is Base.VALID else 0
    return replace(estimated.counts, n_left_out=outside), list(estimated.notes)


def _with_agreement(
    database: Database, question: str, spec: TableSpec, judged: "pd.DataFrame", counts: ThemeCounts
) -> tuple[ThemeCounts, list[str]]:
    """Put beside each line how far people agree who coded the same."""
    if spec.coder is not None or not (judged["basis"] != Basis.SINGLE.value).any():
        return counts, []
    found = Agreement(database).alphas(question)
    if not len(found):
        return counts, []
    alphas = dict(zip(found["code"], found["alpha"], strict=True))
    n_double = int(found["n_double"].iloc[0])
    known = counts.rows["code"].isin(found["code"])
    rows = counts.rows.assign(
        alpha=counts.rows["code"].map(alphas).astype("Float64"),
        n_double=known.map({True: n_double, False: None}).astype("Int64"),
    )
    return replace(counts, rows=rows), [agreement_note(rows["alpha"].dropna().tolist(), n_double)]
