"""The model page of a question that was trained: figures, confusions, slips, versions."""

import shutil
from pathlib import Path

import pytest
from tests.learning import QUESTION, add_learnable, code
from tests.ui.pages import PageOpener, button, texts

from coding.classifier import POINTS
from coding.classifier.versions import library_versions
from coding.codings import Strategy
from coding.project import Project
from coding.ui.components import job_status, links


@pytest.fixture(scope="module")
def trained_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty answers, fifty coded; two of those against all others like them. Made once."""
    file = tmp_path_factory.mktemp("trained") / "study.db"
    with Project(file) as project:
        segments = add_learnable(project)
        code(project, segments, until=50, instead={0: {"administratie"}, 3: {"administratie"}})
        project.classifiers.train(QUESTION, author="Noor")
    return file


@pytest.fixture
def project_file(trained_file: Path, tmp_path: Path) -> Path:
    """A copy of it, for each test."""
    return Path(shutil.copy(trained_file, tmp_path / "study.db"))


@pytest.fixture
def trained(small: Project) -> list[int]:
    """The segments of its answers."""
    return [int(number) for number in small.corpus.segments(QUESTION)["id"]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Where the page leads to."""
    found: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(links, "go_to", lambda name, **place: found.append((name, place)))
    return found


def _lead(project: Project) -> int:
    return project.codings.ensure_coder("Zora", role="lead")


def test_everything_is_told_in_the_order_in_which_one_works(
    small: Project, open_page: PageOpener, trained: list[int]
) -> None:
    app = open_page("model", question=QUESTION, coder=_lead(small))
    assert not app.exception
    assert [element.value for element in app.subheader] == [
        "Verder coderen, of is het genoeg?",
        "Verder coderen waar het helpt",
        "Hoe goed zijn de voorstellen?",
        "Klopt de zekerheid?",
        "Wat levert meer coderen op?",
        "Wat haalt het programma door elkaar?",
        "Mogelijke vergissingen",
        "Hoe vaak gaan mensen ertegenin?",
        "Versies",
    ]
    shown = texts(app)
    assert "50 van de 60 antwoorden zijn gecodeerd." in shown
    assert "Of u kunt stoppen, is nog niet te zeggen" in shown
    model = small.classifiers.latest(QUESTION)
    assert model is not None
    row = next(row for row in model.metrics["per_code"] if row["code"] == "wachtlijsten")
    percent = f"{100 * row['recall']:.0f}% ({100 * row['recall_low']:.0f}–{100 * row['recall_high']:.0f})"
    assert f'<td class="number">{percent}</td>' in shown
    assert "doet nu de voorstellen" in shown
    assert model.sha256[:8] in shown


def test_a_confusion_leads_to_the_answer_the_code_and_a_note(
    small: Project, open_page: PageOpener, trained: list[int], opened: list[tuple[str, dict[str, object]]]
) -> None:
    model = small.classifiers.latest(QUESTION)
    assert model is not None
    app = open_page("model", question=QUESTION, coder=_lead(small))
    case = model.metrics["confusions"]["pairs"][0]
    assert (case["given"], case["proposed"], case["n"]) == ("administratie", "wachtlijsten", 2)
    assert sorted(case["segments"]) == [trained[0], trained[3]]
    app.button(key=f"confused-{case['segments'][0]}").click().run()
    assert opened == [("coderen", {"question": QUESTION, "segment": case["segments"][0]})]
    app.button(key="clarify-administratie").click().run()
    [note] = small.code_notes.list("proef").to_dict("records")
    assert (note["code"], note["kind"], note["segment_id"]) == (
        "administratie",
        "clarify",
        case["segments"][0],
    )
    app.button(key="sharpen-administratie").click().run()
    assert opened[-1][0] == "codeboek"
    assert app.session_state["find-proef"] == "Administratie"


