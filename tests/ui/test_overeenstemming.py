"""The agreement page: figures of two coders, and the answers on which they differ."""

import re

import pytest
from tests.builders import add_question
from tests.ui.pages import PageOpener, button, texts

from coding.codings import JudgementUpdate
from coding.project import Project
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
