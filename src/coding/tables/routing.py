"""To whom a question was put, from the answers to earlier questions."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Conditions = Sequence[Mapping[str, Any]]
"""As stored with a question: ``{"variable": key, "values": [...]}`` each, all of which must hold."""


def variables_of(conditions: Conditions | None) -> list[str]:
    """Return the variables that conditions are about."""
    return list(dict.fromkeys(str(condition["variable"]) for condition in conditions or ()))


def were_asked(values: pd.DataFrame, conditions: Conditions | None) -> pd.Series:
    """Tell per respondent whether the question was put to them; everybody where no condition is known.

    Parameters
    ----------
    values
        A row per respondent with the variables that the conditions are about; of several answers at once a
        list each, one of which is enough.

    Examples
    --------
    >>> values = pd.DataFrame({"9": ["ja", "nee", None]}, index=["a", "b", "c"])
    >>> were_asked(values, [{"variable": "9", "values": ["ja"]}]).tolist()
    [True, False, False]
    >>> were_asked(values, [{"variable": "9", "values": []}]).tolist()
    [True, True, False]
    """
    asked = pd.Series(True, index=values.index)
    for condition in conditions or ():
        column = values[str(condition["variable"])].explode()
        wanted = [str(value) for value in condition["values"]]
        meets = column.isin(wanted) if wanted else column.notna()
        asked &= meets.groupby(level=0).any().reindex(values.index)
    return asked
