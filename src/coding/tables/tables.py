"""Theme tables of a project."""

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coding.codebook import THEME, Codebooks, StoredCodebook
from coding.codings import Codings
from coding.corpus import Corpus, QuestionInfo
from coding.errors import NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Document, Judgement, Segment, SourceFile
from coding.tables.model import ThemeTable
from coding.tables.spec import TableSpec

if TYPE_CHECKING:
    import pandas as pd

    from coding.tables.groups import Split
    from coding.tables.notes import Provenance

REPORTS = "reports"


class Tables:
    """The theme tables of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._corpus = Corpus(database)
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)

    def theme_table(self, spec: TableSpec) -> ThemeTable:
        """Count the themes in the answers to a question as the recipe says.

        Raises
        ------
        NotFoundError
            When the question, coder, variable or dimension does not exist, or there is no codebook yet.
        """
        from coding.tables.counting import count_themes
        from coding.tables.notes import base_notes, provenance_notes, rule_notes, split_notes

        question, stored = self._question(spec)
        dimension = self._dimension(stored, spec.dimension)
        segments = self._segments(question.key)
        judged = self._judged(question.key, spec.coder)
        split = self._split(question, stored, spec.by, dimension, segments, judged) if spec.by else None
        passages = question.kind == REPORTS
        counts = count_themes(
            judged,
            stored.content,
            answered=segments,
            memberships=split.memberships if split else None,
            groups=split.groups if split else (),
            dimension=dimension,
            per_passage=passages,
            minimum_base=spec.minimum_base,
        )
        of_dimension = spec.by is not None and spec.by in stored.content.dimension_labels
        return ThemeTable(
            spec=spec,
            question=question.key,
            text=question.text,
            passages=passages,
            n_answered=counts.n_answered,
            n_read=counts.n_read,
            n_documents=counts.n_documents,
            n_documents_read=counts.n_documents_read,
            rows=counts.rows,
            groups=counts.groups,
            group_bases=counts.group_bases,
            heading=_("Thema") if dimension == THEME else stored.content.dimension_labels[dimension],
            by=split.label if split else None,
            notes=[
                *base_notes(counts, passages=passages),
                *rule_notes(counts, stored.content, passages=passages),
                *split_notes(
                    counts,
                    split,
                    minimum_base=spec.minimum_base,
                    passages=passages,
                    of_dimension=of_dimension,
                ),
                *provenance_notes(self._provenance(question, stored, spec.coder, judged), stored.content),
            ],
        )

    def answers(self, spec: TableSpec, code: str, *, group: str | None = None) -> "pd.DataFrame":
        """Return the answers behind a cell of the table of that recipe.

        Parameters
        ----------
        code
            A code as in ``rows``: a theme takes in what falls under it; empty means read without a code.
        group
            A column as in ``groups``.

        Returns
        -------
        ``[segment_id, respondent, title, text]`` in the order of the corpus.
        """
        from coding.tables.counting import NO_CODE, with_parents

        question, stored = self._question(spec)
        dimension = self._dimension(stored, spec.dimension)
        segments = self._segments(question.key)
        judged = self._judged(question.key, spec.coder)
        codes = [item for item in stored.content.codes if item.dimension == dimension]
        uses = with_parents(judged[judged["code"].isin([item.id for item in codes])], codes)
        if code == NO_CODE:
            behind = set(judged["segment_id"]) - set(uses["segment_id"])
        elif code in {item.id for item in codes}:
            behind = set(uses.loc[uses["code"] == code, "segment_id"])
        else:
            raise NotFoundError(
                _("Code '{code}' staat niet in het codeboek van vraag {question}.").format(
                    code=code, question=question.key
                )
            )
        if group is not None and spec.by is not None:
            split = self._split(question, stored, spec.by, dimension, segments, judged)
            members = split.memberships
            behind &= set(members.loc[members["group"] == group, "segment_id"])
        found = segments[segments["segment_id"].isin(list(behind))]
        return found[["segment_id", "respondent", "title", "text"]].reset_index(drop=True)

    def splits(self, question_key: str, *, dimension: str | None = None) -> dict[str, str]:
        """Return what a table of this question can be split by: key and label."""
        question, stored = self._corpus.question(question_key), self._codebooks.for_question(question_key)
        variables = self._corpus.variables(question.survey)
        found = dict(zip(variables["key"], variables["label"], strict=True))
        counted = self._dimension(stored, dimension)
        return found | {
            key: label for key, label in stored.content.dimension_labels.items() if key != counted
        }

    def _question(self, spec: TableSpec) -> tuple[QuestionInfo, StoredCodebook]:
        return self._corpus.question(spec.question), self._codebooks.for_question(spec.question)

    def _segments(self, question_key: str) -> "pd.DataFrame":
        return self._corpus.segments(question_key).rename(columns={"id": "segment_id"})

    def _judged(self, question_key: str, coder: str | None) -> "pd.DataFrame":
        """Return ``[segment_id, coder, code]`` of what was read, by all or by one coder."""
        if coder is not None and coder not in set(self._codings.coders()["name"]):
            known = ", ".join(self._codings.coders()["name"]) or _("niemand")
            raise NotFoundError(
                _("Er is geen codeur '{coder}'; er zijn: {known}.").format(coder=coder, known=known)
            )
        return self._codings.combined(question_key, coder=coder)

    def _dimension(self, stored: StoredCodebook, dimension: str | None) -> str:
        labels = stored.content.dimension_labels
        if dimension is not None and dimension not in labels:
            raise NotFoundError(
                _("Het codeboek '{codebook}' heeft geen dimensie '{dimension}'; wel: {known}.").format(
                    codebook=stored.content.id, dimension=dimension, known=", ".join(labels)
                )
            )
        return dimension or THEME

    def _split(
        self,
        question: QuestionInfo,
        stored: StoredCodebook,
        by: str,
        dimension: str,
        segments: "pd.DataFrame",
        judged: "pd.DataFrame",
    ) -> "Split":
        from coding.tables.groups import split_by_dimension, split_by_variable

        if by in stored.content.dimension_labels and by != dimension:
            return split_by_dimension(judged, stored.content, by=by, dimension=dimension)
        variables = self._corpus.variables(question.survey).set_index("key")
        if by not in variables.index:
            other = [key for key in stored.content.dimension_labels if key != dimension]
            known = ", ".join([*variables.index, *other]) or _("niets")
            raise NotFoundError(
                _("Uitsplitsen naar '{by}' kan niet; bij vraag {question} kan het naar: {known}.").format(
                    by=by, question=question.key, known=known
                )
            )
        variable = variables.loc[by]
        return split_by_variable(
            segments,
            self._corpus.respondents(question.survey)[by],
            label=str(variable["label"]),
            kind=str(variable["kind"]),
            levels=list(variable["levels"]),
        )

    def _provenance(
        self, question: QuestionInfo, stored: StoredCodebook, coder: str | None, judged: "pd.DataFrame"
    ) -> "Provenance":
        from coding.tables.notes import Provenance

        with self._database.read() as connection:
            files = connection.execute(
                select(SourceFile.id, SourceFile.name, SourceFile.imported_at)
                .join(Document, Document.source_file_id == SourceFile.id)
                .where(Document.question_id == question.id)
                .group_by(SourceFile.id, SourceFile.name, SourceFile.imported_at)
                .order_by(SourceFile.id)
            ).all()
            coded_at = connection.scalar(
                select(func.max(Judgement.updated_at))
                .join(Segment, Segment.id == Judgement.segment_id)
                .where(Segment.question_id == question.id)
            )
        read = judged.drop_duplicates("segment_id")
        shares = [(str(name), int(n)) for name, n in read["coder"].value_counts(sort=False).items()]
        return Provenance(
            coder=coder,
            coders=sorted(shares, key=lambda item: (-item[1], item[0])),
            bases={str(basis): int(n) for basis, n in read["basis"].value_counts().items()},
            version=stored.number,
            files=[(row.name, row.imported_at) for row in files],
            coded_at=coded_at,
        )
