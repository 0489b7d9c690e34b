"""The answers behind a cell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding.codebook import Code, CodebookContent
from coding.corpus import Corpus, QuestionInfo
from coding.tables.layout import NO_CODE, with_parents
from coding.tables.material import respondents_of, split_by
from coding.tables.spec import Base, TableSpec

if TYPE_CHECKING:
    import pandas as pd


def segments_behind(
    corpus: Corpus,
    spec: TableSpec,
    question: QuestionInfo,
    content: CodebookContent,
    judged: "pd.DataFrame",
    *,
    code: str,
    group: str | None,
    dimension: str,
    passages: bool,
) -> list[int]:
    """Return the segments that were counted in a cell; see `Tables.answers`."""
    units = corpus.units(question.key)
    codes = [item for item in content.codes if item.dimension == dimension]
    people = None
    if not passages:
        people = respondents_of(corpus, spec, survey=question.survey, asked_if=question.asked_if)
        if spec.base is Base.ASKED:
            units = units[units["respondent_id"].isin(people.asked)]
    uses = with_parents(
        judged.loc[judged["code"].isin([item.id for item in codes]), ["segment_id", "code"]], codes
    )
    counted = units[~units["document_id"].isin(_not_read(units, judged))] if not passages else units
    if code == NO_CODE:
        unit = "segment_id" if passages else "document_id"
        named = counted.loc[counted["segment_id"].isin(uses["segment_id"]), unit]
        behind = set(counted.loc[~counted[unit].isin(named), "segment_id"]) & set(judged["segment_id"])
    else:
        behind = set(uses.loc[uses["code"] == code, "segment_id"]) & set(counted["segment_id"])
    if group is not None and spec.by is not None:
        split = split_by(
            corpus,
            content,
            spec,
            survey=question.survey,
            dimension=dimension,
            people=people,
            units=units,
            judged=judged,
        )
        members = split.memberships
        behind &= set(members.loc[members["group"] == group, "segment_id"])
    return sorted(behind)


def codes_given(
    corpus: Corpus, question: QuestionInfo, codes: Sequence[Code], judged: "pd.DataFrame"
) -> "pd.DataFrame":
    """Return ``[respondent, code]`` of an open question; see `Tables.respondent_codes`."""
    people = corpus.segments(question.key).rename(columns={"id": "segment_id"})[["segment_id", "respondent"]]
    read = people[people["segment_id"].isin(judged["segment_id"])]
    counted = judged.loc[judged["code"].isin([code.id for code in codes]), ["segment_id", "code"]]
    given = read.merge(with_parents(counted, codes), on="segment_id")[["respondent", "code"]]
    return _with_nothing(given.drop_duplicates(), read["respondent"])


def answers_given(corpus: Corpus, spec: TableSpec) -> "pd.DataFrame":
    """Return ``[respondent, code]`` of a closed question; see `Tables.respondent_codes`."""
    answers = corpus.respondents(str(spec.survey))[spec.question].dropna()
    given = answers.explode().dropna().rename("code").rename_axis("respondent").reset_index()
    return _with_nothing(given, answers.index.to_series())


def _with_nothing(given: "pd.DataFrame", read: "pd.Series") -> "pd.DataFrame":
    """Add a row without a code for who was read and has none."""
    import pandas as pd

    without = read[~read.isin(given["respondent"])].drop_duplicates()
    rest = pd.DataFrame({"respondent": without.to_numpy(), "code": None}, dtype=object)
    return pd.concat([given.astype(object), rest], ignore_index=True)


def _not_read(units: "pd.DataFrame", judged: "pd.DataFrame") -> "pd.Series":
    """Return the answers of which a piece was not read: they are not counted."""
    return units.loc[~units["segment_id"].isin(judged["segment_id"]), "document_id"]
