"""What a theme table counts, as options of the command line."""

from enum import StrEnum
from typing import Annotated

import typer

from coding.i18n import _


class TableBase(StrEnum):
    """The values of `coding.tables.Base`, which takes too long to load for a start."""

    ASKED = "asked"
    ANSWERED = "answered"
    VALID = "valid"


class TableWhose(StrEnum):
    """The values of `coding.tables.Whose`, likewise."""

    COMBINED = "combined"
    AGREED = "agreed"
    DECIDED = "decided"
    ESTIMATE = "estimate"
    PREDICTED = "predicted"


SurveyOption = Annotated[
    str | None, typer.Option(help=_("Een gesloten vraag: de peiling waarin zij staat, --question haar id."))
]
DimensionOption = Annotated[str | None, typer.Option(help=_("Tel deze lijst van codes."))]
BaseOption = Annotated[
    TableBase,
    typer.Option(
        help=_(
            "Waarvan de percentages zijn: wie antwoord gaf, aan wie de vraag is gesteld, of wie iets anders "
            "antwoordde dan 'geen', 'weet niet' en dergelijke."
        )
    ),
]
LeftOutOption = Annotated[
    list[str] | None,
    typer.Option(help=_("Bij --base valid: deze code (of dit antwoord) telt niet mee; meer keer mag.")),
]
WhoseOption = Annotated[
    TableWhose,
    typer.Option(
        help=_(
            "Wiens codering: van iedereen één per tekst, alleen wat gelijk of samen besloten is, een "
            "schatting voor alle antwoorden, of wat het model zegt (scheef)."
        )
    ),
]
WeightOption = Annotated[str | None, typer.Option(help=_("Weeg respondenten met deze variabele, een getal."))]
TestsOption = Annotated[bool, typer.Option("--tests", help=_("Toets of de kolommen van elkaar verschillen."))]
SuppressOption = Annotated[int, typer.Option(min=0, help=_("Verberg cellen met minder dan zoveel."))]
MinimumOption = Annotated[
    int, typer.Option(min=0, help=_("Geen percentages in een kolom met minder dan zoveel."))
]
DecimalsOption = Annotated[int, typer.Option(min=0, max=2, help=_("Decimalen van percentages."))]
