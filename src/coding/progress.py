"""Showing how far long work is: a bar for a person, a file for a page that watches."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Progress = Callable[[int, int], None]


def write_progress(path: Path, *, done: int, total: int, message: str) -> None:
    """Replace the progress file in one go, so that a reader never sees half of it."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(json.dumps({"done": done, "total": total, "message": message}), encoding="utf-8")
    temporary.replace(path)


@contextmanager
def progress_bar(message: str, *, file: Path | None = None) -> Iterator[Progress]:
    """Give a function ``(done, total)`` that shows how far the work is.

    Parameters
    ----------
    message
        What is being done, for people.
    file
        Write progress here as JSON (``done``, ``total``, ``message``) instead of drawing a bar.
    """
    if file is not None:
        write_progress(file, done=0, total=0, message=message)
        yield lambda done, total: write_progress(file, done=done, total=total, message=message)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:<38}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(message, total=None)
        try:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        except BaseException:
            # Input that was refused before any work was done: an empty bar above the error says nothing.
            bar.live.transient = bar.tasks[task].total is None
            raise
        known = bar.tasks[task].total
        bar.update(task, total=known or 1, completed=known or 1)
