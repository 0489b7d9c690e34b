"""What stands beside the answers and can name people all the same: values, columns, respondents, files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from coding.corpus import RawTable, SurveyData, SurveyMapping, VariableMapping
from coding.errors import InputError
from coding.i18n import _, format_number, ngettext
from coding.pseudonyms.findings import PERSON, Finding, kind_label, without_overlap
from coding.pseudonyms.replace import Placeholders
from coding.pseudonyms.staged import StagedText

if TYPE_CHECKING:
    from coding.pseudonyms.recognise import Recogniser

NUMBERED = re.compile(r"respondent \d+")
"""A respondent whose name was replaced; the same in every interface language, for it is data."""
# No respondent is called so, for names are one line: what is said of nobody in particular.
_NOBODY = "\n"


@dataclass(frozen=True)
class Besides:
    """What a survey says beside its answers.

    Attributes
    ----------
    data
        The survey, with respondents numbered where most of them are known by their name or address, and
        its notes without personal data.
    strings
        Values, names of columns and questions in which something was found, and what shares a column with
        them: the words and where they stand.
    respondents
        The respondents, where some of them are known by a name or an address.
    warnings
        What a person should know before this is stored, a sentence each.
    """

    data: SurveyData
    strings: Mapping[str, str]
    respondents: tuple[str, ...]
    warnings: tuple[str, ...]

    def texts(self) -> list[StagedText]:
        """Return what waits for the review: strings, then respondents."""
        label = _("respondent")
        return [
            *(StagedText(_NOBODY, where, string) for string, where in self.strings.items()),
            *(StagedText(name, label, name) for name in self.respondents),
        ]

    def payload(self, first: int) -> dict[str, Any]:
        """Return where the words went: the texts of `texts` come from place ``first`` on."""
        after = first + len(self.strings)
        return {
            "strings": {string: first + place for place, string in enumerate(self.strings)},
            "respondents": {name: after + place for place, name in enumerate(self.respondents)},
        }


def look_besides(
    table: RawTable, data: SurveyData, mapping: SurveyMapping, *, recogniser: "Recogniser"
) -> Besides:
    """Look for personal data in everything of a survey that is no answer.

    Raises
    ------
    InputError
        Naming a column of numbers that are telephone numbers and the like: a number cannot be replaced.
    """
    warnings: list[str] = []
    strings: dict[str, str] = {}
    for variable in mapping.all_variables():
        if variable.type == "number":
            _refuse_private_numbers(table, variable, recogniser)
            continue
        found = _values(data, variable, recogniser, warnings)
        where = _("kenmerk {column}").format(column=variable.all_columns()[0])
        strings |= dict.fromkeys(found, where)
    names = _names_of_columns(mapping)
    private = [name for name, found in zip(names, recogniser.find_all(names), strict=True) if found]
    if private:
        warnings.append(
            ngettext(
                "In de naam van {n} kolom of vraag staan persoonsgegevens; die wacht mee op het nakijken.",
                "In de namen van {n} kolommen of vragen staan persoonsgegevens; die wachten mee op het "
                "nakijken.",
                len(private),
            ).format(n=len(private))
        )
        strings |= dict.fromkeys(private, _("naam van een kolom of vraag"))
    if scrubbed(mapping.id, recogniser) != mapping.id:
        warnings.append(
            _(
                "In de korte naam van de peiling staan persoonsgegevens, en die wordt zo bewaard: kies "
                "een andere."
            )
        )
    respondents = _respondents(data, recogniser, warnings)
    if len(respondents) * 2 > len(data.records):
        data, respondents = _numbered(data), ()
    elif respondents:
        respondents = tuple(record.respondent for record in data.records)
    return Besides(
        data=replace(
            data, dropped=_without(data.dropped, recogniser), notes=_without(data.notes, recogniser)
        ),
        strings=strings,
        respondents=respondents,
        warnings=tuple(warnings),
    )


def _values(
    data: SurveyData, variable: VariableMapping, recogniser: "Recogniser", warnings: list[str]
) -> list[str]:
    """Return the different values of a variable in which something is found, with those beside them."""
    held = [record.values[variable.key] for record in data.records if variable.key in record.values]
    values = list(dict.fromkeys([*held, *variable.order]))
    found = {value: kinds for value, kinds in zip(values, recogniser.find_all(values), strict=True) if kinds}
    if not found:
        return []
    warnings.append(
        ngettext(
            "Kolom '{column}' (kenmerk): {n} waarde met persoonsgegevens ({kinds}), bij {people} "
            "respondenten. Die wacht mee op het nakijken; of sla de kolom over.",
            "Kolom '{column}' (kenmerk): {n} waarden met persoonsgegevens ({kinds}), bij {people} "
            "respondenten. Ze wachten mee op het nakijken; of sla de kolom over.",
            len(found),
        ).format(
            column=variable.column,
            n=format_number(len(found)),
            kinds=_kinds(found.values()),
            people=format_number(sum(value in found for value in held)),
        )
    )
    return values


def _refuse_private_numbers(table: RawTable, variable: VariableMapping, recogniser: "Recogniser") -> None:
    cells = [cell.strip() for cell in table.column(variable.column) if cell.strip()]
    found = [kinds for kinds in recogniser.find_all(cells) if kinds]
    if cells and len(found) * 2 > len(cells):
        raise InputError(
            _(
                "in {n} van de {total} cellen staan persoonsgegevens ({kinds}), en een getal kan niet worden "
                "vervangen. Sla de kolom over of maak er een category van."
            ).format(n=format_number(len(found)), total=format_number(len(cells)), kinds=_kinds(found)),
            file=table.name,
            column=variable.column,
        )


def _kinds(found: Iterable[Sequence[Finding]]) -> str:
    kinds = dict.fromkeys(finding.kind for findings in found for finding in findings)
    return ", ".join(map(kind_label, kinds))


def _names_of_columns(mapping: SurveyMapping) -> list[str]:
    names = [mapping.title, mapping.respondent]
    for variable in mapping.all_variables():
        names += [*variable.all_columns(), variable.label]
    for question in mapping.open_questions:
        names += [question.column, question.text]
    return list(dict.fromkeys(name for name in names if name))


def _respondents(data: SurveyData, recogniser: "Recogniser", warnings: list[str]) -> tuple[str, ...]:
    """Return the respondents that are known by a name, an address or a number of their own."""
    names = [record.respondent for record in data.records]
    found = {name: kinds for name, kinds in zip(names, recogniser.find_all(names), strict=True) if kinds}
    if not found:
        return ()
    if len(found) * 2 > len(names):
        sentence = _(
            "{n} van de {total} respondenten staan er met persoonsgegevens ({kinds}): ze heten straks alle "
            "'respondent 1', 'respondent 2' en zo verder. Wie wie is, wordt niet bewaard; een nieuwere "
            "uitdraai kan deze peiling daarom niet aanvullen. Liever niet? Kies een kolom met een nummer als "
            "respondent."
        )
    else:
        sentence = _(
            "{n} van de {total} respondenten staan er met persoonsgegevens ({kinds}); ze wachten mee op het "
            "nakijken en krijgen dan een nummer."
        )
    n, total = format_number(len(found)), format_number(len(names))
    warnings.append(sentence.format(n=n, total=total, kinds=_kinds(found.values())))
    return tuple(found)


def _numbered(data: SurveyData) -> SurveyData:
    """Return the survey with a number for every respondent."""
    records = tuple(
        replace(record, respondent=f"respondent {number}")
        for number, record in enumerate(data.records, start=1)
    )
    return replace(data, records=records)


def _without(sentences: Sequence[str], recogniser: "Recogniser") -> tuple[str, ...]:
    """Return sentences for people with placeholders: they quote rows, and they stay."""
    found = recogniser.find_all(sentences)
    return tuple(
        Placeholders().replace(sentence, findings)
        for sentence, findings in zip(sentences, found, strict=True)
    )


def scrubbed(name: str, recogniser: "Recogniser") -> str:
    """Return the name of a file with placeholders for who is named in it.

    Examples
    --------
    >>> from coding.pseudonyms import Recogniser
    >>> scrubbed("interview_jan_de_wit.docx", Recogniser())
    'interview_[PERSOON-1].docx'
    """
    path = PurePath(name)
    stem = path.stem if path.suffix else name
    spaced = stem.replace("_", " ")
    # In the name of a file names mostly have no capitals, and signs for blanks.
    titled = re.sub(r"[_.-]", " ", stem).title()
    found = [*recogniser.find(stem), *recogniser.find(spaced)]
    if len(titled) == len(stem):
        found += [finding for finding in recogniser.find(titled) if finding.kind == PERSON]
    return Placeholders().replace(stem, without_overlap(found)) + name[len(stem) :]


def name_warning(before: str, after: str) -> tuple[str, ...]:
    """Say that the name of a file was replaced; nothing where it was not."""
    if before == after:
        return ()
    return (_("In de naam van het bestand staan persoonsgegevens; het heet hier {name}.").format(name=after),)
