"""Classifiers of a project: trained on current codings, kept with their version and their quality."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, insert, select

from coding.classifier.limits import FEWEST_CODED, FEWEST_CODES, FEWEST_USES
from coding.codebook import Codebooks, StoredCodebook
from coding.codings import Basis, Codings
from coding.errors import CodingError, NotFoundError
from coding.i18n import _, ngettext
from coding.language import Language
from coding.store import Database, question_id
from coding.store.schema import Model, Segment, Suggestion

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from pandas import DataFrame

    from coding.classifier.model import FittedClassifier

KEPT_FROM = 0.02
"""Less likely codes are not stored."""
AT_ONCE = 500  # bound values per statement


@dataclass(frozen=True)
class ModelSummary:
    """A stored classifier.

    Attributes
    ----------
    id, created_at, pipeline
        Which one, when, and with which language pipeline.
    n_coded
        Number of texts it learned from, those included that were read and got no code.
    metrics
        Held-out quality: micro_f1, macro_f1, micro_precision, micro_recall, n_learned and per_code (a list
        of code, label, n, precision, recall, f1; None where there was too little to measure).
    settings
        How it was trained.
    """

    id: int
    created_at: datetime
    pipeline: str
    n_coded: int
    metrics: dict[str, Any]
    settings: dict[str, Any]


@dataclass(frozen=True)
class _Material:
    """What a question has to learn from; ``coded`` are the places of the texts that somebody read."""

    segment_ids: list[int]
    texts: list[str]
    lemmas: list[list[str]]
    documents: list[int]
    coded: list[int]
    label_sets: list[set[str]]


class Classifiers:
    """Trained classifiers and their suggestions.

    Parameters
    ----------
    database
        The project's database.
    language
        Where the lemmas come from.
    """

    def __init__(self, database: Database, language: Language) -> None:
        self.database = database
        self.language = language

    def train(
        self, question_key: str, *, seed: int = 1, progress: Callable[[int, int], None] | None = None
    ) -> ModelSummary:
        """Learn from the current codings of a question, and store suggestions for all its texts.

        What a text that was learned from gets suggested comes from a model without that text, so that its
        probability is as honest as that of a text nobody read. No lock is held while training.

        Parameters
        ----------
        question_key
            The question or collection of reports.
        seed
            Fixes the outcome.
        progress
            Called with (done, total).

        Raises
        ------
        CodingError
            When fewer than ``FEWEST_CODED`` texts are coded, or fewer than two codes can be learned.
        """
        codebook = Codebooks(self.database).for_question(question_key)
        codes = [code.id for code in codebook.content.live]
        exclusive = [code.id for code in codebook.content.live if code.exclusive]
        coded = self._coded(question_key)
        _check(question_key, coded, codes)

        # only now the libraries that take seconds to load
        from coding.classifier.features import WEIGHT
        from coding.classifier.model import STRENGTH, train
        from coding.classifier.quality import quality
        from coding.language import word_vectors

        vectors = word_vectors()
        material = self._material(question_key, coded)
        fitted, held_out = train(
            [material.texts[row] for row in material.coded],
            [material.lemmas[row] for row in material.coded],
            material.label_sets,
            codes,
            seed,
            exclusive=exclusive,
            documents=[material.documents[row] for row in material.coded],
            model=vectors,
            progress=progress,
        )
        if len(fitted.learned) < FEWEST_CODES:
            raise _too_few_codes(question_key)
        probabilities = fitted.predict_proba(material.texts, material.lemmas)
        probabilities[material.coded] = held_out.probabilities
        names = {code.id: code.label for code in codebook.content.live}
        model = {
            "codebook_version_id": codebook.version_id,
            "pipeline": self.language.info.name,
            "settings": {
                "seed": seed,
                "n_coded": len(material.coded),
                "features": "lemmas(1-2)+char_wb(3-5)+vectors",
                "vectors": vectors.name,
                "vectors_weight": WEIGHT,
                "method": "logistic",
                "strength": STRENGTH,
                "folds": len(set(held_out.folds.tolist())),
            },
            "metrics": quality(
                held_out.labels, held_out.decisions, codes=codes, names=names, learned=held_out.learned
            ),
            "payload": fitted.to_bytes(),
        }
        suggestions = _suggestions(probabilities, material.segment_ids, codes, codebook)
        return self._summary(self._keep(question_key, model, suggestions))

    def latest(self, question_key: str) -> ModelSummary | None:
        """Return the newest classifier of a question, or ``None`` when there is none."""
        model_id = self._latest_id(question_key)
        return None if model_id is None else self._summary(model_id)

    def models(self, question_key: str) -> "DataFrame":
        """Return all classifiers of a question, newest first: id, created_at, n_coded, micro_f1, macro_f1."""
        from pandas import DataFrame

        statement = (
            select(Model.id, Model.created_at, Model.settings, Model.metrics)
            .where(Model.question_id == self._question_id(question_key))
            .order_by(Model.id.desc())
        )
        with self.database.read() as connection:
            found = connection.execute(statement).all()
        rows = [
            (
                row.id,
                row.created_at,
                row.settings["n_coded"],
                row.metrics["micro_f1"],
                row.metrics["macro_f1"],
            )
            for row in found
        ]
        return DataFrame(rows, columns=["id", "created_at", "n_coded", "micro_f1", "macro_f1"])

    def suggestions(
        self,
        question_key: str,
        *,
        segment_ids: Sequence[int] | None = None,
        minimum: float = 0.1,
        top: int = 5,
    ) -> "DataFrame":
        """Return what the newest classifier suggests.

        Left out are codes of a codebook that the question is no longer coded with, and a code that stands
        alone (*geen*) where another code is likelier.

        Parameters
        ----------
        question_key
            The question or collection of reports.
        segment_ids
            Only these; ``None`` takes all.
        minimum
            Leave out what is less likely.
        top
            At most so many per segment.

        Returns
        -------
        DataFrame
            segment_id, code, probability; best first per segment. Empty when nothing was trained yet.
        """
        from pandas import DataFrame

        model_id = self._latest_id(question_key)
        found: list[tuple[int, str, float]] = []
        if model_id is not None:
            statement = (
                select(Suggestion.segment_id, Suggestion.code_id, Suggestion.probability)
                .where(Suggestion.model_id == model_id, Suggestion.probability >= minimum)
                .order_by(Suggestion.segment_id, Suggestion.probability.desc(), Suggestion.code_id)
            )
            found = self._shown(question_key, statement, segment_ids, top)
        return DataFrame(found, columns=["segment_id", "code", "probability"])

    def fitted(self, model_id: int) -> "FittedClassifier":
        """Return a stored classifier, ready to use on other texts.

        Raises
        ------
        CodingError
            When it was learned with other word vectors than the program has now.
        NotFoundError
            When there is no such classifier.
        """
        from coding.classifier.model import FittedClassifier
        from coding.language import word_vectors

        with self.database.read() as connection:
            payload = connection.scalar(select(Model.payload).where(Model.id == model_id))
        if payload is None:
            raise NotFoundError(_("Er is geen model {id}.").format(id=model_id))
        return FittedClassifier.from_bytes(payload, word_vectors())

    def _shown(
        self,
        question_key: str,
        statement: Select[int, int, float],
        segment_ids: Sequence[int] | None,
        top: int,
    ) -> list[tuple[int, str, float]]:
        codebook = Codebooks(self.database).for_question(question_key)
        codes = {codebook.code_ids[code.id]: code for code in codebook.content.live}
        shown: list[tuple[int, str, float]] = []
        counts: dict[int, int] = {}
        with self.database.read() as connection:
            for part in _parts(statement, segment_ids):
                for segment_id, code_id, probability in connection.execute(part):
                    already, code = counts.get(segment_id, 0), codes.get(code_id)
                    if code is None or already >= top or (already and code.exclusive):
                        continue
                    counts[segment_id] = already + 1
                    shown.append((segment_id, code.id, probability))
        return shown

    def _question_id(self, question_key: str) -> int:
        with self.database.read() as connection:
            return question_id(connection, question_key)

    def _latest_id(self, question_key: str) -> int | None:
        statement = (
            select(Model.id)
            .where(Model.question_id == self._question_id(question_key))
            .order_by(Model.id.desc())
            .limit(1)
        )
        with self.database.read() as connection:
            return connection.scalar(statement)

    def _summary(self, model_id: int) -> ModelSummary:
        columns = (Model.id, Model.created_at, Model.pipeline, Model.metrics, Model.settings)
        with self.database.read() as connection:
            row = connection.execute(select(*columns).where(Model.id == model_id)).one()
        return ModelSummary(
            id=row.id,
            created_at=row.created_at,
            pipeline=row.pipeline,
            n_coded=row.settings["n_coded"],
            metrics=row.metrics,
            settings=row.settings,
        )

    def _coded(self, question_key: str) -> dict[int, set[str]]:
        """Return the codes of every segment that somebody read, but where people still differ."""
        coded: dict[int, set[str]] = {}
        combined = Codings(self.database).combined(question_key)
        combined = combined[combined["basis"] != Basis.UNRESOLVED.value]
        for segment_id, code in zip(combined["segment_id"], combined["code"], strict=True):
            coded.setdefault(int(segment_id), set()).update([] if code is None else [code])
        return coded

    def _material(self, question_key: str, coded: Mapping[int, set[str]]) -> _Material:
        question_id = self._question_id(question_key)
        found = self.language.lemmas(question_key)
        lemmas = dict(zip(found["segment_id"], found["lemmas"], strict=True))
        statement = (
            select(Segment.id, Segment.text, Segment.document_id)
            .where(Segment.question_id == question_id, Segment.codable)
            .order_by(Segment.id)
        )
        with self.database.read() as connection:
            segments = connection.execute(statement).all()
        places = [place for place, segment in enumerate(segments) if segment.id in coded]
        return _Material(
            segment_ids=[segment.id for segment in segments],
            texts=[segment.text for segment in segments],
            lemmas=[lemmas.get(segment.id, []) for segment in segments],
            documents=[segment.document_id for segment in segments],
            coded=places,
            label_sets=[coded[segments[place].id] for place in places],
        )

    def _keep(self, question_key: str, model: dict[str, Any], suggestions: list[dict[str, Any]]) -> int:
        question_id = self._question_id(question_key)
        with self.database.write(beside=True) as connection:
            key = connection.execute(
                insert(Model).values(question_id=question_id, **model)
            ).inserted_primary_key
            assert key is not None
            model_id = int(key[0])
            if suggestions:
                rows = [{"model_id": model_id, **row} for row in suggestions]
                connection.execute(insert(Suggestion), rows)
        return model_id


def _check(question_key: str, coded: Mapping[int, set[str]], codes: Sequence[str]) -> None:
    """Refuse where there is too little to learn from."""
    if len(coded) < FEWEST_CODED:
        raise CodingError(
            ngettext(
                "Vraag {key} heeft {n} gecodeerde tekst; voorstellen leren kan vanaf {fewest}.",
                "Vraag {key} heeft {n} gecodeerde teksten; voorstellen leren kan vanaf {fewest}.",
                len(coded),
            ).format(key=question_key, n=len(coded), fewest=FEWEST_CODED)
        )
    uses = [sum(code in given for given in coded.values()) for code in codes]
    if sum(use >= FEWEST_USES for use in uses) < FEWEST_CODES:
        raise _too_few_codes(question_key)


def _too_few_codes(question_key: str) -> CodingError:
    return CodingError(
        _(
            "Van vraag {key} valt nog niets te leren: minstens {codes} codes moeten elk bij {uses} "
            "verschillende teksten gebruikt zijn, en niet bij alle."
        ).format(key=question_key, codes=FEWEST_CODES, uses=FEWEST_USES)
    )


def _suggestions(
    probabilities: "NDArray[float64]",
    segment_ids: Sequence[int],
    codes: Sequence[str],
    codebook: StoredCodebook,
) -> list[dict[str, Any]]:
    """Return the rows to store, probabilities rounded to four decimals."""
    rows, columns = (probabilities >= KEPT_FROM).nonzero()
    return [
        {
            "segment_id": segment_ids[row],
            "code_id": codebook.code_ids[codes[column]],
            "probability": round(float(probabilities[row, column]), 4),
        }
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _parts(
    statement: Select[int, int, float], segment_ids: Sequence[int] | None
) -> Iterator[Select[int, int, float]]:
    """Split a statement over many segments into statements over few."""
    if segment_ids is None:
        yield statement
        return
    wanted = sorted(set(segment_ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield statement.where(Suggestion.segment_id.in_(wanted[start : start + AT_ONCE]))
