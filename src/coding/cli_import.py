"""What the verb ``import`` does: all files are read and checked before the first of them is stored."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coding.cli_options import open_project, read_file
from coding.errors import CodingError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.corpus import By, ReadDocument, SurveyMapping
    from coding.project import Project


@dataclass(frozen=True)
class IncomingFile:
    """A file that was read; ``document`` is None for a survey."""

    name: str
    content: bytes
    document: "ReadDocument | None"


def read_all(files: Sequence[Path], mapping: "SurveyMapping | None") -> list[IncomingFile]:
    """Read and check all files, so that one that is broken stops them all.

    Raises
    ------
    InputError
        Naming the first file that is not right.
    """
    from coding.corpus import is_table, read_document, read_survey, read_table
    from coding.progress import progress_bar

    found = []
    for file in files:
        content = read_file(file)
        document = None
        if is_table(file.name) and mapping is not None:
            read_survey(read_table(content, name=file.name, options=mapping.file.options()), mapping)
        else:
            with progress_bar(_("Lezen: {file}").format(file=file.name)) as progress:
                document = read_document(content, name=file.name, progress=progress)
        found.append(IncomingFile(file.name, content, document))
    return found


@contextmanager
def project_to_fill(location: str) -> Iterator["Project"]:
    """Open a project, or make one; one that was made goes when nothing came into it."""
    made = "://" not in location and not Path(location).expanduser().exists()
    with open_project(location, must_exist=False) as project:
        try:
            yield project
        except BaseException:
            used = project.pseudonyms.in_use() or project.codebooks.keys()
            if made and not used and project.corpus.files().empty:
                project.close()
                for suffix in ("", "-wal", "-shm"):
                    Path(location + suffix).expanduser().unlink(missing_ok=True)
            raise


def store_all(
    project: "Project",
    files: Sequence[IncomingFile],
    *,
    mapping: "SurveyMapping | None",
    question: str,
    codebook: str | None,
    by: "By",
) -> None:
    """Import files that were read, one by one, and say of each what is new."""
    stored: list[str] = []
    for file in files:
        try:
            if file.document is not None:
                report = project.corpus.import_report(
                    file.content,
                    name=file.name,
                    document=file.document,
                    question=question,
                    codebook=codebook,
                    by=by,
                )
            else:
                assert mapping is not None  # a table is only read with one
                report = project.corpus.import_survey(file.content, name=file.name, mapping=mapping)
        except CodingError:
            if stored:
                typer.echo(
                    _("Al geïmporteerd voordat het misging: {files}.").format(files=", ".join(stored)),
                    err=True,
                )
            raise
        stored.append(file.name)
        typer.echo(f"{file.name}: {report.summary()}")
        for sentence in [*report.dropped, *report.notes]:
            typer.echo(f"  {sentence}")
