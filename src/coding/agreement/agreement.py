"""Agreement between the coders of a project."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coding.agreement.model import AgreementResult, Part
from coding.codebook import CodebookContent, Codebooks
from coding.codings import Adjudications, Codings, Origin
from coding.corpus import Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Question, Queue, QueueItem

if TYPE_CHECKING:
    import pandas as pd

PURPOSE = "double"  # of the segments that a division lays before two people


class Agreement:
    """How far coders agree who read the same segments, each by themselves.

    What somebody coded after it had been talked over never counts: see
    `coding.codings.Adjudications.own_codings`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._corpus = Corpus(database)
        self._codings = Codings(database)
        self._adjudications = Adjudications(database)
        self._codebooks = Codebooks(database)

    def pairs(self, question_key: str, *, part: Part | str = Part.ALL) -> "pd.DataFrame":
        """Return who read the same segments: ``[coder_a, coder_b, n_double]``, most first."""
        import pandas as pd

        read = self._own_codings(question_key, Part(part))[0][["segment_id", "coder"]]
        both = read.merge(read, on="segment_id", suffixes=("_a", "_b"))
        both = both[both["coder_a"] < both["coder_b"]]
        counts = both.groupby(["coder_a", "coder_b"]).size().rename("n_double").reset_index()
        ordered = counts.sort_values(["n_double", "coder_a", "coder_b"], ascending=[False, True, True])
        return pd.DataFrame(ordered.reset_index(drop=True))

    def measure(
        self,
        question_key: str,
        coders: Sequence[str] | None = None,
        *,
        draws: int = 1000,
        seed: int = 1,
        dimension: str | None = None,
        part: Part | str = Part.ALL,
    ) -> AgreementResult:
        """Compare coders on segment × code, over the segments that two or more of them read.

        Parameters
        ----------
        coders
            Names of two or more people; without them everybody who read something another read too.
        draws, seed
            Bootstrap samples for the 95% intervals, drawn over respondents, and where chance begins.
        dimension
            Compare only this list of codes; without it all of them.
        part
            ``double``: only what a division laid before two people.

        Raises
        ------
        NotFoundError
            When the question or a coder does not exist.
        InputError
            When fewer than two different coders are named, or there are too few draws.
        """
        from coding.agreement.measuring import FEWEST_DRAWS, measure, pairs
        from coding.agreement.ratings import Ratings, lay_out

        if draws < FEWEST_DRAWS:
            raise InputError(_("Neem ten minste {n} trekkingen.").format(n=FEWEST_DRAWS))
        content = self._codebooks.for_question(question_key).content
        read, given = self._own_codings(question_key, Part(part))
        codes = _codes(content, dimension, given=set(given["code"]))
        names = self._chosen(coders) if coders is not None else _overlapping(read)
        segments = self._corpus.segments(question_key)

        read = read.rename(columns={"segment_id": "unit"})
        given = given.rename(columns={"segment_id": "unit"})
        documents = dict(zip(segments["id"], segments["document_id"], strict=True))

        def laid_out(of: "pd.DataFrame") -> Ratings:
            return lay_out(of, given, codes=codes, coders=names, clusters=documents)

        ratings = laid_out(read)
        compared = _compared(read, given, names, codes)
        assisted = compared.loc[compared["origin"] == Origin.SUGGESTION.value, ["unit", "coder"]]
        labels = content.labels
        unassisted = None
        if len(assisted):
            helped = assisted.drop_duplicates().assign(helped=True)
            alone = read.merge(helped, on=["unit", "coder"], how="left")
            alone = alone[alone["helped"].isna()]
            unassisted = measure(laid_out(alone), labels=labels, draws=draws, seed=seed)
        return AgreementResult(
            about=question_key,
            coders=tuple(names),
            draws=draws,
            seed=seed,
            figures=measure(ratings, labels=labels, draws=draws, seed=seed),
            unassisted=unassisted,
            pairs=pairs(ratings),
            origins={str(origin): int(n) for origin, n in compared["origin"].value_counts().items()},
        )

    def alphas(self, question_key: str) -> "pd.DataFrame":
        """Return how far people agree on each code who coded the same without suggestions.

        A theme counts as given where something under it was. Columns: code, alpha (Krippendorff's, nominal;
        NaN where nobody gave the code), n_double; no rows where nobody read the same.
        """
        import pandas as pd

        from coding.agreement.coefficients import ClusterSums, nominal_alpha
        from coding.agreement.ratings import lay_out

        read, given = self._own_codings(question_key, Part.ALL)
        helped = given.loc[given["origin"] == Origin.SUGGESTION.value, ["segment_id", "coder"]]
        alone = read.merge(helped.drop_duplicates(), on=["segment_id", "coder"], how="left", indicator=True)
        alone = alone[alone["_merge"] == "left_only"].rename(columns={"segment_id": "unit"})
        coders = _overlapping(alone.rename(columns={"unit": "segment_id"}))
        if not coders:
            return pd.DataFrame({"code": [], "alpha": [], "n_double": []})
        content = self._codebooks.for_question(question_key).content
        given = given.rename(columns={"segment_id": "unit"})
        above = given.assign(code=given["code"].map({code.id: code.parent for code in content.codes}))
        given = pd.concat([given, above[above["code"].notna()]])
        codes = [code.id for code in content.codes]
        clusters = {unit: unit for unit in alone["unit"]}
        ratings = lay_out(alone, given, codes=codes, coders=coders, clusters=clusters)
        sums = ClusterSums(ratings.read, ratings.given[:, :, :, None], ratings.clusters).total()
        return pd.DataFrame({"code": codes, "alpha": nominal_alpha(sums), "n_double": len(ratings.read)})

    def _own_codings(self, question_key: str, part: Part) -> "tuple[pd.DataFrame, pd.DataFrame]":
        read, given = self._adjudications.own_codings(question_key)
        if part is Part.DOUBLE:
            laid = self._laid_before_two(question_key)
            read = read.merge(laid, on=["segment_id", "coder_id"])
        return read, given

    def _laid_before_two(self, question_key: str) -> "pd.DataFrame":
        """Return ``[segment_id, coder_id]`` of what a division had two people code."""
        import pandas as pd

        with self._database.read() as connection:
            rows = connection.execute(
                select(QueueItem.segment_id, Queue.coder_id)
                .join(Queue, Queue.id == QueueItem.queue_id)
                .join(Question, Question.id == Queue.question_id)
                .where(Question.key == question_key, QueueItem.purpose == PURPOSE)
                .distinct()
            ).all()
        return pd.DataFrame(rows, columns=["segment_id", "coder_id"]).dropna().astype("int64")

    def _chosen(self, coders: Sequence[str]) -> list[str]:
        known = list(self._codings.coders()["name"])
        for coder in coders:
            if coder not in known:
                raise NotFoundError(
                    _("Er is geen codeur '{coder}'; er zijn: {known}.").format(
                        coder=coder, known=", ".join(known) or _("niemand")
                    )
                )
        names = list(dict.fromkeys(coders))
        if len(names) < 2:
            raise InputError(
                _("Kies twee verschillende codeurs; een codeur is het altijd met zichzelf eens.")
            )
        return names


def _overlapping(read: "pd.DataFrame") -> list[str]:
    """Return who read something that somebody else read too."""
    double = read[read["segment_id"].duplicated(keep=False)]
    return sorted(double["coder"].unique())


def _compared(
    read: "pd.DataFrame", given: "pd.DataFrame", names: Sequence[str], codes: Sequence[str]
) -> "pd.DataFrame":
    """Return the codes that are compared: of these people, in what two or more of them read."""
    read = read[read["coder"].isin(list(names))]
    double = read.loc[read["unit"].duplicated(keep=False), ["unit", "coder"]]
    return given[given["code"].isin(list(codes))].merge(double, on=["unit", "coder"])


def _codes(content: CodebookContent, dimension: str | None, *, given: Collection[str]) -> list[str]:
    if dimension is not None and dimension not in content.dimension_labels:
        raise NotFoundError(
            _("Het codeboek '{codebook}' heeft geen dimensie '{dimension}'; wel: {known}.").format(
                codebook=content.id, dimension=dimension, known=", ".join(content.dimension_labels)
            )
        )
    return [code.id for code in content.in_use(given) if dimension in (None, code.dimension)]