def test_one_click_lays_the_likely_slips_in_a_queue(
    small: Project, open_page: PageOpener, trained: list[int], opened: list[tuple[str, dict[str, object]]]
) -> None:
    model = small.classifiers.latest(QUESTION)
    assert model is not None
    assert trained[0] in [one["segment"] for one in model.metrics["mistakes"]]  # coded against the others
    app = open_page("model", question=QUESTION, coder=_lead(small))
    press = next(one for one in app.button if one.label.startswith("Bekijk deze"))
    press.click().run()
    [(page, place)] = opened
    assert page == "coderen"
    queue = small.codings.queue_segments(place["queue"])
    assert list(dict.fromkeys(one["segment"] for one in model.metrics["mistakes"])) == list(
        queue["segment_id"]
    )
    assert small.codings.queues(QUESTION)["strategy"].iloc[-1] == Strategy.HAND.value


def test_a_slip_that_was_mended_is_not_shown_again(small: Project, trained: list[int]) -> None:
    model = small.classifiers.latest(QUESTION)
    assert model is not None
    before = {(one["segment"], one["code"]) for one in small.classifiers.open_mistakes(QUESTION, model)}
    assert (trained[0], "wachtlijsten") in before
    lead = _lead(small)
    code(small, trained, until=1, name="Zora")
    small.adjudication.take_over(QUESTION, trained[0], "Zora", coder_id=lead)
    after = {(one["segment"], one["code"]) for one in small.classifiers.open_mistakes(QUESTION, model)}
    assert after == {place for place in before if place[0] != trained[0]}


def test_a_model_of_other_libraries_is_offered_to_be_made_again(
    small: Project, open_page: PageOpener, trained: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        job_status, "start", lambda _project, verb, _question, options: started.append((verb, *options))
    )
    app = open_page("model", question=QUESTION, coder=_lead(small))
    assert "Maak het model opnieuw" not in texts(app)
    now = library_versions() | {"scikit-learn": "99.0"}
    monkeypatch.setattr("coding.classifier.summary.library_versions", lambda: now)
    button(app.run(), "Maak het model opnieuw").click().run()
    assert started == [("models", "--restore", str(small.classifiers.current_id(QUESTION)))]


def test_the_wanted_precision_is_kept_with_the_project(
    small: Project, open_page: PageOpener, trained: list[int]
) -> None:
    app = open_page("model", question=QUESTION, coder=_lead(small))
    app.number_input(key="model-points").set_value(10.0).run()
    assert not app.exception
    assert small.settings()[POINTS] == 10.0
    assert "Voor ± 10 punten" in texts(app)


def test_versions_are_compared_chosen_and_let_go_again(
    small: Project, open_page: PageOpener, trained: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        job_status, "start", lambda _project, verb, _question, options: started.append((verb, *options))
    )
    first = small.classifiers.model_ids(QUESTION)[0]
    code(small, trained, first=50, until=60, name="Bram")
    second = small.classifiers.train(QUESTION).id
    app = open_page("model", question=QUESTION, coder=_lead(small))
    app.selectbox(key="model-first").set_value(first).run()
    assert not app.exception
    shown = texts(app)
    assert "10 teksten kwamen erbij, 0 vielen weg, 0 kregen andere codes." in shown
    assert f"Telkens eerst model {first}, dan model {second}." in shown
    assert '<td class="number">15 → 18</td>' in shown  # times wachtlijsten was given
    app.selectbox(key=f"model-choice-{QUESTION}-0").set_value(first).run()
    button(app, "Gebruik dit model").click().run()
    assert started == [("models", "--choose", str(first), "--by", "Zora")]

    small.classifiers.choose(QUESTION, first)
    app = open_page("model", question=QUESTION, coder=_lead(small))
    assert f"zijn van model {first}, dat is vastgezet" in texts(app)
    app.selectbox(key=f"model-choice-{QUESTION}-{first}").set_value(0).run()
    button(app, "Gebruik dit model").click().run()
    assert not app.exception
    assert small.classifiers.current_id(QUESTION) == second
    assert "weer steeds van het nieuwste" in texts(app)
