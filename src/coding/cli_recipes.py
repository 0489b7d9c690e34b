"""The verbs for saved tables: keeping a recipe, making it again, what changed since."""

from typing import Annotated, Any

import typer

from coding.cli_options import DEFAULT_PROJECT, AuthorOption, ProjectOption, open_project
from coding.errors import InputError
from coding.i18n import _

app = typer.Typer()
tables = typer.Typer(
    no_args_is_help=True,
    help=_("Bewaarde tabellen: bewaren, opnieuw maken, en wat er sinds de vorige keer veranderde."),
)
app.add_typer(tables, name="tables")

NameArgument = Annotated[str, typer.Argument(help=_("Naam van de bewaarde tabel."))]


@tables.command("save", help=_("Bewaar hoe een tabel wordt gemaakt, onder een naam."))
def save(
    name: NameArgument,
    question: Annotated[str, typer.Option("--question", "-q", help=_("Nummer van de vraag."))],
    project: ProjectOption = DEFAULT_PROJECT,
    by: Annotated[str | None, typer.Option(help=_("Splits naar deze variabele."))] = None,
    choices: Annotated[
        list[str] | None,
        typer.Option("--set", help=_("Een andere keuze, als naam=waarde, bijvoorbeeld decimals=1.")),
    ] = None,
    title: Annotated[str, typer.Option(help=_("Wat boven de tabel staat; weggelaten: de naam."))] = "",
    author: AuthorOption = "",
) -> None:
    """Keep a recipe."""
    from coding.tables import TableSpec

    named = {"question": question} | ({} if by is None else {"by": by})
    spec = TableSpec.from_dict(_values(choices or []) | named)
    with open_project(project) as opened:
        opened.tables.theme_table(spec)  # what cannot be made is not kept
        recipe = opened.recipes.save(name, spec, author=author or _("opdrachtregel"), title=title)
    typer.echo(_("Bewaard: {name}, versie {n}.").format(name=recipe.name, n=recipe.number))


@tables.command("list", help=_("Noem de bewaarde tabellen."))
def list_(project: ProjectOption = DEFAULT_PROJECT) -> None:
    """Print a line per recipe."""
    from coding.recipes import format_recipes

    with open_project(project) as opened:
        recipes = opened.recipes.list()
    typer.echo(
        format_recipes(recipes) or _("Er is nog geen tabel bewaard; doe dat met `coding tables save`.")
    )


@tables.command("run", help=_("Maak een bewaarde tabel opnieuw en zeg wat er veranderde, en waardoor."))
def run(name: NameArgument, project: ProjectOption = DEFAULT_PROJECT, author: AuthorOption = "") -> None:
    """Make a table again."""
    from coding.recipes import format_rerun
    from coding.tables import format_text

    with open_project(project) as opened:
        rerun = opened.recipes.rerun(name, author=author or _("opdrachtregel"))
    typer.echo(format_text(rerun.table))
    typer.echo(format_rerun(rerun), nl=False)


@tables.command(
    "log", help=_("Noem elke keer dat een bewaarde tabel is gemaakt, en wat er daarvoor gebeurde.")
)
def log(name: NameArgument, project: ProjectOption = DEFAULT_PROJECT) -> None:
    """Print a line per run, newest first."""
    from coding.recipes import run_line

    with open_project(project) as opened:
        for made, reasons in opened.recipes.log(name):
            typer.echo(run_line(made, reasons))


@tables.command("retire", help=_("Noem een bewaarde tabel niet meer; wat ermee gemaakt is blijft."))
def retire(name: NameArgument, project: ProjectOption = DEFAULT_PROJECT, author: AuthorOption = "") -> None:
    """List a recipe no longer."""
    with open_project(project) as opened:
        opened.recipes.retire(name, author=author or _("opdrachtregel"))
    typer.echo(_("{name} staat niet meer in de lijst.").format(name=name))


def _values(choices: list[str]) -> dict[str, Any]:
    """Read *naam=waarde* pairs, values as in YAML."""
    import yaml

    pairs = [choice.partition("=") for choice in choices]
    if wrong := [name for name, sign, _value in pairs if not sign]:
        raise InputError(_("Schrijf een keuze als naam=waarde, niet als '{text}'.").format(text=wrong[0]))
    return {name.strip(): yaml.safe_load(value) for name, _sign, value in pairs}
