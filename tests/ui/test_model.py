"""The model page: what there is to learn from, how good it is, what to code next."""

import pytest
from sqlalchemy import insert, select
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.codings import JudgementUpdate
from coding.project import Project
from coding.store.schema import Code, Model, Suggestion
from coding.ui.components import job_status, links

ANSWERS = [f"antwoord {number}" for number in range(1, 26)]


def _code_some(project: Project, segments: list[int]) -> int:
    coder = project.codings.ensure_coder("Anna")
    project.codings.judge(
        [
            JudgementUpdate(segment, frozenset({"laat"}), read=True, client="t", revision=number)
            for number, segment in enumerate(segments, start=1)
        ],
        coder_id=coder,
    )
    return coder


def _add_model(project: Project, suggestions: dict[int, float]) -> None:
    stored = project.codebooks.for_question("7")
    metrics = {
        "micro_precision": 0.71,
        "micro_recall": 0.58,
        "micro_f1": 0.64,
        "macro_f1": 0.41,
        "n_learned": 1,
        "per_code": [
            {"code": "laat", "label": "Te laat", "n": 20, "precision": 0.75, "recall": 0.6, "f1": 2 / 3},
            {"code": "duur", "label": "Te duur", "n": 1, "precision": None, "recall": None, "f1": None},
        ],
    }
    with project.database.write() as connection:
        model = connection.execute(
            insert(Model)
            .values(
                question_id=project.corpus.question("7").id,
                codebook_version_id=stored.version_id,
                pipeline="nl",
                settings={"n_coded": 20},
                metrics=metrics,
                payload=b"",
            )
            .returning(Model.id)
        ).scalar_one()
        code = connection.scalar(select(Code.id).where(Code.key == "laat"))
        connection.execute(
            insert(Suggestion),
            [
                {"model_id": model, "segment_id": segment, "code_id": code, "probability": probability}
                for segment, probability in suggestions.items()
            ],
        )


def test_from_the_first_answer_on_it_can_be_trained(small: Project, open_page: PageOpener) -> None:
    _code_some(small, add_question(small, ANSWERS)[:3])
    app = open_page("model", question="7")
    assert not app.exception
    assert "3 van de 25 antwoorden zijn gecodeerd." in texts(app)
    assert "Trainen" in [element.label for element in app.button]


def test_before_anything_is_coded_it_says_where_suggestions_come_from(
    small: Project, open_page: PageOpener
) -> None:
    add_question(small, ANSWERS)
    small.classifiers.train("7")
    app = open_page("model", question="7")
    assert not app.exception
    shown = texts(app)
    assert "De voorstellen komen alleen uit het codeboek" in shown
    assert "alleen uit het codeboek." in shown.split("Het nieuwste model leerde op")[1]  # not: of 0
    assert "Van elke 10 voorgestelde codes" not in shown


def test_texts_that_coders_differ_about_are_named_as_not_learned_from(
    small: Project, open_page: PageOpener
) -> None:
    first, *_rest = add_question(small, ANSWERS)
    for name, codes in (("Anna", {"laat"}), ("Bram", {"duur"})):
        coder = small.codings.ensure_coder(name)
        small.codings.judge([JudgementUpdate(first, frozenset(codes), read=True)], coder_id=coder)
    small.classifiers.train("7")
    assert "1 gelezen tekst deed niet mee: daar verschilden codeurs" in texts(
        open_page("model", question="7")
    )


def test_training_runs_beside_the_app(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        job_status,
        "start",
        lambda _project, verb, question, options: started.append((verb, question, *options)),
    )
    _code_some(small, add_question(small, ANSWERS)[:20])
    app = open_page("model", question="7")
    button(app, "Trainen").click().run()
    assert not app.exception
    assert started == [("train", "7")]


def test_quality_is_told_in_plain_words(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ANSWERS)
    _code_some(small, segments[:22])
    _add_model(small, {segments[0]: 0.5})
    app = open_page("model", question="7")
    assert not app.exception
    shown = texts(app)
    assert "Van elke 10 voorgestelde codes zijn er ongeveer **7** juist." in shown
    assert "vindt het programma er ongeveer **6**" in shown
    assert "sindsdien kwamen er 2 bij" in shown
    assert '<td class="text">Te laat</td><td class="number">20</td><td class="number">75%</td>' in shown
    assert '<td class="number">0,67</td>' in shown
    assert "te weinig gegeven om aan te meten" in shown


def test_what_the_program_doubts_about_comes_first(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = add_question(small, ANSWERS)
    coder = _code_some(small, segments[:20])
    _add_model(small, {segments[20]: 0.95, segments[21]: 0.2, segments[22]: 0.52, segments[0]: 0.5})
    opened: list[int] = []
    monkeypatch.setattr(links, "go_to", lambda _name, *, question, queue: opened.append(queue))
    app = open_page("model", question="7", coder=coder)
    app.number_input(key="uncertain-7").set_value(3).run()
    button(app, "Codeer de twijfelgevallen").click().run()
    assert not app.exception
    queue = small.codings.queue_segments(opened[0])
    # the first was read already; a suggestion near one half is doubt, near 0 or 1 it is not
    assert queue["segment_id"].tolist() == [segments[22], segments[21], segments[20]]
    assert small.codings.queues("7")["strategy"].tolist() == ["uncertain"]
