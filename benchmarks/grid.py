"""The list with 10,000 answers in a real browser: scroll, filter, code.  python benchmarks/grid.py"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from machine import header

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.server import CHROMIUM, FLAGS, Server
from tests.builders import add_question

from coding.project import Project

N_ANSWERS = 10_000
_WORDS = """
    bus trein halte laat duur weekend regen aansluiting chauffeur kaartje wachten vroeg avond school werk
    nooit altijd te niet vaak druk vol schoon vies veilig
"""
WORDS = _WORDS.split()

ROOT = """
() => [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
  .map((element) => element.shadowRoot?.querySelector(".list")).find(Boolean)
"""
# Time between frames while the list goes down by a page each frame.
SCROLL = f"""
async () => {{
  const scroller = ({ROOT})().querySelector(".scroller");
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < 200; n += 1) {{
    scroller.scrollTop += scroller.clientHeight;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }}
  scroller.scrollTop = 0;
  return frames;
}}
"""
# From an act to the frame that shows it.
TIMED = f"""
async ([name, value]) => {{
  const root = ({ROOT})();
  const shown = () => root.querySelector(".count").textContent + root.querySelector(".head").textContent;
  const before = shown();
  const start = performance.now();
  if (name === "sort") root.querySelectorAll(".title button")[value].click();
  else {{
    const element = root.querySelector("." + name);
    element.value = value;
    element.dispatchEvent(new Event(name === "words" ? "input" : "change", {{ bubbles: true }}));
  }}
  while (shown() === before && performance.now() - start < 10000) await new Promise(requestAnimationFrame);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}}
"""


def _build(project: Project) -> None:
    chance = random.Random(1)
    add_question(
        project, [" ".join(chance.choices(WORDS, k=chance.randint(2, 14))) for _ in range(N_ANSWERS)]
    )
    project.codings.ensure_coder("Anna")


def _line(name: str, milliseconds: list[float]) -> str:
    high = statistics.quantiles(milliseconds, n=20)[-1] if len(milliseconds) > 1 else milliseconds[0]
    return f"| {name:<44} | {len(milliseconds):>4} | {statistics.median(milliseconds):8.1f} | {high:8.1f} |"


def _open(page: Any, server: Server) -> float:
    start = time.perf_counter()
    page.goto(f"{server.url}/lijst?vraag=7")
    who = page.locator(".st-key-coding-who-page").get_by_role("button", name="Anna", exact=True)
    page.locator(".list .body .row").or_(who).first.wait_for()
    if who.is_visible():
        start = time.perf_counter()
        who.click()
    page.locator(".list .body .row").first.wait_for()
    page.locator(".list[data-ready=true]").wait_for()
    return 1000 * (time.perf_counter() - start)


def _give(page: Any, n: int, key: str) -> tuple[float, float]:
    """Give the first rows a code; return the time until it is drawn and until it is stored."""
    page.locator(".list .scroller").focus()
    page.keyboard.press("Home")
    for _ in range(n // 9):
        page.keyboard.press("Shift+PageDown")
    page.keyboard.press(key)
    page.locator(".list .preview").wait_for()
    start = time.perf_counter()
    page.keyboard.press("Enter")
    page.locator(".list .chip").first.wait_for()
    drawn = time.perf_counter() - start
    page.locator(".list[data-unsaved='0']").wait_for()
    return 1000 * drawn, 1000 * (time.perf_counter() - start)


def _measure(server: Server) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        found = {"first rows shown, first person": [_open(page, server)]}
        found["first rows shown, after that"] = [_open(page, server) for _ in range(3)]
        found["frame while scrolling a page per frame"] = page.evaluate(SCROLL)
        texts = [*WORDS[:8], ""]
        found["filter by text (of which 120 typing pause)"] = [
            page.evaluate(TIMED, ["words", t]) for t in texts
        ]
        statuses = ["coded", "unread", "none", ""]
        found["filter by state"] = [page.evaluate(TIMED, ["status", status]) for status in statuses]
        found["sort by text, up, down, off"] = [page.evaluate(TIMED, ["sort", 0]) for _ in range(3)]
        drawn, stored = _give(page, 500, "c")
        found[f"code to {page.locator('.list').get_attribute('data-chosen')} answers, drawn"] = [drawn]
        found["the same, stored and confirmed"] = [stored]
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
    print(header("List of 10,000 answers in Chromium, milliseconds"))
    print(f"| {'':<44} | {'n':>4} | {'median':>8} | {'95th':>8} |")
    print(f"|{'-' * 46}|{'-' * 5}:|{'-' * 9}:|{'-' * 9}:|")
    for name, milliseconds in found.items():
        print(_line(name, milliseconds))


if __name__ == "__main__":
    main()
