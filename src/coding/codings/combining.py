"""One coding per segment, out of what several people gave and what they decided together."""

from enum import StrEnum
from typing import TYPE_CHECKING

from coding.codings.decisions import SETTLED
from coding.codings.model import Role

if TYPE_CHECKING:
    import pandas as pd


class Basis(StrEnum):
    """What the coding of a segment that counts rests on."""

    SINGLE = "single"
    AGREED = "agreed"
    ADJUDICATED = "adjudicated"
    UNRESOLVED = "unresolved"


def splits(read: "pd.DataFrame", given: "pd.DataFrame") -> "pd.DataFrame":
    """Return who stands where on each code that somebody gave: ``[segment_id, code, n_gave, n_read]``.

    Parameters
    ----------
    read
        ``[segment_id, coder_id]`` of who read what.
    given
        ``[segment_id, coder_id, code]``; what was given in a segment not (or no longer) read is left out.
    """
    valid = given.merge(read[["segment_id", "coder_id"]], on=["segment_id", "coder_id"])
    counts = valid.groupby(["segment_id", "code"], as_index=False).agg(n_gave=("coder_id", "size"))
    readers = read.groupby("segment_id").size()
    return counts.assign(n_read=counts["segment_id"].map(readers).astype("int64"))


def combine(read: "pd.DataFrame", given: "pd.DataFrame", decided: "pd.DataFrame") -> "pd.DataFrame":
    """Choose one coding per segment that was read, and say what it rests on.

    What was decided together counts over everything; then what all readers gave; where they differ and
    nothing was decided the lead's, else that of who read it first.

    Parameters
    ----------
    read
        ``[segment_id, coder_id, coder, role, first_read_at]`` of who read what.
    given
        ``[segment_id, coder_id, code]``.
    decided
        As `coding.codings.decisions.standing` gives it.

    Returns
    -------
    ``[segment_id, coder, code, basis]``, one row per code, and one with code None where the segment was read
    and no code applies. ``coder`` is whose coding it is, or who decided last.
    """
    import pandas as pd

    chosen = (
        read.assign(not_lead=read["role"] != Role.LEAD.value)
        .sort_values(["segment_id", "not_lead", "first_read_at", "coder_id"], kind="stable")
        .drop_duplicates("segment_id")[["segment_id", "coder_id", "coder"]]
    )
    if len(decided) == 0 and not read["segment_id"].duplicated().any():
        return _as_given(chosen, given)
    settled = decided[decided["decision"].isin(SETTLED) & decided["segment_id"].isin(chosen["segment_id"])]
    counts = splits(read, given)
    # That half of what is one code now does not apply says nothing where all gave it for the other half.
    agreed = pd.MultiIndex.from_frame(
        counts.loc[counts["n_gave"] == counts["n_read"], ["segment_id", "code"]]
    )
    places = pd.MultiIndex.from_frame(settled[["segment_id", "code"]])
    settled = settled[settled["whole"].astype(bool) | ~places.isin(agreed)]
    differing = counts[counts["n_gave"] < counts["n_read"]]
    open_codes = _without(differing, settled)

    segments = chosen["segment_id"]
    basis = pd.Series(Basis.SINGLE.value, index=chosen.index, dtype=object)
    basis[segments.isin(read.loc[read["segment_id"].duplicated(), "segment_id"])] = Basis.AGREED.value
    basis[segments.isin(settled["segment_id"])] = Basis.ADJUDICATED.value
    basis[segments.isin(open_codes["segment_id"])] = Basis.UNRESOLVED.value
    decider = settled.drop_duplicates("segment_id", keep="last").set_index("segment_id")["author"]
    together = basis == Basis.ADJUDICATED.value
    coder = chosen["coder"].where(~together, segments.map(decider))

    own = _without(chosen.merge(given, on=["segment_id", "coder_id"])[["segment_id", "code"]], settled)
    applied = settled.loc[settled["decision"] == SETTLED[0], ["segment_id", "code"]]
    codes = pd.concat([part for part in (own, applied) if len(part)] or [own])
    return _laid_out(pd.DataFrame({"segment_id": segments, "coder": coder, "basis": basis}), codes)


def _as_given(chosen: "pd.DataFrame", given: "pd.DataFrame") -> "pd.DataFrame":
    """Return what each segment's one reader gave: nothing is to be combined."""
    codes = chosen[["segment_id", "coder_id"]].merge(given, on=["segment_id", "coder_id"])
    head = chosen[["segment_id", "coder"]].assign(basis=Basis.SINGLE.value)
    return _laid_out(head, codes[["segment_id", "code"]])


def _laid_out(head: "pd.DataFrame", codes: "pd.DataFrame") -> "pd.DataFrame":
    """Return a row per code, and one without a code where a segment has none."""
    merged = head.merge(codes, on="segment_id", how="left").sort_values("segment_id", kind="stable")
    merged["code"] = merged["code"].astype(object).where(merged["code"].notna(), None)
    return merged[["segment_id", "coder", "code", "basis"]].reset_index(drop=True)


def _without(frame: "pd.DataFrame", settled: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows whose segment and code were not settled."""
    import pandas as pd

    keys = pd.MultiIndex.from_frame(frame[["segment_id", "code"]])
    return frame[~keys.isin(pd.MultiIndex.from_frame(settled[["segment_id", "code"]]))]
