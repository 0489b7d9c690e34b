"""What happened to the codings of a question between two moments; no database here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.codings import Action, Origin

if TYPE_CHECKING:
    import pandas as pd

_READING = (Action.READ.value, Action.REOPEN.value)
_CODING = (Action.ADD.value, Action.REMOVE.value)


@dataclass(frozen=True)
class CodingChanges:
    """In how many texts something changed, on balance: what was done and taken back does not count.

    Attributes
    ----------
    newly_read
        Nobody had read them before.
    read_again
        Somebody had read them, and now another person did as well.
    recoded
        Other codes than before, by somebody who had read them before.
    carried_over
        Other codes than before, by a change of the codebook only.
    reopened
        Somebody set them back to not read.
    """

    newly_read: int
    read_again: int
    recoded: int
    carried_over: int
    reopened: int


def coding_changes(events: "pd.DataFrame", *, since: int) -> CodingChanges:
    """Sum up what changed after an event.

    Parameters
    ----------
    events
        ``[id, segment_id, coder_id, action, code_id, origin]``, oldest first: everything up to the later
        moment that is about reading; of codes at least what came after ``since``.
    since
        The last event of the earlier moment.
    """
    reading = events[events["action"].isin(_READING)]
    new = events["id"] > since
    before = reading[~new.loc[reading.index]].drop_duplicates(["segment_id", "coder_id"], keep="last")
    had_read = before[before["action"] == Action.READ.value]
    turned = _on_balance(reading[new.loc[reading.index]], ["segment_id", "coder_id"])
    now_read = set(turned.loc[turned["action"] == Action.READ.value, "segment_id"])
    known = set(had_read["segment_id"])

    codes = events[new & events["action"].isin(_CODING)]
    changed = _on_balance(codes, ["segment_id", "coder_id", "code_id"])
    by_codebook = _only_codebook(codes).reindex(_index(changed), fill_value=False).to_numpy(dtype=bool)
    had = _index(changed, 2).isin(_index(had_read, 2))
    recoded = set(changed.loc[had & ~by_codebook, "segment_id"])
    carried = set(changed.loc[by_codebook, "segment_id"]) - recoded
    return CodingChanges(
        newly_read=len(now_read - known),
        read_again=len(now_read & known),
        recoded=len(recoded),
        carried_over=len(carried),
        reopened=turned.loc[turned["action"] == Action.REOPEN.value, "segment_id"].nunique(),
    )


def _on_balance(events: "pd.DataFrame", keys: list[str]) -> "pd.DataFrame":
    """Return the last event per key where the first says the same: else things stand as they did before."""
    first = events.drop_duplicates(keys)
    last = events.drop_duplicates(keys, keep="last")
    both = last.merge(first[[*keys, "action"]], on=keys, suffixes=("", "_first"))
    return both[both["action"] == both["action_first"]]


def _only_codebook(codes: "pd.DataFrame") -> "pd.Series":
    """Tell per segment, coder and code whether all its events came of changes of the codebook."""
    own = codes["origin"] == Origin.CODEBOOK.value
    return own.groupby([codes["segment_id"], codes["coder_id"], codes["code_id"]]).all()


def _index(frame: "pd.DataFrame", n: int = 3) -> "pd.MultiIndex":
    import pandas as pd

    return pd.MultiIndex.from_frame(frame[["segment_id", "coder_id", "code_id"][:n]])
