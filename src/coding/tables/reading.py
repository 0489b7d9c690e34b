"""Whose coding is counted: the readings of a question as the recipe wants them."""

from typing import TYPE_CHECKING

from coding.codings import Basis, Codings
from coding.errors import NotFoundError
from coding.i18n import _
from coding.tables.spec import TableSpec, Whose

if TYPE_CHECKING:
    import pandas as pd

BASES = {
    Whose.AGREED: (Basis.AGREED.value, Basis.ADJUDICATED.value),
    Whose.DECIDED: (Basis.ADJUDICATED.value,),
}


def judged_by(codings: Codings, spec: TableSpec) -> "pd.DataFrame":
    """Return ``[segment_id, coder, code, basis]`` of what people read, as far as it counts.

    Raises
    ------
    NotFoundError
        When the coder does not exist.
    """
    if spec.coder is not None and spec.coder not in set(codings.coders()["name"]):
        known = ", ".join(codings.coders()["name"]) or _("niemand")
        raise NotFoundError(
            _("Er is geen codeur '{coder}'; er zijn: {known}.").format(coder=spec.coder, known=known)
        )
    judged = codings.combined(spec.question, coder=spec.coder)
    return judged[judged["basis"].isin(BASES[spec.whose])] if spec.whose in BASES else judged
