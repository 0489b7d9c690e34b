"""Gathering what a table is made of: units, readings, groups, who was asked, weights."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coding.corpus import Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.tables.spec import Base, TableSpec

if TYPE_CHECKING:
    import pandas as pd

    from coding.codebook import CodebookContent
    from coding.tables.groups import Split
    from coding.tables.routing import Conditions
    from coding.tables.shares import Asked


@dataclass(frozen=True, eq=False)
class Respondents:
    """Who took part in a survey, as far as a table needs to know.

    Attributes
    ----------
    asked
        Numbers of those who were asked; everybody where that is not known.
    routed
        Whether it is known who was asked.
    values
        The variables of the table, by respondent.
    weights
        By respondent, of those who count; none without weights.
    weight_label
        What the weight is called.
    """

    asked: "pd.Index"
    routed: bool
    values: "pd.DataFrame"
    weights: "pd.Series | None"
    weight_label: str | None


def respondents_of(
    corpus: Corpus,
    spec: TableSpec,
    *,
    survey: str,
    asked_if: "Conditions | None",
    more: tuple[str, ...] = (),
) -> Respondents:
    """Read who was asked, and the variables a table needs: of the split, the weights, the routing.

    Raises
    ------
    NotFoundError
        When there is no such weight.
    InputError
        When the weight is no number.
    """
    from coding.tables.routing import variables_of, were_asked

    variables = corpus.variables(survey).set_index("key")
    label = None
    if spec.weight is not None:
        numbers = [str(key) for key in variables.index[variables["kind"] == "number"]]
        if spec.weight not in variables.index:
            raise NotFoundError(
                _("Er is geen kenmerk '{weight}' om mee te wegen; getallen zijn: {known}.").format(
                    weight=spec.weight, known=", ".join(numbers) or _("geen")
                )
            )
        if spec.weight not in numbers:
            raise InputError(
                _("Wegen kan alleen met een getal; '{weight}' is geen getal. Getallen zijn: {known}.").format(
                    weight=spec.weight, known=", ".join(numbers) or _("geen")
                )
            )
        label = str(variables.loc[spec.weight, "label"])
    known = [key for key in (spec.by, spec.weight, *more, *variables_of(asked_if)) if key in variables.index]
    values = corpus.values(survey, list(dict.fromkeys(str(key) for key in known)))
    asked = were_asked(values, asked_if)
    weights = None if spec.weight is None else values[spec.weight]
    return Respondents(asked.index[asked], asked_if is not None, values, weights, label)


def weights_for(people: Respondents, respondents: "pd.Series | pd.Index") -> "pd.Series":
    """Return the weight of each of these respondents.

    Raises
    ------
    CodingError
        When one of them has no weight, or one that is not above zero.
    """
    import pandas as pd

    from coding.tables.statistics import checked_weights

    assert people.weights is not None
    numbers = pd.to_numeric(people.weights, errors="coerce").reindex(respondents)
    numbers[:] = checked_weights(numbers.to_numpy(dtype=float))
    return numbers


def split_by(
    corpus: Corpus,
    content: "CodebookContent | None",
    spec: TableSpec,
    *,
    survey: str,
    dimension: str,
    people: Respondents | None,
    units: "pd.DataFrame",
    judged: "pd.DataFrame",
) -> "Split":
    """Return the groups of a table: of a variable, or of another list of codes.

    Raises
    ------
    NotFoundError
        Naming what can be split by.
    """
    from coding.tables.groups import split_by_dimension

    assert spec.by is not None
    labels = content.dimension_labels if content is not None else {}
    if content is not None and spec.by in labels and spec.by != dimension:
        return split_by_dimension(judged, content, by=spec.by, dimension=dimension)
    variables = corpus.variables(survey)
    if people is None or spec.by not in set(variables["key"]):
        other = [key for key in labels if key != dimension]
        known = ", ".join([*variables["key"], *other]) or _("niets")
        raise NotFoundError(
            _("Uitsplitsen naar '{by}' kan niet; bij vraag {question} kan het naar: {known}.").format(
                by=spec.by, question=spec.question, known=known
            )
        )
    return split_people(corpus, people, spec.by, survey=survey, units=units)


def split_people(
    corpus: Corpus, people: Respondents, by: str, *, survey: str, units: "pd.DataFrame"
) -> "Split":
    """Split units ``[segment_id, respondent_id]`` by a variable of their respondents."""
    from coding.tables.groups import split_by_variable

    variable = corpus.variables(survey).set_index("key").loc[by]
    return split_by_variable(
        units.rename(columns={"respondent_id": "respondent"}),
        people.values[by],
        label=str(variable["label"]),
        kind=str(variable["kind"]),
        levels=list(variable["levels"]),
    )


def asked_and_split(
    corpus: Corpus, people: Respondents, spec: TableSpec, survey: str, split: "Split | None"
) -> "tuple[Asked | None, Split | None]":
    """Return who was asked, where it is known or asked for, and the split with the columns of all these."""
    import pandas as pd

    if spec.base is not Base.ASKED and not people.routed:
        return None, split
    if split is None or spec.by is None or split.of_codes:
        return _asked_of(people, spec.base, None, split.groups if split else ()), split
    everybody = pd.DataFrame({"segment_id": people.asked, "respondent_id": people.asked})
    of_asked = split_people(corpus, people, spec.by, survey=survey, units=everybody)
    if spec.base is Base.ASKED:
        split = replace(split, groups=of_asked.groups, unknown=of_asked.unknown)
    return _asked_of(people, spec.base, of_asked, split.groups), split


def _asked_of(people: Respondents, base: Base, split: "Split | None", groups: tuple[str, ...]) -> "Asked":
    """Return how many were asked, altogether and per group; ``split`` is of the people asked."""
    import numpy as np
    import pandas as pd

    from coding.tables.shares import Asked

    weighted = people.weights is not None and base is Base.ASKED
    weights = weights_for(people, people.asked) if weighted else pd.Series(1.0, index=people.asked)
    sums = [(len(weights), weights.sum(), (weights**2).sum())]
    members = pd.DataFrame({"segment_id": [], "group": []}) if split is None else split.memberships
    for group in groups:
        inside = members.loc[members["group"] == group, "segment_id"]
        own = weights.reindex(inside)
        sums.append((len(own), own.sum(), (own**2).sum()))
    n, weight, square = (np.array(part) for part in zip(*sums, strict=True))
    return Asked(n.astype("int64"), weight.astype(float), square.astype(float))
