"""Key press to next answer in a real browser, and to being stored.  python benchmarks/browser.py"""

import statistics
import sys
import tempfile
from pathlib import Path

from machine import header

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.builders import add_suggestions
from tests.browser.pages import CodingPage
from tests.browser.server import CHROMIUM, FLAGS, Server
from tests.builders import add_question

from coding.project import Project

N_ANSWERS = 300
N_MEASURED = 200
SENTENCE = "De bus kwam weer te laat, en wie de aansluiting mist staat een half uur in de regen. "

# From the key (the browser's own time stamp) to the frame in which the next answer stands.
MEASURE = """
() => {
  const host = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .find((element) => element.shadowRoot?.querySelector(".desk"));
  const desk = host.shadowRoot.querySelector(".desk");
  window.__shown = [];
  window.__saved = [];
  let pressed = 0, unseen = false, unsaved = false, segment = desk.dataset.segment;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { pressed = event.timeStamp; unseen = unsaved = true; }
  }, true);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (unseen && desk.dataset.segment !== segment) {
        const from = pressed;
        segment = desk.dataset.segment;
        unseen = false;
        requestAnimationFrame(() => setTimeout(() => window.__shown.push(performance.now() - from)));
      }
      if (unsaved && change.attributeName === "data-unsaved" && desk.dataset.unsaved === "0") {
        window.__saved.push(performance.now() - pressed);
        unsaved = false;
      }
    }
  }).observe(desk, { attributes: true });
}
"""


def _build(project: Project) -> None:
    add_question(project, [f"{number}. {SENTENCE * (number % 4 + 1)}" for number in range(1, N_ANSWERS + 1)])
    project.codings.ensure_coder("Anna")
    add_suggestions(project)


def _line(name: str, milliseconds: list[float]) -> str:
    median = statistics.median(milliseconds)
    high = statistics.quantiles(milliseconds, n=20)[-1]
    return f"| {name:<38} | {len(milliseconds):>4} | {median:7.1f} | {high:7.1f} |"


def _measure(server: Server) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = CodingPage(browser.new_page(viewport={"width": 1440, "height": 900}))
        page.open(f"{server.url}/coderen?vraag=7", coder="Anna")
        page.page.evaluate(MEASURE)
        for number in range(N_MEASURED):
            page.press("2345"[number % 4], "Enter")
            page.page.wait_for_timeout(250)  # a person reads; here a quick one
        page.wait_saved()
        found = {
            "key to next answer on screen": page.page.evaluate("() => window.__shown"),
            "key to stored and confirmed": page.page.evaluate("() => window.__saved"),
        }
        browser.close()
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "study.db"
        with Project(location) as project:
            _build(project)
        server = Server(location, Path(folder) / "server.log")
        server.start()
        try:
            found = _measure(server)
        finally:
            server.kill()
    print(header("Coding page in Chromium, milliseconds"))
    print(f"| {'':<38} | {'n':>4} | {'median':>7} | {'95th':>7} |")
    print(f"|{'-' * 40}|{'-' * 5}:|{'-' * 8}:|{'-' * 8}:|")
    for name, milliseconds in found.items():
        print(_line(name, milliseconds))


if __name__ == "__main__":
    main()
