"""The agreement page: figures of two coders, and the answers on which they differ."""

import re

import pytest
from sqlalchemy import select
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.codings import JudgementUpdate
from coding.project import Project
from coding.store.schema import CodeNote
from coding.ui.components import links

ANSWERS = [f"antwoord {number}" for number in range(1, 13)]


def _judge(project: Project, name: str, given: list[tuple[int, set[str]]]) -> None:
    project.codings.judge(
        [
            JudgementUpdate(segment, frozenset(codes), read=True, client=name, revision=number)
            for number, (segment, codes) in enumerate(given, start=1)
        ],
        coder_id=project.codings.ensure_coder(name),
    )


def test_figures_and_differences(small: Project, open_page: PageOpener) -> None:
    segments = add_question(small, ANSWERS)
    anna = [{"laat"}] * 6 + [{"duur"}] * 3 + [{"geen"}] * 3
    bram = [{"laat"}] * 6 + [{"duur"}] * 2 + [{"laat"}] + [{"geen"}] * 3
    _judge(small, "Anna", list(zip(segments, anna, strict=True)))
    _judge(small, "Bram", list(zip(segments, bram, strict=True)))
    app = open_page("overeenstemming", question="7")
    assert not app.exception
    shown = texts(app)
    assert "Anna en Bram lazen dezelfde 12 antwoorden." in shown
    assert "Bij **92%** gaven ze precies dezelfde codes." in shown  # 11 of 12
    row = re.search(r">Te laat</td>(.*?)</tr>", shown)
    assert row is not None
    # Anna 6, Bram 7, together on 6; 11 of 12 judged alike; positive agreement 2·6 / (6 + 7)
    assert re.findall(r">([^<>]+)</td>", row[1])[:5] == ["6", "7", "6", "92%", "92%"]
    assert ">Te duur *</td>" in shown  # rare: used in three answers
    assert "Door niemand gebruikt: Dienstregeling, Rijdt zelden." in shown


def test_nothing_coded_twice_offers_a_sample_for_everybody(
    small: Project, open_page: PageOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = add_question(small, ANSWERS)
    opened: list[int] = []
    monkeypatch.setattr(links, "go_to", lambda _name, *, question, queue: opened.append(queue))
    app = open_page("overeenstemming", question="7")
    assert "Nog niets dubbel gecodeerd" in texts(app)
    app.number_input[0].set_value(5).run()
    button(app, "Steekproef klaarzetten").click().run()
    assert not app.exception
    queue = small.codings.queue_segments(opened[0])
    assert len(queue) == 5
    assert set(queue["segment_id"]) <= set(segments)
    assert queue["probability"].tolist() == pytest.approx([5 / 12] * 5)
    assert small.codings.queues("7")["coder_id"].isna().all()


@pytest.fixture
def differing(small: Project) -> list[int]:
    segments = add_question(small, ANSWERS)
    _judge(small, "Anna", [(segment, {"laat"}) for segment in segments])
    _judge(
        small, "Bram", [(segment, {"laat"} if segment != segments[4] else {"duur"}) for segment in segments]
    )
    _judge(small, "Cor", [(segment, {"laat"}) for segment in segments[:3]])
    small.codings.ensure_coder("Zora", role="lead")
    return segments


def _to_decide(app):
    app.session_state["agreement-view"] = "decide"
    return app.run()


def test_everybody_together_and_per_pair(small: Project, differing: list[int], open_page: PageOpener) -> None:
    app = open_page("overeenstemming", question="7")
    assert not app.exception
    shown = texts(app)
    assert "3 codeurs; 12 antwoorden door twee of meer van hen gelezen." in shown
    assert ">Anna en Bram</td>" in shown
    assert "Verschillen bespreken (2)" in [option for group in app.button_group for option in group.options]
    [who] = [element for element in app.selectbox if element.label == "Wie met wie?"]
    who.select_index(1).run()
    assert "Anna en Bram lazen dezelfde 12 antwoorden." in texts(app)


def test_a_difference_is_decided_with_one_key_and_undone(
    small: Project, differing: list[int], open_page: PageOpener
) -> None:
    lead = small.codings.ensure_coder("Zora")
    app = _to_decide(open_page("overeenstemming", question="7", coder=lead))
    assert not app.exception
    shown = texts(app)
    assert "antwoord 5" in shown
    assert "gegeven door 1 van 2; nog niet besproken" in shown
    app.text_input[0].set_value("Gaat over de prijs")
    button(app, "Codeboek vraagt een scherpere definitie").click().run()
    button(app, "Hoort erbij").click().run()
    assert not app.exception
    [row] = small.adjudication.queue("7").dropna(subset="decision").to_dict("records")
    assert (row["code"], row["decision"], row["reason"]) == ("duur", "apply", "Gaat over de prijs")
    assert "Te duur: hoort erbij." in texts(app)
    with small.database.read() as connection:
        assert connection.execute(select(CodeNote.kind, CodeNote.text)).one() == (
            "clarify",
            "Gaat over de prijs",
        )
    button(app, "Ongedaan maken").click().run()
    assert small.adjudication.queue("7")["decision"].isna().all()


def test_a_whole_answer_is_taken_over(small: Project, differing: list[int], open_page: PageOpener) -> None:
    app = _to_decide(open_page("overeenstemming", question="7", coder=small.codings.ensure_coder("Zora")))
    button(app, "Alles als Bram").click().run()
    assert not app.exception
    decided = small.adjudication.queue("7").set_index("code")["decision"]
    assert decided.to_dict() == {"duur": "apply", "laat": "not"}
    assert "De codering van Bram is overgenomen: 2 besluiten." in texts(app)
    assert "adjudicated" in set(small.codings.combined("7")["basis"])


def test_only_who_may_decides(small: Project, differing: list[int], open_page: PageOpener) -> None:
    app = _to_decide(open_page("overeenstemming", question="7", coder=small.codings.ensure_coder("Bram")))
    assert not app.exception
    assert "mag niet beslissen waar codeurs verschillen" in texts(app)
    assert "Hoort erbij" not in [element.label for element in app.button]
