"""Every word the list shows."""

from coding.i18n import _
from coding.ui.components.units import Unit


def grid_texts(unit: Unit) -> dict[str, str]:
    """Return the texts of the list in the interface language; ``{…}`` is filled in there."""
    return {
        "list": _("Lijst"),
        "one": "1 " + unit.one,
        "many": "{n} " + unit.many,
        "count": _("{n} van {total} {many}, in {rows} rijen").replace("{many}", unit.many),
        "loading": _("De lijst wordt geladen…"),
        "nothing": _("Er is niets om te coderen in deze selectie."),
        "nothing_found": _("Niets gevonden. Maak het filter ruimer."),
        "chosen": _("{n} gekozen"),
        "chosen_column": _("Gekozen"),
        "show_chosen": _("Toon alleen gekozen"),
        "show_all": _("Toon weer alles"),
        "saved": _("Alles bewaard"),
        "unsaved": _("wordt bewaard"),
        "lost": _("geen verbinding; uw werk staat veilig in deze browser"),
        "busy": _("het programma is bezig; uw werk staat veilig in deze browser"),
        "trouble": _("bewaren lukt nu niet (schijf vol?); uw werk staat veilig in deze browser"),
        "no_storage": _("deze browser bewaart niets; laat dit venster open tot alles bewaard is"),
        **_filter_texts(),
        **_column_texts(),
        **_act_texts(),
        "help": _("Toetsen"),
        "help_title": _("Alles met het toetsenbord"),
        "close": _("Sluiten"),
        "understood": _("Begrepen"),
    }


def _filter_texts() -> dict[str, str]:
    return {
        "search": _("Zoek tekst (m)"),
        "how": _("Hoe er gezocht wordt"),
        "how_literal": _("letterlijk"),
        "how_words": _("in elke vorm"),
        "not_analysed": _(
            "De teksten zijn nog niet ontleed, dus woorden in elke vorm zijn niet te vinden. Dat gebeurt bij "
            "het groeperen (pagina Verkennen). Zoek zolang letterlijk."
        ),
        "status": _("Gelezen of niet"),
        "status_all": _("alles"),
        "status_unread": _("nog niet gelezen"),
        "status_coded": _("met een code"),
        "status_none": _("gelezen, geen code"),
        "code_all": _("elke code"),
        "cluster_all": _("elke groep"),
        "length_all": _("elke lengte"),
        "length_a": _("tot 25 tekens"),
        "length_b": _("26 tot 100 tekens"),
        "length_c": _("101 tot 300 tekens"),
        "length_d": _("meer dan 300 tekens"),
        "twins_all": _("dubbel of niet"),
        "twins_same": _("vaker hetzelfde"),
        "twins_near": _("lijkt op een ander"),
        "only_flagged": _("te bespreken"),
        "reset": _("Filter weg"),
        "columns": _("Kolommen"),
    }


def _column_texts() -> dict[str, str]:
    return {
        "text": _("Tekst"),
        "codes": _("Codes"),
        "same": _("Gelijk"),
        "near": _("Lijkt op"),
        "cluster": _("Groep"),
        "coders": _("Gelezen door"),
        "flagged": _("Bespreken"),
        "flagged_cell": _("ja"),
        "length": _("Tekens"),
        "source": _("Plaats"),
        "several": _("verschillend"),
        "read_none": _("gelezen, geen code"),
        "some_read": _("{n} van {total} gelezen"),
        "unread": _("nog niet gelezen"),
        "times": _("{n} keer hetzelfde; toon of verberg ze apart"),
        "near_button": _("Lijkt hierop: {n}"),
        "near_coming": _("Wat op elkaar lijkt, wordt nog uitgezocht…"),
        "rest": _("… Dit is het begin; Enter opent de hele tekst in het codeervenster."),
    }


def _act_texts() -> dict[str, str]:
    return {
        "find": _("Zoek een code (/)"),
        "undo": _("Ongedaan"),
        "redo": _("Opnieuw"),
        "will_give": _("Krijgen ‘{code}’: {what}"),
        "had_give": _("{n} had de code al"),
        "skip_give": _("{n} overgeslagen omdat er een code staat die alleen hoort"),
        "will_take": _("‘{code}’ gaat weg bij {what}"),
        "had_take": _("{n} had de code niet"),
        "skip_take": "",
        "will_none": _("Gelezen, geen code: {what}"),
        "had_none": _("{n} stond al zo"),
        "skip_none": _("{n} overgeslagen omdat er een code staat"),
        "do_give": _("Geef de code"),
        "do_take": _("Haal de code weg"),
        "do_none": _("Leg vast"),
        "do_take_too": _("Haal weg bij {what}"),
        "do_not": _("Niet doen"),
        "done_give": _("‘{code}’ gegeven aan {what}"),
        "done_take": _("‘{code}’ weggehaald bij {what}"),
        "done_none": _("gelezen, geen code: {what}"),
        "act_give": _("‘{code}’ geven"),
        "act_take": _("‘{code}’ weghalen"),
        "act_none": _("gelezen, geen code"),
        "undone": _("ongedaan gemaakt bij {what}: {act}"),
        "nothing_to_undo": _("Hier is niets (meer) om ongedaan te maken"),
        "nothing_to_redo": _("Er is niets om opnieuw te doen"),
        "near_added": _("{n} die hierop lijken zijn erbij gekozen; lees ze na voor u ze codeert"),
        "stale": _(
            "Intussen anders gecodeerd in een ander venster en daarom overgeslagen: {what}. De lijst toont "
            "wat bewaard is."
        ),
        "show_stale": _("Toon ze"),
        "refused": _("Niet gedaan: {why}"),
        "may_not": _("Met uw rol kunt u hier kijken, niet coderen."),
    }


def key_texts() -> list[tuple[str, str]]:
    """Return the keys of the list and what they do."""
    return [
        ("↑ ↓ PgUp PgDn Home End", _("door de lijst")),
        ("⇧↑ ⇧↓ ⇧PgDn …", _("aaneengesloten rijen kiezen")),
        (_("spatie"), _("deze rij kiezen of niet")),
        ("Ctrl+A", _("alles kiezen wat het filter toont")),
        ("Esc", _("niet doen; toon weer alles; niets gekozen")),
        ("→ ←", _("gelijke antwoorden apart tonen, of weer als één")),
        (_("a – z"), _("tonen wat die code zou doen bij wat gekozen is; Enter doet het")),
        ("⇧Enter", _("de code juist weghalen")),
        ("/", _("code zoeken door te typen")),
        ("n", _("gelezen, geen code")),
        ("v", _("wat hierop lijkt erbij kiezen, en alleen dat tonen")),
        ("z · ⇧z", _("ongedaan maken · opnieuw doen")),
        ("Enter", _("dit antwoord in het codeervenster openen")),
        ("m", _("zoeken in de tekst")),
        ("?", _("dit overzicht")),
    ]
