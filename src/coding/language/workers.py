"""Analysing in processes of their own, each of which loads the pipeline once.

A worker (``worker.py``) is a plain command that reads texts and writes tokens, one line of JSON each. It
knows nothing of the program that started it, so it works the same from the command line, the app, a notebook
and a script, on every system; nothing is pickled. It ends when its input does, so none outlives the program.
"""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue

from coding.errors import CodingError
from coding.i18n import _, current_language
from coding.language.tokens import Token
from coding.threads import ONE_THREAD

GONE_SECONDS = 5  # for the system to notice that a process is gone
AHEAD = 2  # chunks per worker that are read before they can be worked on


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def analyse_in_processes(
    chunks: Iterable[Sequence[str]], *, model: str, processes: int
) -> Generator[list[list[Token]], None, None]:
    """Analyse chunks of texts side by side; the outcomes come in the order of the chunks.

    Close the iterator to stop: the workers end with it.

    Parameters
    ----------
    chunks
        Read as they are needed, a few ahead.
    model
        As `coding.language.load` takes it.
    processes
        How many workers.

    Raises
    ------
    CodingError
        When the model cannot be loaded, or a worker is gone.
    """
    workers: list[_Worker] = []
    free: SimpleQueue[_Worker] = SimpleQueue()

    def work(texts: Sequence[str]) -> list[list[Token]]:
        worker = free.get()
        try:
            return worker.analyse(texts)
        finally:
            free.put(worker)

    with ThreadPoolExecutor(processes) as pool:
        pending: deque[Future[list[list[Token]]]] = deque()
        try:
            for _number in range(processes):
                workers.append(_Worker(model))
                free.put(workers[-1])
            for texts in chunks:
                pending.append(pool.submit(work, texts))
                if len(pending) > AHEAD * processes:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for worker in workers:
                worker.end()  # first, or the threads go on waiting for it
            pool.shutdown(cancel_futures=True)


class _Worker:
    """One process, and the line to it."""

    def __init__(self, model: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coding.language.worker", model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD, "CODING_LANGUAGE": current_language()},
        )

    def analyse(self, texts: Sequence[str]) -> list[list[Token]]:
        """Send texts, wait, and return their tokens."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        line = b""
        with suppress(OSError):  # gone: then nothing comes back either
            self.process.stdin.write(json.dumps(list(texts)).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise CodingError(
                _(
                    "Een hulpproces dat de taal ontleedt, is voortijdig gestopt (code {code}); misschien "
                    "was er te weinig geheugen. Wat ontleed was, is bewaard: start opnieuw om verder te "
                    "gaan, zo nodig met `coding analyse --processes 1`."
                ).format(code=self._exit_code())
            )
        answer = json.loads(line)
        if isinstance(answer, str):
            raise CodingError(answer)
        found: list[list[Token]] = answer
        return found

    def _exit_code(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GONE_SECONDS)
        return self.process.returncode

    def end(self) -> None:
        """Stop it, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not sent yet cannot be sent any more
                    pipe.close()
