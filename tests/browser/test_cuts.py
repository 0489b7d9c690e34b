"""How a report was cut, changed by clicking in its text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.server import Server

pytestmark = pytest.mark.browser

REPORT = """Het team 😀 is goed bereikbaar. De wachttijd is <b>lang</b>. Dat komt door ziekte.

Een tweede alinea. En nog wat.
"""


def test_a_part_is_cut_a_cut_is_moved_and_what_stands_there_is_imported(
    serve: Callable[..., Server], context, tmp_path: Path
) -> None:
    report = tmp_path / "r.txt"
    report.write_text(REPORT, encoding="utf-8")
    server = serve(lambda project: None)
    page = context.new_page()
    page.goto(f"{server.url}/gegevens")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_text("2 passages om te coderen").wait_for()
    first = page.locator(".part", has_text="Het team")
    assert first.locator("b").count() == 0  # what is in a report is text, never markup
    first.get_by_role("button", name="Hier knippen").first.click()
    page.get_by_text("3 passages om te coderen").wait_for()
    second = page.locator(".part", has_text="Een tweede alinea.")
    second.get_by_role("button", name="Wat hiervoor staat, bij het vorige deel").click()
    page.locator(".part", has_text="ziekte. ").filter(has_text="Een tweede alinea.").wait_for()
    page.get_by_role("button", name="Importeren").click()
    page.get_by_text("3 tekstblokken").wait_for()
    with server.open_project() as project:
        assert project.corpus.segments("rapporten")["text"].tolist() == [
            "Het team 😀 is goed bereikbaar.",
            "De wachttijd is <b>lang</b>. Dat komt door ziekte. Een tweede alinea.",
            "En nog wat.",
        ]
