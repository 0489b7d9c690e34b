"""Agreement between the coders of a project."""

from typing import TYPE_CHECKING

from coding.agreement.model import AgreementResult
from coding.codebook import CodebookContent, Codebooks
from coding.codings import Codings, Origin
from coding.corpus import Corpus
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.store import Database

if TYPE_CHECKING:
    import pandas as pd

FEWEST_DRAWS = 100


class Agreement:
    """How far coders agree who read the same segments, each by themselves."""

    def __init__(self, database: Database) -> None:
        self._corpus = Corpus(database)
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)

    def pairs(self, question_key: str) -> "pd.DataFrame":
        """Return who read the same segments: ``[coder_a, coder_b, n_double]``, most first."""
        import pandas as pd

        read = self._read(question_key)[["segment_id", "coder"]]
        both = read.merge(read, on="segment_id", suffixes=("_a", "_b"))
        both = both[both["coder_a"] < both["coder_b"]]
        counts = both.groupby(["coder_a", "coder_b"]).size().rename("n_double").reset_index()
        ordered = counts.sort_values(["n_double", "coder_a", "coder_b"], ascending=[False, True, True])
        return pd.DataFrame(ordered.reset_index(drop=True))

    def between(
        self,
        question_key: str,
        coder_a: str,
        coder_b: str,
        *,
        draws: int = 1000,
        seed: int = 1,
        dimension: str | None = None,
    ) -> AgreementResult:
        """Compare two coders on answer × code, over the segments both read.

        Parameters
        ----------
        draws, seed
            Bootstrap samples for the 95% intervals, drawn over respondents, and where chance begins.
        dimension
            Compare only this list of codes; without it all of them.

        Raises
        ------
        NotFoundError
            When the question or a coder does not exist.
        InputError
            When both are the same coder, or there are too few draws.
        """
        import numpy as np

        from coding.agreement.comparing import compare, draw_weights, overall, per_code

        if draws < FEWEST_DRAWS:
            raise InputError(_("Neem ten minste {n} trekkingen.").format(n=FEWEST_DRAWS))
        if coder_a == coder_b:
            raise InputError(
                _("Kies twee verschillende codeurs; een codeur is het altijd met zichzelf eens.")
            )
        content = self._codebooks.for_question(question_key).content
        codes = _codes(content, dimension)
        first, second = self._sets(question_key, coder_a), self._sets(question_key, coder_b)
        segments = self._corpus.segments(question_key)
        documents = dict(zip(segments["id"], segments["document_id"], strict=True))
        comparison = compare(first, second, codes=codes, clusters=documents)
        n_clusters = len(set(comparison.clusters.tolist()))
        weights = draw_weights(n_clusters, draws=draws, seed=seed)

        double = sorted(first.keys() & second.keys())
        given = self._codings.codings(question_key)
        given = given[
            given["coder"].isin([coder_a, coder_b])
            & given["segment_id"].isin(double)
            & given["code"].isin(codes)
        ]
        assisted = given[given["origin"] == Origin.SUGGESTION.value]
        independent = None
        if len(assisted):
            alone = comparison.of(~np.isin(double, assisted["segment_id"].unique()))
            clusters = len(set(alone.clusters.tolist()))
            independent = overall(alone, draw_weights(clusters, draws=draws, seed=seed))
        return AgreementResult(
            question=question_key,
            coder_a=coder_a,
            coder_b=coder_b,
            n_double=len(double),
            n_respondents=n_clusters,
            n_codings=len(given),
            n_assisted=len(assisted),
            draws=draws,
            seed=seed,
            per_code=per_code(comparison, {code.id: code.label for code in content.codes}, weights),
            overall=overall(comparison, weights),
            independent=independent,
        )

    def differences(self, question_key: str, coder_a: str, coder_b: str) -> "pd.DataFrame":
        """Return the segments on which two coders differ, to talk them over.

        Returns
        -------
        ``[segment_id, respondent, text, codes_a, codes_b, only_a, only_b]``, the last four as lists of codes
        in the order of the codebook; in the order of the corpus.
        """
        import pandas as pd

        order = [code.id for code in self._codebooks.for_question(question_key).content.codes]
        first, second = self._sets(question_key, coder_a), self._sets(question_key, coder_b)
        rows = []
        segments = self._corpus.segments(question_key)[["id", "respondent", "text"]]
        for segment, respondent, text in segments.itertuples(index=False, name=None):
            one, other = first.get(segment), second.get(segment)
            if one is None or other is None or one == other:
                continue
            sets = [one, other, one - other, other - one]
            lists = [[code for code in order if code in given] for given in sets]
            rows.append((segment, respondent, text, *lists))
        columns = ["segment_id", "respondent", "text", "codes_a", "codes_b", "only_a", "only_b"]
        return pd.DataFrame(rows, columns=columns)

    def _read(self, question_key: str) -> "pd.DataFrame":
        judged = self._codings.judgements(question_key)
        return judged[judged["read"].astype(bool)]

    def _sets(self, question_key: str, coder: str) -> dict[int, frozenset[str]]:
        """Return the codes of every segment a coder read."""
        coders = self._codings.coders()["name"]
        if coder not in set(coders):
            raise NotFoundError(
                _("Er is geen codeur '{coder}'; er zijn: {known}.").format(
                    coder=coder, known=", ".join(coders) or _("niemand")
                )
            )
        sets: dict[int, set[str]] = {}
        given = self._codings.combined(question_key, coder=coder)
        for segment, code in zip(given["segment_id"], given["code"], strict=True):
            sets.setdefault(int(segment), set()).update([code] if isinstance(code, str) else [])
        return {segment: frozenset(codes) for segment, codes in sets.items()}


def _codes(content: CodebookContent, dimension: str | None) -> list[str]:
    if dimension is not None and dimension not in content.dimension_labels:
        raise NotFoundError(
            _("Het codeboek '{codebook}' heeft geen dimensie '{dimension}'; wel: {known}.").format(
                codebook=content.id, dimension=dimension, known=", ".join(content.dimension_labels)
            )
        )
    return [code.id for code in content.codes if dimension in (None, code.dimension)]
