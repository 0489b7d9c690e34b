"""Several people at once: the same code at the same moment, and an import beside them."""

import threading
from collections.abc import Callable, Iterator

import pytest
from tests.builders import add_answers, add_question

from coding.project import Project
from coding.ui.desk import Desk
from coding.ui.items import load_items

N_ANSWERS = 20


@pytest.fixture
def desk(project: Project) -> Iterator[Callable[[str], Desk]]:
    """Open desks, each with a connection to the database of its own as in another process."""
    add_question(project, [f"Antwoord {number}" for number in range(N_ANSWERS)])
    opened: list[Project] = []

    def open_desk(name: str) -> Desk:
        own = Project(project.database.url.render_as_string(hide_password=False))
        opened.append(own)
        queue = own.codings.default_queue("7")
        return Desk(
            own,
            question_key="7",
            coder_id=own.codings.ensure_coder(name),
            queue_id=queue,
            items=load_items(own, "7", queue),
            scope="together",
        )

    yield open_desk
    for own in opened:
        own.close()


def _give(desk: Desk, place: int, code: str, *, client: str) -> bool:
    """Give a code as a browser tab does; return whether it was confirmed."""
    entry = {
        "segment": desk.items[place].segment_id,
        "codes": [code],
        "read": True,
        "memo": "",
        "origins": {},
        "base": 0,
        "revision": place + 1,
        "model": None,
        "queue": desk.queue_id,
    }
    journal = {"client": client * 32, "question": "7", "entries": [entry]}
    desk.receive({"scope": "together", "seq": 1, "position": 0, "journals": [journal]})
    [answer] = desk.batch()["answers"]
    assert not desk.trouble
    return bool(answer["accepted"])


def _at_once(*acts: Callable[[int], bool]) -> list[list[bool]]:
    """Do acts for every place, all of them at the same moment; return what each was told."""
    barrier = threading.Barrier(len(acts), timeout=60)
    told: list[list[bool]] = [[] for _act in acts]

    def work(number: int, act: Callable[[int], bool]) -> None:
        for place in range(N_ANSWERS):
            barrier.wait()
            told[number].append(act(place))

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_coders_give_the_same_code_at_the_same_moment(project, desk):
    anna, bram = desk("Anna"), desk("Bram")
    told = _at_once(
        lambda place: _give(anna, place, "laat", client="a"),
        lambda place: _give(bram, place, "laat", client="b"),
    )
    assert told == [[True] * N_ANSWERS] * 2
    stored = project.codings.codings("7")
    assert stored.groupby("coder")["code"].agg(list).to_dict() == {
        "Anna": ["laat"] * N_ANSWERS,
        "Bram": ["laat"] * N_ANSWERS,
    }


def test_one_coder_in_two_tabs_at_the_same_moment_has_one_row(project, desk):
    first, second = desk("Anna"), desk("Anna")
    told = _at_once(
        lambda place: _give(first, place, "laat", client="a"),
        lambda place: _give(second, place, "laat", client="b"),
    )
    assert told == [[True] * N_ANSWERS] * 2  # both want what stands there
    assert len(project.codings.codings("7")) == N_ANSWERS
    history = project.codings.history(first.items[0].segment_id)
    assert list(history["action"]) == ["add", "read"]


def test_different_codes_in_two_tabs_at_the_same_moment_one_is_asked(project, desk):
    first, second = desk("Anna"), desk("Anna")
    told = _at_once(
        lambda place: _give(first, place, "laat", client="a"),
        lambda place: _give(second, place, "duur", client="b"),
    )
    assert all(sorted(pair) == [False, True] for pair in zip(*told, strict=True))
    assert len(project.codings.codings("7")) == N_ANSWERS


def test_an_import_beside_it_locks_nobody_out(project, desk):
    anna = desk("Anna")
    began = threading.Event()

    def bring_in() -> None:
        began.set()
        for number in range(3):
            add_answers(project, f"tram-{number}", [f"{n}. De tram kwam te laat" for n in range(500)])

    importing = threading.Thread(target=bring_in)
    importing.start()
    began.wait()
    told = [_give(anna, place, "laat", client="a") for place in range(N_ANSWERS)]
    importing.join()
    assert told == [True] * N_ANSWERS
    assert len(project.codings.codings("7")) == N_ANSWERS
    assert len(project.corpus.segments("tram-2")) == 500
