"""The explore page: groups, their answers, and coding them one by one or at once."""

import pytest
from sqlalchemy import insert
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.codings import BulkChange, BulkKind, BulkResult
from coding.project import Project
from coding.store.schema import Cluster, ClusterMember, ClusterRun
from coding.ui.components import job_status, links
from coding.ui.components.bulk import forecast
from coding.ui.components.units import Unit

ANSWERS = [f"te laat {number}" for number in range(20)] + [f"te duur {number}" for number in range(12)]


def _group(project: Project, segments: list[int]) -> None:
    """Two groups: of the first twenty, the last is the most typical."""
    with project.database.write() as connection:
        run = connection.execute(
            insert(ClusterRun)
            .values(question_id=project.corpus.question("7").id, pipeline="nl", settings={})
            .returning(ClusterRun.id)
        ).scalar_one()
        for number, (label, size) in enumerate([("laat", 20), ("duur, prijs", 12)]):
            connection.execute(
                insert(Cluster).values(
                    run_id=run, number=number, label=label, words=[[label, 1.0]], size=size
                )
            )
        connection.execute(
            insert(ClusterMember),
            [
                {
                    "run_id": run,
                    "segment_id": segment,
                    "number": int(place >= 20),
                    "x": float(place),
                    "y": 0.0,
                    "typicality": place / 100,
                }
                for place, segment in enumerate(segments)
            ],
        )


def _choose(app, number: int):
    app.radio[0].set_value(number)
    return app.run()


def test_too_few_answers_to_group(small: Project, open_page: PageOpener) -> None:
    add_question(small, ["te laat"])
    app = open_page("verkennen", question="7")
    assert not app.exception
    assert "Groeperen kan vanaf 30; hier: 1 antwoord." in texts(app)


def test_grouping_the_first_time_runs_beside_the_app(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(job_status, "start", lambda _project, verb, _question: started.append(verb))
    add_question(small, ANSWERS)
    app = open_page("verkennen", question="7")
    button(app, "Groepeer 32 antwoorden").click().run()
    assert not app.exception
    assert started == ["cluster"]


def test_a_group_shows_its_most_typical_answers(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ANSWERS)
    _group(small, segments)
    small.bulk.apply(
        "7", segments[:5], BulkChange(BulkKind.GIVE, "laat"), coder_id=small.codings.ensure_coder("Anna")
    )
    app = open_page("verkennen", question="7")
    assert app.radio[0].options == ["1 · laat", "2 · duur, prijs"]
    assert list(app.radio[0].proto.captions) == [
        "20 antwoorden, 25% gelezen",
        "12 antwoorden, 0% gelezen",
    ]
    app = _choose(app, 0)
    assert not app.exception
    read = [element.proto.body for element in app.get("html") if "coding-reading" in element.proto.body]
    assert len(read) == 10
    assert "te laat 19" in read[0]
    assert "te laat 10" in read[9]


def test_a_coder_sees_only_their_own_codes_in_a_group(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ANSWERS)
    _group(small, segments)
    anna, bram = small.codings.ensure_coder("Anna"), small.codings.ensure_coder("Bram")
    small.bulk.apply("7", segments[15:20], BulkChange(BulkKind.GIVE, "laat"), coder_id=anna)
    lead = small.codings.ensure_coder("Lea", role="lead")  # from now on roles count

    def n_chips(coder: int) -> int:
        app = _choose(open_page("verkennen", question="7", coder=coder), 0)
        assert not app.exception
        return sum("coding-chip" in element.proto.body for element in app.get("html"))

    assert (n_chips(lead), n_chips(anna), n_chips(bram)) == (5, 5, 0)


def test_codes_a_group_one_by_one(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = add_question(small, ANSWERS)
    _group(small, segments)
    coder = small.codings.ensure_coder("Anna")
    opened: list[int] = []
    monkeypatch.setattr(links, "go_to", lambda _name, *, question, queue: opened.append(queue))
    app = _choose(open_page("verkennen", question="7", coder=coder), 1)
    button(app, "Codeer deze één voor één").click().run()
    assert not app.exception
    assert small.codings.queue_segments(opened[0])["segment_id"].tolist() == segments[:19:-1]
    queue = small.codings.queues("7").iloc[0]
    assert (queue["strategy"], queue["title"], queue["coder_id"]) == ("cluster", "Groep: duur, prijs", coder)


def test_gives_what_is_on_screen_one_code_and_takes_it_back(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ANSWERS)
    _group(small, segments)
    coder = small.codings.ensure_coder("Anna")
    small.bulk.apply("7", segments[30:], BulkChange(BulkKind.GIVE, "geen"), coder_id=coder)
    app = _choose(open_page("verkennen", question="7", coder=coder), 1)
    choice = next(field for field in app.selectbox if field.label == "Code voor wat zichtbaar is")
    choice.select("duur").run()
    # of the ten on screen two say "geen", and that stands alone
    assert "Krijgen 'Te duur': 8 antwoorden; 2 worden overgeslagen" in texts(app)
    button(app, "Geef 8 antwoorden deze code").click().run()
    assert not app.exception
    given = small.codings.codings("7")
    assert sorted(given.loc[given["code"] == "duur", "segment_id"]) == segments[22:30]
    assert "De code 'Te duur' is gegeven aan 8 antwoorden." in texts(app)
    button(app, "Ongedaan maken").click().run()
    assert not app.exception
    assert "Teruggedraaid bij 8 antwoorden." in texts(app)
    assert small.codings.codings("7")["code"].tolist() == ["geen", "geen"]


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (BulkResult(1, 0, 0), "Krijgen 'Te duur': 1 passage."),
        (BulkResult(0, 3, 0), "Krijgen 'Te duur': 0 passages; 3 hadden die al."),
    ],
)
def test_what_giving_a_code_would_do(result: BulkResult, sentence: str) -> None:
    assert forecast(result, "Te duur", Unit("passage", "passages")) == sentence
