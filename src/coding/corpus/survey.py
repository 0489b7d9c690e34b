"""From a table and a mapping to respondents with their values and answers; no database in sight."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coding.corpus.clean import clean_text, folded, one_line, repair_encoding
from coding.corpus.duplicates import keep_one_each
from coding.corpus.mapping import SEVERAL, SurveyMapping, VariableMapping
from coding.corpus.numbers import number_text, parse_number
from coding.corpus.readers.table import RawRow, RawTable
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext

MAX_RESPONDENT_LENGTH = 300
LONG_ANSWER = 20_000  # taken as it is, but told: it may be a column of answers that ran together

TICKED = {"1", "ja", "x", "v", "waar", "true", "yes", "gekozen", "aangevinkt"}
NOT_TICKED = {"", "0", "nee", "-", "onwaar", "false", "no", "niet gekozen", "niet aangevinkt"}


@dataclass(frozen=True)
class SurveyRecord:
    """One respondent's questionnaire.

    Attributes
    ----------
    values
        Background variables and closed questions by key; what is missing is not there.
    answers
        Answers by question id; what is empty is not there.
    """

    respondent: str
    row: RawRow
    values: dict[str, str]
    answers: dict[str, str]


@dataclass(frozen=True)
class SurveyData:
    """A survey as it will be stored."""

    records: tuple[SurveyRecord, ...]
    levels: dict[str, list[str | float]]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def n_answers(self) -> int:
        """How many open answers there are."""
        return sum(len(record.answers) for record in self.records)


def read_survey(table: RawTable, mapping: SurveyMapping) -> SurveyData:
    """Turn a table into respondents with their values and answers.

    Raises
    ------
    InputError
        Naming file, row and column: an unknown column, no respondent, a number that is none, several
        questionnaires for one respondent.
    """
    columns = _columns(table, mapping)
    reader = _RecordReader(table, mapping, columns)
    records = [record for row in table.rows for record in reader.records(row)]
    kept, dropped = keep_one_each(records, table, mapping)
    if not kept:
        raise InputError(_("er staat geen enkele respondent in."), file=table.name)
    return SurveyData(
        records=tuple(kept),
        levels={variable.key: _levels(variable, kept) for variable in mapping.all_variables()},
        dropped=(*reader.dropped, *dropped),
        notes=(*table.notes, *reader.notes(), *_empty_questions(mapping, kept)),
    )


def _columns(table: RawTable, mapping: SurveyMapping) -> dict[str, int]:
    """Look up every column the mapping names."""
    names = [
        mapping.respondent,
        *(column for variable in mapping.all_variables() for column in variable.all_columns()),
        *(question.column for question in mapping.open_questions),
        *(rule.column for rule in mapping.duplicates if not isinstance(rule, str)),
    ]
    return {name: table.index_of(name) for name in names}


class _RecordReader:
    """Reads rows into records and remembers what is worth telling."""

    def __init__(self, table: RawTable, mapping: SurveyMapping, columns: dict[str, int]) -> None:
        self.table = table
        self.mapping = mapping
        self.columns = columns
        self.dropped: list[str] = []
        self.repaired: list[int] = []
        self.long: list[str] = []
        self.strange: dict[str, Counter[str]] = {}

    def records(self, row: RawRow) -> list[SurveyRecord]:
        """Return the records of one row: mostly one, more when filled in for several respondents."""
        answers = {
            question.id: answer
            for question in self.mapping.open_questions
            if (answer := self._answer(row, question.column))
        }
        values = {
            variable.key: value
            for variable in self.mapping.all_variables()
            if (value := self._value(row, variable)) is not None
        }
        names = self._respondents(row)
        if not names:
            if answers:
                raise InputError(
                    _("er is niet ingevuld wie dit antwoordde. Vul de respondent in of haal de rij weg."),
                    file=self.table.name,
                    row=row.number,
                    column=self.mapping.respondent,
                )
            self.dropped.append(_("Rij {row}: geen respondent en geen antwoorden.").format(row=row.number))
        return [SurveyRecord(name, row, values, answers) for name in names]

    def _respondents(self, row: RawRow) -> list[str]:
        cell = repair_encoding(clean_text(row.cells[self.columns[self.mapping.respondent]]))
        separator = self.mapping.split_respondent
        names = [one_line(part) for part in (cell.split(separator) if separator else [cell])]
        for name in names:
            if len(name) > MAX_RESPONDENT_LENGTH:
                raise InputError(
                    _(
                        "de naam van de respondent is langer dan {limit} tekens; is dit de goede kolom?"
                    ).format(limit=MAX_RESPONDENT_LENGTH),
                    file=self.table.name,
                    row=row.number,
                    column=self.mapping.respondent,
                )
        return list({folded(name): name for name in names if name}.values())

    def _answer(self, row: RawRow, column: str) -> str:
        text = clean_text(row.cells[self.columns[column]])
        repaired = repair_encoding(text)
        if repaired != text:
            self.repaired.append(row.number)
        if len(repaired) > LONG_ANSWER:
            self.long.append(
                _("Rij {row}, kolom {column}: een antwoord van {n} tekens; is het er echt één?").format(
                    row=row.number, column=column, n=format_number(len(repaired))
                )
            )
        return clean_text(repaired)

    def _value(self, row: RawRow, variable: VariableMapping) -> str | None:
        if variable.type in SEVERAL:
            return self._several(row, variable)
        text = self._cell(row, variable.column)
        if not text:
            return None
        if variable.type == "number":
            number = parse_number(text, decimal=self.table.decimal)
            if number is None:
                raise InputError(
                    _(
                        "'{value}' is geen getal. Verbeter het, maak de cel leeg of maak er een category van."
                    ).format(value=text[:60]),
                    file=self.table.name,
                    row=row.number,
                    column=variable.column,
                )
            return number_text(number)
        return self._level(text, variable)

    def _cell(self, row: RawRow, column: str) -> str:
        return repair_encoding(one_line(row.cells[self.columns[column]]))

    def _level(self, text: str, variable: VariableMapping) -> str:
        for level in variable.order:
            if folded(level) == folded(text):
                return level
        if variable.order:
            self.strange.setdefault(variable.key, Counter())[text] += 1
        return text

    def _several(self, row: RawRow, variable: VariableMapping) -> str | None:
        """Return the answers given at once as a JSON list; nothing where nothing at all was filled in."""
        cells = [self._cell(row, column) for column in variable.all_columns()]
        if not any(cells):
            return None
        if variable.separator:
            chosen = [one_line(part) for part in cells[0].split(variable.separator)]
        elif variable.type == "ranked":
            chosen = cells
        else:
            options = variable.order or variable.columns
            cells_of = zip(options, variable.columns, cells, strict=True)
            chosen = [option for option, column, cell in cells_of if self._ticked(row, column, cell, option)]
        levels = [self._level(text, variable) for text in chosen if text]
        return json.dumps(list(dict.fromkeys(levels)), ensure_ascii=False)

    def _ticked(self, row: RawRow, column: str, cell: str, option: str) -> bool:
        """Tell whether an answer with a column of its own was chosen."""
        text = folded(cell)
        if text in TICKED or text in {folded(option), folded(column)}:
            return True
        if text in NOT_TICKED:
            return False
        raise InputError(
            _("'{value}' zegt niet of '{option}' gekozen is; gebruik 1 en 0, of ja en nee.").format(
                value=cell[:60], option=option
            ),
            file=self.table.name,
            row=row.number,
            column=column,
        )

    def notes(self) -> list[str]:
        """Return what a person should know about what was read."""
        notes = list(self.long)
        if self.repaired:
            n = len(self.repaired)
            notes.append(
                ngettext(
                    "In {n} antwoord zijn verminkte tekens hersteld (rij {row}).",
                    "In {n} antwoorden zijn verminkte tekens hersteld (het eerste in rij {row}).",
                    n,
                ).format(n=n, row=self.repaired[0])
            )
        for key, counts in self.strange.items():
            values = ", ".join(f"'{value[:40]}' ({n}×)" for value, n in counts.most_common(5))
            notes.append(
                _("Variabele {key}: niet in de opgegeven volgorde, achteraan gezet: {values}.").format(
                    key=key, values=values
                )
            )
        return notes


def _levels(variable: VariableMapping, records: Iterable[SurveyRecord]) -> list[str | float]:
    """Return the categories in their order, or the bounds of the classes."""
    if variable.type == "number":
        return [int(bound) if bound.is_integer() else bound for bound in variable.classes]
    given = (record.values[variable.key] for record in records if variable.key in record.values)
    if variable.type in SEVERAL:
        given = (level for values in given for level in json.loads(values))
    known = variable.order or (variable.columns if variable.type == "multiple" else [])
    rest = sorted((value for value in dict.fromkeys(given) if value not in known), key=_natural)
    return [*known, *rest]


def _natural(value: str) -> tuple[float, str]:
    """Sort 2 before 10, and numbers before words."""
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return (float(digits) if digits else float("inf"), folded(value))


def _empty_questions(mapping: SurveyMapping, records: list[SurveyRecord]) -> list[str]:
    return [
        _("Vraag {id}: niemand heeft iets geantwoord.").format(id=question.id)
        for question in mapping.open_questions
        if not any(question.id in record.answers for record in records)
    ]
