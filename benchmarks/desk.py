"""Keys in the coding window on 10,000 answers, alone and beside twenty others.  python benchmarks/desk.py

From a key (the browser's own time stamp) to the frame in which a code stands, to the frame with the next
answer, and to the server's confirmation. The twenty others are tabs of a second Chromium on the same
machine and server; a script in each presses keys at a human pace. That Chromium has the lowest
priority (on Linux): it stands for twenty other machines.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from machine import header

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.builders import add_suggestions
from tests.browser.pages import CodingPage
from tests.browser.server import CHROMIUM, FLAGS, Server
from tests.builders import add_question

from coding.project import Project

N_ANSWERS = 10_000
N_OTHERS = 20
N_MEASURED = 200
PAUSE_MS = 800  # a person reads; here a quick one
SENTENCE = "De bus kwam weer te laat, en wie de aansluiting mist staat een half uur in de regen. "
ASKED = {"key to code shown": 50, "key to next answer": 100, "key to stored": 250}

DESK = """
  [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .map((element) => element.shadowRoot?.querySelector(".desk")).find(Boolean)
"""
MEASURE = f"""
() => {{
  const desk = {DESK};
  const found = window.__found = {{ "key to code shown": [], "key to next answer": [], "key to stored": [] }};
  let segment = desk.dataset.segment;
  let code = null, next = null, unsaved = null; // when the key was pressed that we wait for
  const note = (name, from) =>
    requestAnimationFrame(() => setTimeout(() => found[name].push(performance.now() - from)));
  document.addEventListener("keydown", (event) => {{
    unsaved ??= event.timeStamp;
    if (event.key === "Enter") next = event.timeStamp; else code = event.timeStamp;
  }}, true);
  new MutationObserver((changes) => {{
    for (const {{ target, attributeName }} of changes) {{
      const pressed = attributeName === "aria-pressed" && target.getAttribute("aria-pressed") === "true";
      if (pressed && code !== null) {{
        note("key to code shown", code);
        code = null;
      }}
      if (attributeName === "data-segment" && target === desk && desk.dataset.segment !== segment) {{
        segment = desk.dataset.segment;
        if (next !== null) note("key to next answer", next);
        next = null;
      }}
      if (attributeName === "data-unsaved" && unsaved !== null && desk.dataset.unsaved === "0") {{
        found["key to stored"].push(performance.now() - unsaved);
        unsaved = null;
      }}
    }}
  }}).observe(desk, {{ subtree: true, attributeFilter: ["aria-pressed", "data-segment", "data-unsaved"] }});
}}
"""
# A coder of flesh and blood: reads for 1.5 to 6 seconds, gives a code, goes on.
CODE_ALONG = f"""
() => {{
  const press = (key, code) =>
    ({DESK})?.dispatchEvent(new KeyboardEvent("keydown", {{ key, code, bubbles: true, composed: true }}));
  window.__coded = 0;
  const one = () => {{
    const letter = "cef"[window.__coded % 3];
    press(letter, `Key${{letter.toUpperCase()}}`);
    press("Enter", "Enter");
    window.__coded += 1;
    setTimeout(one, 1500 + Math.random() * 4500);
  }};
  setTimeout(one, Math.random() * 4500);
}}
"""


def _build(project: Project) -> None:
    add_question(project, [f"{number}. {SENTENCE * (number % 4 + 1)}" for number in range(1, N_ANSWERS + 1)])
    for number in range(N_OTHERS + 1):
        project.codings.ensure_coder(f"Codeur {number}")
    add_suggestions(project)


def _coding_page(browser: Any, server: Server, number: int) -> CodingPage:
    """Open a tab with a profile of its own, as another person's machine would."""
    page = CodingPage(browser.new_context(viewport={"width": 1440, "height": 900}).new_page())
    page.page.set_default_timeout(120_000)
    page.open(f"{server.url}/coderen?vraag=7", coder=f"Codeur {number}")
    return page


def _keys(page: CodingPage, n_keys: int) -> dict[str, list[float]]:
    """Code answers at the pace of a quick reader and return the milliseconds of every key."""
    page.page.evaluate(MEASURE)
    for number in range(n_keys):
        page.press("cef"[number % 3])
        page.page.wait_for_timeout(PAUSE_MS / 2)
        page.press("Enter")
        page.page.wait_for_timeout(PAUSE_MS / 2)
    page.wait_saved()
    found: dict[str, list[float]] = page.page.evaluate("() => window.__found")
    return found


def _of_others(folder: Path) -> Path:
    """Return a browser that leaves the processor to whoever else wants it, as one on another machine does.

    Linux weighs sessions against each other before it looks at priorities, and this browser is a session.
    """
    command = folder / "chromium-of-others"
    lines = ("#!/bin/sh", "echo 19 > /proc/self/autogroup", f'exec chrt --idle 0 {CHROMIUM} "$@"')
    command.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command.chmod(0o755)
    return command


def _measure(server: Server, folder: Path, *, others: int, n_keys: int) -> dict[str, dict[str, list[float]]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = _coding_page(browser, server, 0)
        found = {"alone": _keys(page, n_keys)}
        crowd = running.chromium.launch(executable_path=_of_others(folder), args=FLAGS)
        tabs = [_coding_page(crowd, server, number) for number in range(1, others + 1)]
        for tab in tabs:
            tab.page.evaluate(CODE_ALONG)
        page.page.reload()
        page.wait_ready()
        found[f"beside {others} others"] = _keys(page, n_keys)
        done = [tab.page.evaluate("() => window.__coded") for tab in tabs]
        for tab in tabs:
            tab.wait_saved()
        print(f"the others coded {sum(done)} answers, each {min(done)} to {max(done)}, all stored")
        crowd.close()
        browser.close()
    return found


def _line(circumstance: str, name: str, milliseconds: list[float]) -> str:
    median = statistics.median(milliseconds)
    high = statistics.quantiles(milliseconds, n=20)[-1]
    return (
        f"| {circumstance:<18} | {name:<20} | {len(milliseconds):>4} | {median:7.1f} | {high:7.1f} "
        f"| {ASKED[name]:>5} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--others", type=int, default=N_OTHERS)
    parser.add_argument("--keys", type=int, default=N_MEASURED, help="answers that are coded, each time")
    others, n_keys = parser.parse_args().others, parser.parse_args().keys
    print(header(f"Coding window in Chromium, {N_ANSWERS} answers, milliseconds"))
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "study.db"
        with Project(location) as project:
            _build(project)
        server = Server(location, Path(folder) / "server.log")
        server.start()
        try:
            found = _measure(server, Path(folder), others=others, n_keys=n_keys)
        finally:
            server.kill()
    print(f"\n| {'':<18} | {'':<20} | {'n':>4} | {'median':>7} | {'95th':>7} | asked |")
    print(f"|{'-' * 20}|{'-' * 22}|{'-' * 5}:|{'-' * 8}:|{'-' * 8}:|{'-' * 6}:|")
    for circumstance, figures in found.items():
        for name, milliseconds in figures.items():
            print(_line(circumstance, name, milliseconds))


if __name__ == "__main__":
    main()
