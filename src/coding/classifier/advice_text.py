"""The stop advice in plain Dutch: what each sign saw, what is missing, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coding.classifier.stopping import LAST_READ, STABLE_PAIRS, Advice, Narrow, Saturated, State, Steady
from coding.i18n import _, format_number, ngettext


@dataclass(frozen=True)
class SignText:
    """One sign in words: its name, its state, what it saw, and what to do about it (may be empty)."""

    name: str
    state: State
    saw: str
    todo: str


def advice_texts(advice: Advice, labels: Mapping[str, str]) -> list[SignText]:
    """Return the three signs in words; where everything has been read without asking to code more.

    Parameters
    ----------
    labels
        What the codes are called.
    """
    signs = [_steady(advice.steady), _narrow(advice.narrow, labels), _saturated(advice.saturated, labels)]
    return signs if advice.n_unread else [replace(sign, todo="") for sign in signs]


def conclusion(advice: Advice) -> str:
    """Say what the signs support together, and no more than that."""
    if not advice.n_unread:
        return _("Alles is gelezen. Meer coderen kan alleen door antwoorden nog eens te bekijken.")
    states = [advice.steady.state, advice.narrow.state, advice.saturated.state]
    n_enough = states.count(State.ENOUGH)
    if advice.state is State.ENOUGH:
        return _(
            "U kunt stoppen: de drie signalen wijzen erop dat meer coderen de tabel nauwelijks nog verandert."
        )
    if advice.state is State.GO_ON:
        return ngettext(
            "Ga nog door: {n} van de drie signalen zegt dat meer coderen nog iets verandert.",
            "Ga nog door: {n} van de drie signalen zeggen dat meer coderen nog iets verandert.",
            states.count(State.GO_ON),
        ).format(n=states.count(State.GO_ON))
    if not n_enough:
        return _("Of u kunt stoppen, is nog niet te zeggen: geen van de drie signalen is al te lezen.")
    return ngettext(
        "Of u kunt stoppen, is nog niet te zeggen: {n} signaal zegt genoeg, de rest is nog niet te lezen.",
        "Of u kunt stoppen, is nog niet te zeggen: {n} signalen zeggen genoeg, de rest is nog niet te lezen.",
        n_enough,
    ).format(n=n_enough)


def _steady(sign: Steady) -> SignText:
    name = _("Vaste voorstellen")
    steps = [step for step in sign.steps[:STABLE_PAIRS] if step.kappa is not None]
    if not steps:
        return SignText(
            name,
            sign.state,
            _("Er zijn nog geen twee modellen die genoeg verschillen om te vergelijken."),
            _("Codeer er minstens tien bij en train opnieuw; elk volgend model wordt vergeleken."),
        )
    newest = steps[0]
    assert newest.kappa is not None
    saw = _(
        "Tussen de laatste twee modellen veranderde het voorstel bij {share}% van {n} teksten "
        "(overeenstemming {kappa}; genoeg is 0,99)."
    ).format(
        share=format_number(100 * newest.changed, 1),
        n=format_number(newest.n_texts),
        kappa=format_number(_floor(newest.kappa), 2),
    )
    if sign.state is State.ENOUGH:
        return SignText(name, sign.state, saw + " " + _("De keer daarvoor ook niet."), "")
    if sign.state is State.UNKNOWN:
        return SignText(
            name,
            sign.state,
            saw,
            _("Er zijn drie modellen nodig die hetzelfde zeggen. Codeer verder en train nog eens."),
        )
    if newest.kappa >= 0.99:
        saw += " " + _("De keer daarvoor veranderden ze nog wel.")
    return SignText(name, sign.state, saw, _("Codeer verder en train opnieuw."))


def _narrow(sign: Narrow, labels: Mapping[str, str]) -> SignText:
    name = _("Nauwkeurige percentages")
    wanted = format_number(100 * sign.wanted, 0 if 100 * sign.wanted % 1 == 0 else 1)
    if sign.widest is None:
        return SignText(
            name,
            sign.state,
            _("Er zijn nog geen antwoorden gelezen die door het toeval zijn gekozen, zonder voorstellen."),
            _(
                "Lees zo'n steekproef: antwoorden die het programma zelf kiest, tonen niet hoe vaak een "
                "thema in alle antwoorden voorkomt. Voor ± {wanted} punten zijn er ongeveer {n} nodig."
            ).format(wanted=wanted, n=format_number(sign.n_needed)),
        )
    if sign.n_sample >= sign.n_population:
        return SignText(
            name,
            sign.state,
            _("Alle teksten zijn gelezen: de percentages zijn geen schatting, maar geteld."),
            "",
        )
    widest = sign.widest
    saw = _(
        "Uit een steekproef van {n} van de {total} teksten is elk thema op ± {half} punten bekend of beter; "
        "het minst zeker is {theme} ({share}%, tussen {low}% en {high}%). Gewenst: ± {wanted}."
    ).format(
        n=format_number(sign.n_sample),
        total=format_number(sign.n_population),
        half=format_number(100 * widest.half_width, 1),
        theme=labels.get(widest.code, widest.code),
        share=format_number(100 * widest.share),
        low=format_number(100 * widest.low),
        high=format_number(100 * widest.high),
        wanted=wanted,
    )
    if sign.state is State.ENOUGH:
        return SignText(name, sign.state, saw, "")
    more = sign.n_needed - sign.n_sample
    return SignText(
        name,
        sign.state,
        saw,
        ngettext(
            "Lees nog ongeveer {n} willekeurig gekozen tekst zonder voorstellen.",
            "Lees nog ongeveer {n} willekeurig gekozen teksten zonder voorstellen.",
            max(1, more),
        ).format(n=format_number(max(1, more))),
    )


def _saturated(sign: Saturated, labels: Mapping[str, str]) -> SignText:
    name = _("Geen nieuwe codes")
    if sign.state is State.UNKNOWN:
        return SignText(
            name,
            sign.state,
            _("Er is nog niets gelezen; dit signaal kijkt naar de laatste {last} teksten.").format(
                last=LAST_READ
            )
            if not sign.n_read
            else ngettext(
                "Er is nog {n} tekst gelezen; dit signaal kijkt naar de laatste {last}.",
                "Er zijn nog {n} teksten gelezen; dit signaal kijkt naar de laatste {last}.",
                sign.n_read,
            ).format(n=format_number(sign.n_read), last=LAST_READ),
            _("Lees er meer dan {last}.").format(last=LAST_READ),
        )
    if sign.state is State.ENOUGH:
        return SignText(
            name,
            sign.state,
            _("In de laatste {last} gelezen teksten kwam geen code voor het eerst voor.").format(
                last=LAST_READ
            ),
            "",
        )
    names = ", ".join(labels.get(code, code) for code in sign.new)
    return SignText(
        name,
        sign.state,
        ngettext(
            "In de laatste {last} gelezen teksten kwam {n} code voor het eerst voor: {codes}.",
            "In de laatste {last} gelezen teksten kwamen {n} codes voor het eerst voor: {codes}.",
            len(sign.new),
        ).format(last=LAST_READ, n=len(sign.new), codes=names),
        _("Codeer verder tot er in {last} teksten geen nieuwe code meer opduikt.").format(last=LAST_READ),
    )


def state_names() -> dict[State, str]:
    """Return what the states are called."""
    return {
        State.ENOUGH: _("genoeg"),
        State.GO_ON: _("nog niet"),
        State.UNKNOWN: _("nog niet te zeggen"),
    }


def format_advice(advice: Advice, labels: Mapping[str, str]) -> str:
    """Return the advice as text, for the command line."""
    names = state_names()
    lines = [conclusion(advice), ""]
    for sign in advice_texts(advice, labels):
        lines.append(f"{sign.name}: {names[sign.state]}")
        lines += [f"  {line}" for line in (sign.saw, sign.todo) if line]
    return "\n".join(lines)


def _floor(kappa: float) -> float:
    """Round down, so that 0.987 is never shown as the 0.99 it does not reach."""
    return int(max(kappa, 0.0) * 100 + 1e-9) / 100
