"""What was read from a file, as it waits for its review: texts apart, everything else as plain values."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from coding.corpus import (
    Block,
    RawRow,
    ReadDocument,
    SurveyData,
    SurveyMapping,
    SurveyRecord,
)


@dataclass(frozen=True)
class StagedText:
    """One text: whose it is, where it stands in words for people, and the text itself."""

    belongs: str
    label: str
    text: str


def survey_texts(data: SurveyData, *, leave_out: Callable[[str, str, str], bool]) -> list[StagedText]:
    """Return the answers of a survey, respondent by respondent.

    Parameters
    ----------
    data
        The survey as it was read.
    leave_out
        Called with respondent, question and answer: whether that answer is in the project already.
    """
    return [
        StagedText(record.respondent, f"{key} · {record.respondent}", text)
        for record in data.records
        for key, text in record.answers.items()
        if not leave_out(record.respondent, key, text)
    ]


def survey_payload(data: SurveyData, mapping: SurveyMapping, texts: Sequence[StagedText]) -> dict[str, Any]:
    """Return a survey as plain values; an answer that is in ``texts`` is named by its place there."""
    places = {(text.belongs, text.label): place for place, text in enumerate(texts)}
    return {
        "mapping": mapping.to_dict(),
        "levels": data.levels,
        "dropped": list(data.dropped),
        "notes": list(data.notes),
        "records": [
            {
                "respondent": record.respondent,
                "row": record.row.number,
                "values": record.values,
                "answers": {
                    key: places[(record.respondent, f"{key} · {record.respondent}")]
                    for key in record.answers
                    if (record.respondent, f"{key} · {record.respondent}") in places
                },
            }
            for record in data.records
        ],
    }


def survey_from(payload: Mapping[str, Any], texts: Sequence[str]) -> tuple[SurveyData, SurveyMapping]:
    """Return the survey with the given texts for its answers; the others are in the project already."""
    # A file that waits since before these were looked at has neither.
    places = payload.get("strings", {})
    private = payload.get("respondents", {})
    strings = _distinct({string: texts[place] for string, place in places.items()})
    respondents = _renamed(
        [record["respondent"] for record in payload["records"]],
        {name for name, place in private.items() if texts[place] != name},
    )
    records = tuple(
        SurveyRecord(
            respondent=respondent,
            row=RawRow(record["row"], ()),
            values=_with(strings, record["values"]),
            answers={key: texts[place] for key, place in record["answers"].items()},
        )
        for respondent, record in zip(respondents, payload["records"], strict=True)
    )
    data = SurveyData(
        records=records,
        levels=_with(strings, payload["levels"]),
        dropped=tuple(payload["dropped"]),
        notes=tuple(payload["notes"]),
    )
    return data, SurveyMapping.model_validate(_with(strings, payload["mapping"]))


def _distinct(strings: Mapping[str, str]) -> dict[str, str]:
    """Return what becomes of each string; what was not the same stays apart (*Jan* and *Jan de Vries*)."""
    taken: set[str] = set()
    new = {}
    for string, text in strings.items():
        one, number = text, 1
        while one in taken:
            number += 1
            one = f"{text} ({number})"
        taken.add(one)
        new[string] = one
    return new


def _renamed(respondents: Sequence[str], private: Collection[str]) -> list[str]:
    """Return the respondents with a number for those whose name is not kept."""
    taken = {name.casefold() for name in respondents}
    numbers = (number for number in count(1) if f"respondent {number}" not in taken)
    return [f"respondent {next(numbers)}" if name in private else name for name in respondents]


def _with(strings: Mapping[str, str], value: Any) -> Any:
    """Return plain values with other words for the strings in them."""
    if isinstance(value, str):
        return strings.get(value, value)
    if isinstance(value, dict):
        return {strings.get(key, key): _with(strings, child) for key, child in value.items()}
    return [_with(strings, child) for child in value] if isinstance(value, list) else value


def report_texts(document: ReadDocument, *, page_label: Callable[[int], str]) -> list[StagedText]:
    """Return the blocks of a report; the last text is its title, where the document has one."""
    texts = [
        StagedText("", "" if block.page is None else page_label(block.page), block.text)
        for block in document.blocks
    ]
    return [*texts, StagedText("", "", document.title)] if document.title else texts


def report_payload(document: ReadDocument, **details: Any) -> dict[str, Any]:
    """Return a report as plain values, without its texts."""
    headings = [block.text for block in document.blocks]
    return {
        **details,
        "notes": list(document.notes),
        "blocks": [
            {
                "kind": block.kind,
                "page": block.page,
                "level": block.level,
                "headings": [_place(heading, headings) for heading in block.headings],
            }
            for block in document.blocks
        ],
    }


def _place(heading: str, texts: Sequence[str]) -> int:
    """Return which block a heading is; -1 for one that is no block, which then goes unnamed."""
    return texts.index(heading) if heading in texts else -1


def report_from(payload: Mapping[str, Any], texts: Sequence[str]) -> ReadDocument:
    """Return the report with the given texts for its blocks."""
    blocks = tuple(
        Block(
            text=texts[place],
            kind=block["kind"],
            page=block["page"],
            level=block["level"],
            headings=tuple(texts[heading] for heading in block["headings"] if heading >= 0),
        )
        for place, block in enumerate(payload["blocks"])
    )
    title = texts[len(blocks)] if len(texts) > len(blocks) else None
    return ReadDocument(blocks=blocks, title=title, notes=tuple(payload["notes"]))


def without_left_out(document: ReadDocument) -> ReadDocument:
    """Return a report without the lines that are no part of its text."""
    return replace(document, left_out=())
