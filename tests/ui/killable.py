"""Coders at work in a process that is killed: what they want and what was confirmed goes into a pipe."""

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import coding.classifier
import coding.codings  # noqa: F401 - imported once, before the processes branch off
from coding.project import Project
from coding.ui.desk import Desk
from coding.ui.items import Item

Entry = dict[str, Any]
CODES = ("laat", "zelden", "duur", "geen")


@dataclass
class Browser:
    """What a coder's browser remembers while the server is away.

    Attributes
    ----------
    wanted
        All that was ever pressed, by segment; each text once.
    waiting
        What was not confirmed yet: the journal.
    """

    coder_id: int
    wanted: dict[int, Entry] = field(default_factory=dict)
    waiting: dict[int, Entry] = field(default_factory=dict)

    @property
    def client(self) -> str:
        """Name of the tab."""
        return f"{self.coder_id:032d}"


def work(
    location: str,
    queue: int,
    items: Sequence[Item],
    browsers: Sequence[Browser],
    pipe: Connection,
    *,
    seed: int,
    only_send: bool,
) -> None:
    """Send what waits, then code on until somebody kills this process."""
    with Project(location) as project:
        lock = threading.Lock()

        def tell(*message: object) -> None:
            with lock:
                pipe.send(message)

        def code(browser: Browser) -> None:
            chance = random.Random(f"{seed}-{browser.coder_id}")
            desk = Desk(
                project,
                question_key="7",
                coder_id=browser.coder_id,
                queue_id=queue,
                items=items,
                scope="killed",
            )
            tell("ready", browser.coder_id, None)
            while True:
                for _ in range(0 if only_send else chance.randint(1, 3)):
                    place = len(browser.wanted)
                    if place == len(items):
                        return
                    entry = _entry(items[place].segment_id, place + 1, queue, chance)
                    browser.wanted[entry["segment"]] = browser.waiting[entry["segment"]] = entry
                    tell("wanted", browser.coder_id, entry)
                journal = {
                    "client": browser.client,
                    "question": "7",
                    "entries": list(browser.waiting.values()),
                }
                desk.receive({"scope": "killed", "seq": 1, "position": 0, "journals": [journal]})
                answers = desk.batch()["answers"]
                confirmed = [answer["segment"] for answer in answers if answer["accepted"]]
                browser.waiting = {n: e for n, e in browser.waiting.items() if n not in confirmed}
                tell("confirmed", browser.coder_id, confirmed)
                if only_send:
                    return

        threads = [threading.Thread(target=code, args=(browser,)) for browser in browsers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _entry(segment: int, revision: int, queue: int, chance: random.Random) -> Entry:
    return {
        "segment": segment,
        "codes": [chance.choice(CODES)],
        "read": True,
        "memo": "let op" if chance.random() < 0.2 else "",
        "flagged": chance.random() < 0.1,
        "marks": [],
        "origins": {},
        "base": 0,
        "revision": revision,
        "model": None,
        "queue": queue,
    }
