"""Classifiers of a project: trained on current codings, kept with their version and their quality."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from coding.classifier.guidance import guidance_of
from coding.classifier.keeping import codebook_of, keep_model, make_whole, suggestion_rows, thin
from coding.classifier.material import Coded, coded_then, read_coded, read_material
from coding.classifier.showing import ModelViews
from coding.classifier.steady import step_from_before
from coding.classifier.summary import ModelSummary, no_model
from coding.codebook import Codebooks, StoredCodebook
from coding.codings import Codings
from coding.errors import CodingError
from coding.i18n import _
from coding.store import question_id
from coding.store.schema import Model, ModelChoice, Question, utc_now

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coding.classifier.fitting import Fit, Training
    from coding.classifier.model import FittedClassifier
    from coding.classifier.snapshot import Snapshot
    from coding.language import TextModel

SAME_F1 = 0.005  # a model made again whose F1 is nearer than this is taken to be the same
Progress = Callable[[int, int], None]


class Classifiers(ModelViews):
    """Trains models, keeps them and their suggestions; `ModelViews` tells what there is."""

    # ── training ────────────────────────────────────────────────────────────────────────────────

    def train(
        self,
        question_key: str,
        *,
        seed: int = 1,
        author: str = "",
        origin: str = "hand",
        progress: Progress | None = None,
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
        author, origin
            Who had it trained, and whether by hand or by itself (``auto``).
        progress
            Called with (done, total).

        Raises
        ------
        CodingError
            When the question has no texts.
        """
        codebook = Codebooks(self.database).for_question(question_key)
        n_read = len(set(Codings(self.database).combined(question_key)["segment_id"]))
        coded = read_coded(self.database, question_key)
        training = self._training(question_key, codebook, coded, seed)
        fit = self._run(question_key, training, progress)

        metrics = _measure(training, fit, codebook, self.assisted_segments(question_key), progress)
        material = training.material
        snapshot = material.snapshot()
        rows = suggestion_rows(fit.probabilities, material.segment_ids, training.codes, codebook.code_ids)
        with self.database.read() as connection:
            question = question_id(connection, question_key)
            metrics["steady"] = step_from_before(
                connection,
                question,
                snapshot=snapshot,
                suggestions=rows,
                segment_ids=material.segment_ids,
                n_codes=len(fit.fitted.learned),
            )
        model_id = keep_model(
            self.database,
            {
                "question_id": question,
                "codebook_version_id": codebook.version_id,
                "pipeline": self.language.info.name,
                "settings": training.recipe(fit) | {"n_read": n_read},
                "metrics": metrics,
                "author": author,
                "origin": origin,
                "snapshot": snapshot.to_bytes(),
                "payload": fit.fitted.to_bytes(),
            },
            rows,
        )
        thin(self.database, question)
        return self.summary(model_id)

    def _training(
        self, question_key: str, codebook: StoredCodebook, coded: Mapping[int, Coded], seed: int
    ) -> "Training":
        from coding.classifier.features import Texts  # only now the libraries that take seconds to load
        from coding.classifier.fitting import Training

        live = codebook.content.live
        guidance = guidance_of(live)
        words = [one.text for one in guidance]
        return Training(
            material=read_material(self.database, self.language, question_key, coded),
            codes=[code.id for code in live],
            exclusive=[code.id for code in live if code.exclusive],
            seed=seed,
            vectors=self._vectors(),
            guidance=Texts(words, self.language.lemmas_of(words)),
            guidance_codes=[one.code for one in guidance],
        )

    def _training_of(
        self, summary: ModelSummary, snapshot: "Snapshot"
    ) -> "tuple[str, StoredCodebook, Training]":
        """Return the question, the codebook and the training of a model as they were then."""
        with self.database.read() as connection:
            key = connection.scalar(
                select(Question.key)
                .join(Model, Model.question_id == Question.id)
                .where(Model.id == summary.id)
            )
            codebook = Codebooks.read_version(connection, *codebook_of(connection, summary.id))
        assert key is not None
        seed = int(summary.settings.get("seed", 1))
        return key, codebook, self._training(key, codebook, coded_then(snapshot), seed)

    def _vectors(self) -> "TextModel":
        from coding.language import text_model

        return text_model(self.database)

    def _run(self, question_key: str, training: "Training", progress: Progress | None) -> "Fit":
        if not training.material.texts:
            raise CodingError(_("Vraag {key} heeft geen teksten.").format(key=question_key))
        return training.run(progress=_fit_part(progress))

    # ── which one suggests ──────────────────────────────────────────────────────────────────────

    def choose(
        self, question_key: str, model_id: int | None, *, author: str = "", progress: Progress | None = None
    ) -> None:
        """Say which model suggests from now on; one that is not whole any more is made again first.

        Parameters
        ----------
        model_id
            A model of this question; ``None``: always the newest.
        author
            Who decides that.
        progress
            Called with (done, total) where the model has to be made again.

        Raises
        ------
        CodingError
            When the question has no such model, or it cannot be made again.
        """
        if model_id is not None:
            if model_id not in self.model_ids(question_key):
                raise CodingError(
                    _("Vraag {key} heeft geen model {id}.").format(key=question_key, id=model_id)
                )
            self.restore(model_id, progress=progress)
        with self.database.write() as connection:
            question = question_id(connection, question_key)
            connection.execute(
                insert(ModelChoice).values(question_id=question, model_id=model_id, author=author)
            )
        thin(self.database, question)

    def restore(self, model_id: int, *, progress: Progress | None = None) -> bool:
        """Make a model whole again, from what it learned from, where it is not; tell whether it was needed.

        It is not whole when its weights were let go, or were made with other versions of libraries, vectors
        or program. The same recipe and seed go over the same texts; when that comes out otherwise, its new
        figures are kept with it, and the old ones beside them (``settings["refitted"]``).

        Raises
        ------
        CodingError
            When it is not whole and keeps no snapshot, or nothing can be learned from it any more.
        """
        summary = self.summary(model_id)
        if self._usable(summary):
            return False
        snapshot = self.snapshot(model_id)
        if snapshot is None:
            if summary.complete:  # from before snapshots: its suggestions stand, its weights are not used
                return False
            raise CodingError(_("Model {id} is niet opnieuw te maken.").format(id=model_id))
        key, codebook, training = self._training_of(summary, snapshot)
        fit = self._run(key, training, progress)

        metrics = _measure(training, fit, codebook, self.assisted_segments(key), progress)
        metrics["steady"] = summary.metrics.get("steady")
        before = {name: summary.metrics[name] for name in ("micro_f1", "macro_f1")}
        same = all(abs(metrics[name] - value) < SAME_F1 for name, value in before.items())
        recipe = training.recipe(fit)
        refitted = {"at": utc_now().isoformat(), "versions": recipe["versions"], "same": same, **before}
        material = training.material
        make_whole(
            self.database,
            model_id,
            {
                "settings": summary.settings | {"refitted": refitted, "left_out": recipe["left_out"]},
                "metrics": summary.metrics if same else metrics,
                "payload": fit.fitted.to_bytes(),
            },
            suggestion_rows(fit.probabilities, material.segment_ids, training.codes, codebook.code_ids),
        )
        return True

    def committee(
        self, model_id: int, segment_ids: Sequence[int], codes: Sequence[str]
    ) -> "NDArray[np.float64] | None":
        """Return models × texts × codes: what two models say that each saw half of what this one saw.

        One knows the words, the other what texts mean and where they lie. They are made when asked for, which
        takes about as long as training.

        Parameters
        ----------
        segment_ids
            The texts in the order wanted; 0 for one that the model did not know.
        codes
            The codes in the order wanted; 0 for one that the model did not know.

        Returns
        -------
        ndarray or None
            None where the model keeps no snapshot of what it learned from.
        """
        import numpy as np

        snapshot = self.snapshot(model_id)
        if snapshot is None:
            return None
        _key, _codebook, training = self._training_of(self.summary(model_id), snapshot)
        said = training.committee()
        rows = {segment: row for row, segment in enumerate(training.material.segment_ids)}
        columns = {code: column for column, code in enumerate(training.codes)}
        here = [place for place, segment in enumerate(segment_ids) if segment in rows]
        known = [place for place, code in enumerate(codes) if code in columns]
        found = np.zeros((len(said), len(segment_ids), len(codes)))
        found[np.ix_(range(len(said)), here, known)] = said[
            np.ix_(
                range(len(said)),
                [rows[segment_ids[place]] for place in here],
                [columns[codes[place]] for place in known],
            )
        ]
        return found

    def _usable(self, summary: ModelSummary) -> bool:
        from coding.classifier.fitting import versions

        return summary.complete and summary.versions == versions(self._vectors())

    # ── using it ────────────────────────────────────────────────────────────────────────────────

    def fitted(self, model_id: int, *, refit: bool = True) -> "FittedClassifier":
        """Return a stored model, ready to use on other texts; see `restore` for what is never loaded.

        Parameters
        ----------
        refit
            Make it again where that is needed, which takes as long as training; else say that it is.

        Raises
        ------
        CodingError
            When it is not whole and was not or cannot be made again.
        NotFoundError
            When there is no such model.
        """
        if refit:
            self.restore(model_id)
        summary = self.summary(model_id)
        if not self._usable(summary):
            raise CodingError(
                _(
                    "Model {id} is gemaakt door een andere versie van het programma of van de woordvectoren "
                    "en moet opnieuw gemaakt worden; de voorstellen die er al zijn, blijven staan."
                ).format(id=model_id)
            )
        from coding.classifier.model import FittedClassifier

        with self.database.read() as connection:
            payload = connection.scalar(select(Model.payload).where(Model.id == model_id))
        if payload is None:
            raise no_model(model_id)
        return FittedClassifier.from_bytes(payload, self._vectors())


def _fit_part(progress: Progress | None) -> Progress | None:
    """Show the training itself as the first half of the work; measuring the learning curve is the other."""
    return None if progress is None else lambda done, total: progress(done, 2 * total)


def _measure(
    training: "Training",
    fit: "Fit",
    codebook: StoredCodebook,
    assisted: Collection[int],
    progress: Progress | None,
) -> dict[str, Any]:
    from coding.classifier.measuring import measure

    names = {code.id: code.label for code in codebook.content.live}
    after = None if progress is None else lambda done, total: progress(total + done, 2 * total)
    metrics = measure(training, fit, names=names, assisted=assisted, progress=after)
    if progress is not None:
        progress(1, 1)
    return metrics
