"""Theme tables of a project."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coding.codebook import THEME, Codebooks, StoredCodebook
from coding.codings import Codings
from coding.corpus import Corpus, QuestionInfo
from coding.errors import InputError, NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.tables.model import ThemeTable
from coding.tables.reading import judged_by
from coding.tables.spec import Base, TableSpec

if TYPE_CHECKING:
    import pandas as pd

    from coding.classifier import Classifiers

REPORTS = "reports"


class Tables:
    """The theme tables of one project.

    Parameters
    ----------
    classifiers
        Gives the models, for who asks for an estimate.
    """

    def __init__(self, database: Database, classifiers: "Callable[[], Classifiers]") -> None:
        self._database = database
        self._classifiers = classifiers
        self._corpus = Corpus(database)
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)

    def theme_table(self, spec: TableSpec) -> ThemeTable:
        """Count the themes in the answers to a question as the recipe says; of a closed question its answers.

        Raises
        ------
        NotFoundError
            When the question, coder, variable or dimension does not exist, or there is no codebook yet.
        InputError
            When choices of the recipe do not go together.
        CodingError
            When a respondent has no weight to count with, or there is no model to predict.
        """
        from coding.tables.building import open_table

        if spec.survey is not None:
            return self.closed_table(spec)
        question, stored = self._question(spec)
        dimension = self._dimension(stored, spec.dimension)
        passages = question.kind == REPORTS
        if passages and (spec.base is Base.ASKED or spec.weight is not None):
            raise InputError(_("Rapporten hebben geen respondenten om te wegen of die gevraagd zijn."))
        return open_table(
            self._database, self._classifiers, spec, question, stored, dimension=dimension, passages=passages
        )

    def closed_table(self, spec: TableSpec) -> ThemeTable:
        """Count the answers to a closed question: one answer, several at once, or a ranking.

        Parameters
        ----------
        spec
            With the survey, and the key of the variable as its question.

        Raises
        ------
        NotFoundError
            When there is no such survey or variable.
        InputError
            When choices of the recipe do not go together, or need codes.
        CodingError
            When a respondent has no weight to count with.
        """
        from coding.tables.closed import closed_table

        return closed_table(self._corpus, spec)

    def closed_questions(self, survey: str) -> dict[str, str]:
        """Return what of a survey can be tabulated without coding: key and label."""
        variables = self._corpus.variables(survey)
        variables = variables[variables["kind"] != "number"]
        return dict(zip(variables["key"], variables["label"], strict=True))

    def answers(self, spec: TableSpec, code: str, *, group: str | None = None) -> "pd.DataFrame":
        """Return the answers behind a cell of the table of that recipe, as far as people read them.

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
        from coding.tables.behind import segments_behind

        question, stored = self._question(spec)
        dimension = self._dimension(stored, spec.dimension)
        codes = [item.id for item in stored.content.codes if item.dimension == dimension]
        if code and code not in codes:
            raise NotFoundError(
                _("Code '{code}' staat niet in het codeboek van vraag {question}.").format(
                    code=code, question=question.key
                )
            )
        judged = judged_by(self._codings, spec)
        behind = segments_behind(
            self._corpus,
            spec,
            question,
            stored.content,
            judged,
            code=code,
            group=group,
            dimension=dimension,
            passages=question.kind == REPORTS,
        )
        segments = self._corpus.segments(question.key).rename(columns={"id": "segment_id"})
        found = segments[segments["segment_id"].isin(behind)]
        return found[["segment_id", "respondent", "title", "text"]].reset_index(drop=True)

    def respondent_codes(self, spec: TableSpec) -> "pd.DataFrame":
        """Return what each respondent who was read has: for linking respondents over surveys.

        Returns
        -------
        ``[respondent, code]``, a theme with what falls under it; of who has no code at all one row with None.
        Split, base and weight of the recipe are not looked at.
        """
        from coding.tables.behind import answers_given, codes_given

        if spec.survey is not None:
            return answers_given(self._corpus, spec)
        question, stored = self._question(spec)
        dimension = self._dimension(stored, spec.dimension)
        codes = [item for item in stored.content.codes if item.dimension == dimension]
        return codes_given(self._corpus, question, codes, judged_by(self._codings, spec))

    def splits(self, question_key: str, *, dimension: str | None = None) -> dict[str, str]:
        """Return what a table of this question can be split by: key and label."""
        question, stored = self._corpus.question(question_key), self._codebooks.for_question(question_key)
        variables = self._corpus.variables(question.survey)
        found = dict(zip(variables["key"], variables["label"], strict=True))
        counted = self._dimension(stored, dimension)
        return found | {
            key: label for key, label in stored.content.dimension_labels.items() if key != counted
        }

    def backgrounds(self, survey: str) -> "pd.DataFrame":
        """Return in which group of each variable the respondents of a survey are; missing where unknown.

        Returns
        -------
        A row per respondent, a column per variable, both by key; numbers in the classes tables use.
        """
        from coding.tables.groups import number_classes

        found, table = self._corpus.respondents(survey), self._corpus.variables(survey)
        for key, kind, levels in zip(table["key"], table["kind"], table["levels"], strict=True):
            if kind == "number":
                classes, _order = number_classes(found[key], levels)
                found[key] = classes.astype(object).where(classes.notna(), None)
            elif kind != "category":  # several answers at once are no group to belong to
                found = found.drop(columns=key)
        return found

    def weights(self, survey: str) -> dict[str, str]:
        """Return what respondents of a survey can be weighted by: key and label."""
        variables = self._corpus.variables(survey)
        variables = variables[variables["kind"] == "number"]
        return dict(zip(variables["key"], variables["label"], strict=True))

    def _question(self, spec: TableSpec) -> tuple[QuestionInfo, StoredCodebook]:
        return self._corpus.question(spec.question), self._codebooks.for_question(spec.question)

    def _dimension(self, stored: StoredCodebook, dimension: str | None) -> str:
        labels = stored.content.dimension_labels
        if dimension is not None and dimension not in labels:
            raise NotFoundError(
                _("Het codeboek '{codebook}' heeft geen dimensie '{dimension}'; wel: {known}.").format(
                    codebook=stored.content.id, dimension=dimension, known=", ".join(labels)
                )
            )
        return dimension or THEME
