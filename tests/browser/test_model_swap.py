"""A newer model comes in between two answers, without a reload: in a browser."""

import time

import pytest
from sqlalchemy import select

from coding.store.schema import CodingEvent
from coding.ui.model_swap import SECONDS
from tests.browser.builders import add_suggestions

pytestmark = pytest.mark.browser


def test_the_text_on_screen_keeps_its_suggestions_and_the_next_has_the_new(study, coding_page):
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances={"laat": 0.88})
        first = project.classifiers.current_id(study.question)
    page = coding_page(study)
    shown = page.page.locator(".desk .suggestions")
    shown.get_by_text("Te laat").wait_for()
    before = page.segment
    with study.open_project() as project:
        add_suggestions(project, question=study.question, chances={"zelden": 0.9})
        second = project.classifiers.current_id(study.question)
    until = time.monotonic() + SECONDS + 2
    while time.monotonic() < until:  # the server looks once in a while; every act brings its answer
        page.press("c")
        page.wait_saved()
    assert page.segment == before
    assert "Te laat" in shown.inner_text()
    assert "Rijdt zelden" not in shown.inner_text()
    if "laat" not in page.codes:
        page.press("c")
    page.press("Enter")
    page.wait_saved()
    after = page.segment
    shown.get_by_text("Rijdt zelden").wait_for()
    assert "Te laat" not in shown.inner_text()
    page.press("c", "Enter")
    page.wait_saved()
    with study.open_project() as project, project.database.read() as connection:
        events = select(CodingEvent.segment_id, CodingEvent.model_id).where(CodingEvent.action == "read")
        models = dict(connection.execute(events.where(CodingEvent.segment_id.in_([before, after]))).all())
    assert models == {before: first, after: second}  # what was on screen when it was read
