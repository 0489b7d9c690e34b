"""Several questionnaires for one respondent: which one is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coding.corpus.clean import folded
from coding.corpus.mapping import DuplicateRule, SurveyMapping
from coding.corpus.readers.table import RawTable
from coding.errors import InputError
from coding.i18n import _

if TYPE_CHECKING:
    from coding.corpus.survey import SurveyRecord

Score = Callable[["SurveyRecord"], int]


def keep_one_each(
    records: list["SurveyRecord"], table: RawTable, mapping: SurveyMapping
) -> tuple[list["SurveyRecord"], list[str]]:
    """Return one record per respondent, in the order of the file, and a sentence for each one dropped.

    Respondents are the same when their names differ only in case and blanks. The first rule of the
    mapping that tells two records apart decides; records that are wholly alike are one.

    Raises
    ------
    InputError
        When no rule tells two records of one respondent apart; naming both rows.
    """
    groups: dict[str, list[SurveyRecord]] = {}
    for record in records:
        groups.setdefault(folded(record.respondent), []).append(record)
    rules = [(_rule_name(rule), _score(rule, table)) for rule in mapping.duplicates]
    kept, dropped = [], []
    for group in groups.values():
        best, sentences = _choose(group, rules, table, mapping)
        kept.append(best)
        dropped += sentences
    return kept, dropped


def _rule_name(rule: DuplicateRule | str) -> str:
    return _("meeste antwoorden") if isinstance(rule, str) else rule.column


def _score(rule: DuplicateRule | str, table: RawTable) -> Score:
    """Return a function that is lowest for the record to keep."""
    if isinstance(rule, str):
        return lambda record: -len(record.answers) - len(record.values)
    index = table.index_of(rule.column)
    places = {folded(value): place for place, value in enumerate(rule.order)}
    return lambda record: places.get(folded(record.row.cells[index]), len(places))


def _choose(
    group: list["SurveyRecord"], rules: list[tuple[str, Score]], table: RawTable, mapping: SurveyMapping
) -> tuple["SurveyRecord", list[str]]:
    left = group
    losers: list[tuple[SurveyRecord, str]] = []
    for name, score in rules:
        lowest = min(score(record) for record in left)
        losers += [(record, name) for record in left if score(record) != lowest]
        left = [record for record in left if score(record) == lowest]
    best, *others = left
    for record in others:
        if (record.values, record.answers) != (best.values, best.answers):
            raise _undecided(best, record, table, mapping)
        losers.append((record, _("gelijk")))
    sentences = [
        _("Rij {row} ({respondent}) niet overgenomen: rij {kept} gaat voor ({rule}).").format(
            row=record.row.number, respondent=record.respondent, kept=best.row.number, rule=name
        )
        for record, name in losers
    ]
    return best, sentences


def _undecided(
    first: "SurveyRecord", second: "SurveyRecord", table: RawTable, mapping: SurveyMapping
) -> InputError:
    if mapping.duplicates:
        advice = _(
            "De regels onder 'duplicates' maken geen keuze; voeg er een toe of haal een van beide rijen weg."
        )
    else:
        advice = _(
            "Zeg in de mapping onder 'duplicates' welke vragenlijst telt (bijvoorbeeld most_answered) "
            "of haal een van beide rijen weg."
        )
    return InputError(
        _("respondent '{respondent}' staat er twee keer in, in rij {first} en rij {second}. {advice}").format(
            respondent=second.respondent, first=first.row.number, second=second.row.number, advice=advice
        ),
        file=table.name,
        row=second.row.number,
        column=mapping.respondent,
    )
