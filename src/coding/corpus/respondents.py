"""Respondents with their values on variables, out of the database."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from coding.corpus.mapping import SEVERAL
from coding.store import plain_rows
from coding.store.schema import Respondent, RespondentValue, Variable

if TYPE_CHECKING:
    import pandas as pd


def stored_values(connection: Connection, survey: str, variables: Sequence[str]) -> "pd.DataFrame":
    """Return respondents with some variables as stored; see `Corpus.values`."""
    import pandas as pd

    chosen = [Variable.survey == survey, Variable.key.in_(list(variables))]
    kinds = {
        row.key: row.kind for row in connection.execute(select(Variable.key, Variable.kind).where(*chosen))
    }
    of_survey = select(Respondent.id).where(Respondent.survey == survey).order_by(Respondent.id)
    people = [number for (number,) in plain_rows(connection, of_survey)]
    rows = plain_rows(
        connection,
        select(Variable.key, RespondentValue.respondent_id, RespondentValue.value)
        .join(Variable, Variable.id == RespondentValue.variable_id)
        .where(*chosen),
    )
    cells: dict[str, dict[int, Any]] = {key: {} for key in variables}
    for key, respondent_id, value in rows:
        cells[key][respondent_id] = value
    for key in [key for key in variables if kinds[key] in SEVERAL]:
        cells[key] = {person: json.loads(value) for person, value in cells[key].items()}
    index = pd.Index(people, name="respondent_id", dtype="int64")
    columns = {
        key: pd.Series([known.get(person) for person in people], index=index, dtype="object")
        for key, known in cells.items()
    }
    return pd.DataFrame(columns, index=index)


def respondents_frame(connection: Connection, survey: str) -> "pd.DataFrame":
    """Return respondents with all variables, as people read them; see `Corpus.respondents`."""
    import pandas as pd

    variables = connection.execute(
        select(Variable.id, Variable.key, Variable.kind)
        .where(Variable.survey == survey)
        .order_by(Variable.position)
    ).all()
    people = connection.execute(
        select(Respondent.id, Respondent.key).where(Respondent.survey == survey).order_by(Respondent.id)
    ).all()
    values = connection.execute(
        select(RespondentValue.respondent_id, RespondentValue.variable_id, RespondentValue.value)
        .join(Respondent, Respondent.id == RespondentValue.respondent_id)
        .where(Respondent.survey == survey)
    ).all()
    cells: dict[int, dict[int, str]] = {variable.id: {} for variable in variables}
    for value in values:
        cells[value.variable_id][value.respondent_id] = value.value
    columns = {}
    for variable in variables:
        column: list[Any] = [cells[variable.id].get(person.id) for person in people]
        if variable.kind in SEVERAL:
            column = [cell if cell is None else "; ".join(json.loads(cell)) for cell in column]
        if variable.kind == "number":
            numbers = [None if cell is None else float(cell) for cell in column]
            columns[variable.key] = pd.Series(numbers, dtype="float64")
        else:
            columns[variable.key] = pd.Series(column, dtype="object")
    table = pd.DataFrame(columns)
    table.index = pd.Index([person.key for person in people], name="respondent")
    return table
