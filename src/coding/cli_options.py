"""What the verbs of the command line share: the project, reading and writing files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding.errors import CodingError, os_reason
from coding.i18n import _

if TYPE_CHECKING:
    from coding.project import Project

OFFICE = (".xlsx", ".docx")
DEFAULT_PROJECT = "project.db"
PROJECT_HELP = _("Projectbestand, of het adres van een PostgreSQL-database.")
# The environment keeps the password in a database's address out of the list of processes.
ProjectOption = Annotated[
    str, typer.Option("--project", "-p", envvar="CODING_PROJECT", show_envvar=True, help=PROJECT_HELP)
]
AuthorOption = Annotated[str, typer.Option("--by-whom", help=_("Wie dit doet, voor het logboek."))]
AddressOption = Annotated[
    str, typer.Option(help=_("Adres om op te luisteren; voorbij deze machine alleen met --sign-in."))
]
SignInOption = Annotated[
    Path | None,
    typer.Option(
        envvar="CODING_SIGN_IN",
        show_envvar=True,
        help=_("Bestand waarin staat waar mensen inloggen (TOML, zie docs/server.md)."),
    ),
]
ProgressFileOption = Annotated[
    Path | None,
    typer.Option(help=_("Schrijf de voortgang in dit bestand (JSON) in plaats van een balk te tekenen.")),
]


def open_project(location: str, *, must_exist: bool = True) -> "Project":
    """Open a project."""
    from coding.project import Project

    return Project(location, must_exist=must_exist)


def read_file(path: Path) -> bytes:
    """Read a file, or say in one sentence why that cannot be done."""
    from coding.corpus.readers.bounds import refuse_too_large

    try:
        refuse_too_large(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise CodingError(
            _("{file} is niet te lezen: {reason}.").format(file=path, reason=os_reason(error))
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file, or say in one sentence why that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as error:
        problem = _("{file} is niet te schrijven: {reason}.")
        if path.suffix.casefold() in OFFICE:
            problem = _("{file} is niet te schrijven: staat het nog open in Excel of Word? ({reason})")
        raise CodingError(problem.format(file=path, reason=os_reason(error))) from error
