"""Every version with what it learned from; which one suggests; back to an older one."""

import pytest
from sqlalchemy import select, update
from tests import learning
from tests.learning import QUESTION, add_learnable, code

from coding import language
from coding.classifier import keeping
from coding.errors import CodingError, NotFoundError
from coding.language import WordVectors
from coding.language.vectors import BUILT_IN
from coding.project import Project
from coding.store.schema import Model, Suggestion


@pytest.fixture
def segments(project: Project) -> list[int]:
    """Sixty answers, of which the first 30 are coded."""
    segments = add_learnable(project)
    code(project, segments, until=30)
    return segments


def _more(project: Project, segments: list[int], *, until: int, **more) -> int:
    code(project, segments, until=until, name="Noor" + str(until), first=until - 10, **more)
    return project.classifiers.train(QUESTION, author="Noor").id


def _rows(project: Project, model_id: int) -> list[tuple[int, int, float]]:
    statement = select(Suggestion.segment_id, Suggestion.code_id, Suggestion.probability)
    with project.database.read() as connection:
        rows = connection.execute(statement.where(Suggestion.model_id == model_id)).all()
    return sorted(tuple(row) for row in rows)


def test_a_version_says_how_and_from_what_it_was_made(project: Project, segments: list[int]) -> None:
    model = project.classifiers.train(QUESTION, seed=3, author="Noor", origin="auto")
    assert (model.author, model.origin, model.complete) == ("Noor", "auto", True)
    snapshot = project.classifiers.snapshot(model.id)
    assert snapshot is not None
    assert [(text.segment, text.codes, text.basis) for text in snapshot.texts] == [
        (segments[number], (learning.right_code(number),), "single") for number in range(30)
    ]
    assert model.sha256 == snapshot.sha256
    assert model.settings["seed"] == 3
    assert model.settings["n_read"] == 30
    assert {"numpy", "scipy", "scikit-learn", "coding", "vectors"} <= model.versions.keys()
    [row] = project.classifiers.models(QUESTION).to_dict("records")
    assert (row["id"], row["author"], row["origin"], row["suggests"]) == (model.id, "Noor", "auto", True)
    assert row["micro_f1"] == pytest.approx(model.metrics["micro_f1"])


def test_the_same_snapshot_and_seed_give_the_same_model(project: Project, segments: list[int]) -> None:
    first, second = project.classifiers.train(QUESTION, seed=2), project.classifiers.train(QUESTION, seed=2)
    assert first.sha256 == second.sha256
    with project.database.read() as connection:
        payloads = connection.scalars(select(Model.payload)).all()
    fitted = [project.classifiers.fitted(model.id) for model in (first, second)]
    assert (fitted[0].weights == fitted[1].weights).all()
    assert (fitted[0].offsets == fitted[1].offsets).all()
    assert all(payloads)
    steady = {"steady"}  # says with which model it was compared
    assert {k: v for k, v in first.metrics.items() if k not in steady} == {
        k: v for k, v in second.metrics.items() if k not in steady
    }
    assert _rows(project, first.id) == _rows(project, second.id)


def test_the_newest_suggests_until_somebody_chooses(project: Project, segments: list[int]) -> None:
    assert project.classifiers.current(QUESTION) is None
    first = project.classifiers.train(QUESTION).id
    second = _more(project, segments, until=40)
    assert project.classifiers.current_id(QUESTION) == second
    assert project.classifiers.follows_newest(QUESTION)
    expected = project.classifiers.suggestions(QUESTION, model_id=first)
    project.classifiers.choose(QUESTION, first, author="Noor")
    assert project.classifiers.current_id(QUESTION) == first
    assert project.classifiers.suggestions(QUESTION).equals(expected)
    assert not project.classifiers.follows_newest(QUESTION)
    third = _more(project, segments, until=50)
    assert project.classifiers.current_id(QUESTION) == first  # a choice stands
    project.classifiers.choose(QUESTION, None)
    assert project.classifiers.current_id(QUESTION) == third
    latest = project.classifiers.latest(QUESTION)
    assert latest is not None
    assert latest.id == third


def test_a_model_of_another_question_cannot_be_chosen(project: Project, segments: list[int]) -> None:
    project.classifiers.train(QUESTION)
    with pytest.raises(CodingError, match="geen model 99"):
        project.classifiers.choose(QUESTION, 99)
    with pytest.raises(NotFoundError):
        project.classifiers.choose("8", None)
    with pytest.raises(NotFoundError):
        project.classifiers.snapshot(99)


