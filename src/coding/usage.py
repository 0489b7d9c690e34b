"""A command that was typed wrongly, said in words of ours; the library that reads it only knows English."""

import re
from typing import TYPE_CHECKING

from coding.i18n import _

if TYPE_CHECKING:
    from typer.exceptions import TyperException

_QUOTED = re.compile(r"'([^']*)'")


def usage_message(error: "TyperException") -> str:
    """Return what is wrong with a typed command, and where its help is.

    Parameters
    ----------
    error
        What Typer raised; told apart by name and text, because its kinds are not public.
    """
    said = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        return said
    context = getattr(error, "ctx", None)
    return _("{problem} Hulp: {command} --help").format(
        problem=_problem(error, said), command=getattr(context, "command_path", None) or "coding"
    )


def _problem(error: "TyperException", said: str) -> str:
    quoted = _QUOTED.findall(said)
    option = getattr(error, "option_name", "")
    parameter = getattr(error, "param", None)
    if said.startswith("No such option"):
        near = ", ".join(getattr(error, "possibilities", None) or [])
        return _("De optie {name} bestaat niet.").format(name=option) + _advice(near)
    if said.startswith("No such command"):
        return _("De opdracht {name} bestaat niet.").format(name=quoted[0]) + _advice(", ".join(quoted[1:]))
    if parameter is not None:
        return _wrong_value(error, parameter, said)
    if "extra argument" in said:
        return _("Dit is te veel: {extra}.").format(extra=said.rpartition("(")[2].rstrip(")."))
    if "requires an argument" in said:
        return _("Achter {name} hoort nog iets te staan.").format(name=option)
    return _("Deze opdracht is niet te begrijpen ({message}).").format(message=said)


def _advice(near: str) -> str:
    return " " + _("Bedoelt u {columns}?").format(columns=near) if near else ""


def _wrong_value(error: "TyperException", parameter: object, said: str) -> str:
    """Say which option or argument is missing, or what it may be."""
    name = max(getattr(parameter, "opts", None) or ["?"], key=len)
    if said.startswith("Missing"):
        return _("Het volgende ontbreekt: {name}.").format(name=name)
    choices = error.message.partition("is not one of ")[2].rstrip(".")
    if choices:
        return _("Bij {name} kan dit niet; kies uit {choices}.").format(name=name, choices=choices)
    if "integer" in error.message:
        return _("Bij {name} hoort een heel getal.").format(name=name)
    return _("Bij {name} kan dit niet.").format(name=name)
