"""The verbs for who looks after a project: people and their logins, copies of it."""

from pathlib import Path
from typing import Annotated

import typer

from coding.cli_options import DEFAULT_PROJECT, ProjectOption, open_project
from coding.errors import CodingError
from coding.i18n import _, format_number

app = typer.Typer()


@app.command(help=_("Laat zien wie er meedoen; voeg iemand toe, of wijzig rol, inlognaam en meedoen."))
def people(
    name: Annotated[str | None, typer.Argument(help=_("Wie; weggelaten: iedereen wordt getoond."))] = None,
    project: ProjectOption = DEFAULT_PROJECT,
    role: Annotated[
        str | None, typer.Option(help=_("Wat iemand is: coder, lead, analyst of reader."))
    ] = None,
    login: Annotated[
        str | None, typer.Option(help=_("Waarmee iemand inlogt, meestal een e-mailadres; leeg: niet meer."))
    ] = None,
    active: Annotated[
        bool | None, typer.Option("--active/--inactive", help=_("Of iemand meedoet; het werk blijft staan."))
    ] = None,
) -> None:
    """List the people of a project, or add or change one."""
    from coding.codings import Role, role_names

    if role is not None and role not in {item.value for item in Role}:
        raise CodingError(
            _("Rol '{role}' bestaat niet; kies uit {known}.").format(role=role, known=", ".join(Role))
        )
    with open_project(project, must_exist=name is None) as opened:
        team = opened.team
        if name is not None:
            known = team.people().set_index("name")["id"]
            if name in known.index:
                team.change(
                    int(known[name]), role=role, active=active, login=login, author=_("opdrachtregel")
                )
            else:
                team.add(name, role=role or Role.CODER, login=login, author=_("opdrachtregel"))
        for row in team.people().to_dict("records"):
            parts = [
                role_names()[row["role"]],
                row["login"],
                None if row["active"] else _("doet niet meer mee"),
            ]
            typer.echo(f"{row['id']:>4}  {row['name']}  " + " · ".join(str(part) for part in parts if part))


@app.command(help=_("Maak een kopie van een project terwijl anderen doorwerken."))
def backup(
    file: Annotated[Path, typer.Argument(help=_("Waarin; dit bestand mag nog niet bestaan."))],
    project: ProjectOption = DEFAULT_PROJECT,
) -> None:
    """Copy a project to one file and read the copy back."""
    from coding.store import back_up

    contents = back_up(_project_file(project, _DUMP.format(file=file)), file)
    typer.echo(
        _("Gekopieerd en teruggelezen: {texts} teksten, {events} gebeurtenissen. Kopie: {file}").format(
            texts=format_number(contents.count("segment")),
            events=format_number(contents.count("coding_event")),
            file=file,
        )
    )


@app.command(help=_("Zet een kopie terug; wat er nu staat wordt eerst bewaard."))
def restore(
    file: Annotated[Path, typer.Argument(help=_("De kopie."))],
    project: ProjectOption = DEFAULT_PROJECT,
    yes: Annotated[bool, typer.Option("--yes", help=_("Zonder te vragen."))] = False,
) -> None:
    """Put a copy in the place of the project, having checked that it is whole."""
    from coding.store import known_revisions
    from coding.store import restore as put_back

    path = _project_file(project, _UNDUMP.format(file=file))
    if path.exists() and not yes:
        typer.confirm(_("{project} vervangen door {file}?").format(project=path, file=file), abort=True)
    found = put_back(file, path, newest=known_revisions())
    typer.echo(
        _("Teruggezet en nagelezen: {texts} teksten, {events} gebeurtenissen.").format(
            texts=format_number(found.contents.count("segment")),
            events=format_number(found.contents.count("coding_event")),
        )
    )
    if found.kept is not None:
        typer.echo(_("Wat er stond is bewaard: {file}").format(file=found.kept))
        typer.echo(_("Draait het programma nog? Herstart het, en laad de pagina's opnieuw."))


_DUMP = "pg_dump --format=custom --file={file}"
_UNDUMP = "pg_restore --clean --if-exists --dbname=… {file}"


def _project_file(location: str, command: str) -> Path:
    """Return the file of a project; a server makes its copies itself."""
    from coding.store import database_url

    url = database_url(location)
    if url.get_backend_name() != "sqlite":
        raise CodingError(
            _("Dit project staat in PostgreSQL ({url}); gebruik daarvoor `{command}`.").format(
                url=url.render_as_string(hide_password=True), command=command
            )
        )
    return Path(str(url.database))
