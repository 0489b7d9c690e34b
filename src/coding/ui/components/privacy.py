"""The choice, at an import, to replace personal data before anyone reads."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

import streamlit as st

from coding.i18n import _
from coding.pseudonyms import Recogniser, with_recogniser


@dataclass(frozen=True)
class Wish:
    """What was chosen: whether to replace, organisations and places too, and what to keep the file under."""

    pseudonymise: bool
    organisations: bool = False
    passphrase: str | None = None


AS_IT_IS = Wish(pseudonymise=False)


def choice(*, key: str, default: bool) -> Wish:
    """Draw the choice.

    Parameters
    ----------
    key
        Tells this form from others.
    default
        Whether it is on to begin with: for surveys with open answers, not for reports.
    """
    on = st.checkbox(
        _("Namen en andere persoonsgegevens vervangen voordat iemand leest"),
        default,
        key=f"privacy-{key}",
        help=_(
            "De teksten wachten dan op de pagina Privacy, waar u nakijkt wat er vervangen wordt. "
            "Daarna liggen ze vast en zijn de oorspronkelijke teksten gewist."
        ),
    )
    if not on:
        return AS_IT_IS
    with st.expander(_("Organisaties, en het origineel bewaren")):
        organisations = st.checkbox(
            _("Ook namen van organisaties en plaatsen vervangen"), key=f"organisations-{key}"
        )
        keep = st.checkbox(_("Het bestand bewaren, versleuteld onder een wachtzin"), key=f"keep-{key}")
        passphrase = None
        if keep:
            passphrase = st.text_input(
                _("Wachtzin (minstens 12 tekens; zonder is het bestand niet terug te krijgen)"),
                type="password",
                key=f"passphrase-{key}",
                autocomplete="new-password",
            )
    return Wish(pseudonymise=True, organisations=organisations, passphrase=passphrase)


def recogniser(wish: Wish) -> AbstractContextManager[Recogniser]:
    """Return what looks for what was chosen."""
    return with_recogniser(organisations=wish.organisations)