def test_old_versions_are_thinned_and_made_whole_again(
    project: Project, segments: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT_MODELS", 1)
    first = project.classifiers.train(QUESTION).id
    before = _rows(project, first)
    code(project, segments, first=30, until=32, name="Bram", model_id=first)  # with its suggestions on screen
    second = _more(project, segments, until=50)
    assert not project.classifiers.summary(first).complete
    left = _rows(project, first)
    assert {row[0] for row in left} == set(segments[30:32])  # what was on screen tells who was overruled
    assert set(left) <= set(before)
    assert project.classifiers.summary(second).complete
    with pytest.raises(CodingError, match="opnieuw gemaakt"):
        project.classifiers.fitted(first, refit=False)

    steps: list[tuple[int, int]] = []
    project.classifiers.choose(QUESTION, first, progress=lambda done, total: steps.append((done, total)))
    assert steps
    assert steps[-1][0] == steps[-1][1]
    again = project.classifiers.summary(first)
    assert again.complete
    assert again.settings["refitted"]["same"]
    assert _rows(project, first) == before  # the codings of now, 20 more, do not count
    assert not project.classifiers.restore(first)  # nothing left to do
    assert project.classifiers.summary(second).complete  # the newest stays whole too


def test_what_cannot_be_made_again_is_never_thinned(
    project: Project, segments: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT_MODELS", 1)
    first = project.classifiers.train(QUESTION).id
    with project.database.write() as connection:  # as in projects of before
        connection.execute(update(Model).values(snapshot=None, settings={"n_coded": 30, "seed": 1}))
    _more(project, segments, until=50)
    assert project.classifiers.summary(first).complete
    project.classifiers.choose(QUESTION, first)
    assert not project.classifiers.suggestions(QUESTION).empty
    with pytest.raises(CodingError, match="opnieuw gemaakt"):
        project.classifiers.fitted(first)  # made with who knows what: never loaded


def test_what_comes_out_otherwise_is_told(
    project: Project, segments: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = project.classifiers.train(QUESTION)
    with project.database.write() as connection:  # as if it had been better with what it was made with
        metrics = model.metrics | {"micro_f1": 0.999999, "macro_f1": 0.5}
        connection.execute(update(Model).values(metrics=metrics))
    other = WordVectors.load(BUILT_IN)
    other.name = "andere-2"
    monkeypatch.setattr(language, "text_model", lambda database: other)
    assert project.classifiers.restore(model.id)
    again = project.classifiers.summary(model.id)
    assert not again.settings["refitted"]["same"]
    assert again.settings["refitted"]["macro_f1"] == 0.5
    assert again.metrics["macro_f1"] == pytest.approx(model.metrics["macro_f1"])
    assert again.versions["vectors"] == "andere-2"
    assert again.settings["versions"]["vectors"] == model.versions["vectors"]  # how it was made first


def test_two_versions_side_by_side(project: Project, segments: list[int]) -> None:
    first = project.classifiers.train(QUESTION, seed=1).id
    code(project, segments, first=30, until=40, name="Bram")
    lead = project.codings.ensure_coder("Zora", role="lead")
    code(project, segments, until=1, name="Zora", instead={0: {"administratie"}})
    project.adjudication.take_over(QUESTION, segments[0], "Zora", coder_id=lead)
    second = project.classifiers.train(QUESTION, seed=2).id
    found = project.classifiers.compare(first, second)
    assert found.texts is not None
    assert list(found.texts.added) == segments[30:40]
    [(before, after)] = found.texts.changed
    assert (before.segment, before.codes, after.codes) == (segments[0], ("wachtlijsten",), ("administratie",))
    assert [row for row in found.recipe if row[0] == "seed"] == [("seed", "1", "2")]
    assert {row[0] for row in found.recipe} <= {"seed", "folds"}
    rows = {row.code: row for row in found.per_code}
    assert rows["administratie"].n == (10, 14)
    assert rows["privacy"].f1 == (None, None)
    assert rows["privacy"].gain is None


def test_stop_signs_of_a_project(project: Project, segments: list[int]) -> None:
    advice = project.classifiers.advice(QUESTION)
    assert list(advice.steady.steps) == []
    assert advice.n_unread == 30
    project.classifiers.train(QUESTION)
    project.classifiers.train(QUESTION)  # nothing was coded in between: staying the same means nothing
    assert list(project.classifiers.advice(QUESTION).steady.steps) == []
    _more(project, segments, until=50)
    _more(project, segments, until=60)
    steps = project.classifiers.advice(QUESTION).steady.steps
    assert len(steps) == 2
    assert all(0 <= step.changed <= 1 and step.n_texts == 60 for step in steps)


def test_models_are_compared_on_texts_that_neither_knew(project: Project) -> None:
    many = add_learnable(project, 160)
    code(project, many, until=30)
    first = project.classifiers.train(QUESTION)
    assert first.metrics["steady"] is None
    code(project, many, first=30, until=50, name="Bram")
    second = project.classifiers.train(QUESTION)
    step = second.metrics["steady"]
    assert (step["with"], step["unread"], step["n_texts"]) == (first.id, True, 110)
    proposals = []
    for model in (first, second):
        found = project.classifiers.suggestions(
            QUESTION, minimum=0.5, top=99, model_id=model.id, segment_ids=many[50:]
        )
        proposals.append(set(zip(found["segment_id"], found["code"], strict=True)))
    changed = {segment for segment, _code in proposals[0] ^ proposals[1]}
    assert step["changed"] == pytest.approx(len(changed) / 110)


def test_overruling_counts_what_was_read_with_suggestions_on_screen(
    project: Project, segments: list[int]
) -> None:
    model = project.classifiers.train(QUESTION).id
    shown = project.classifiers.suggestions(QUESTION, minimum=0.5)
    likely = {int(row.segment_id): str(row.code) for row in shown.itertuples()}
    with_screen = [number for number in range(30, 60) if segments[number] in likely][:4]
    number = with_screen[0]
    code(project, segments, first=number, until=number + 1, name="A", model_id=model)
    code(project, segments, first=number, until=number + 1, name="B", model_id=model, instead={number: set()})
    code(project, segments, first=number, until=number + 1, name="C", instead={number: set()})  # without
    found = project.classifiers.overruling(QUESTION)
    right = learning.right_code(number)
    assert likely[segments[number]] == right
    assert found == {right: {"proposed": 2, "kept": 1, "taken": 0, "overruled": 1, "missed": 0}}


def test_figures_on_what_was_read_without_suggestions_stand_apart(
    project: Project, segments: list[int]
) -> None:
    model = project.classifiers.train(QUESTION)  # of thirty, read before there was one
    assert model.metrics["unassisted"] is None
    code(project, segments, first=30, until=40, name="A", model_id=model.id)
    code(project, segments, first=40, until=45, name="A")
    assert project.classifiers.assisted_segments(QUESTION) == set(segments[30:40])
    assert project.classifiers.train(QUESTION).metrics["unassisted"]["n"] == 35
