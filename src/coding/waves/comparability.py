"""What makes waves less comparable: another question, another meaning of a code, what was not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, func, select

from coding.codebook import CodebookContent, Codebooks, StoredCodebook, difference, field_names
from coding.codings import Origin
from coding.i18n import _
from coding.store.schema import CodebookVersion, CodingEvent, Question, Segment

MEANING = ("definition", "include", "exclude", "parent", "exclusive", "merged_into", "retired")
"""Fields of a code that say what counts under it."""


@dataclass(frozen=True)
class CodedWave:
    """With which versions of the codebook the answers of a wave were coded.

    ``first`` and ``last``: numbers of versions; ``content``: the last one.
    """

    wave: str
    first: int
    last: int
    content: CodebookContent


def coded_wave(connection: Connection, wave: str, question: str, newest: StoredCodebook) -> CodedWave:
    """Find out with which versions the answers to a question were coded; without codings the newest."""
    row = connection.execute(
        select(func.min(CodebookVersion.number), func.max(CodebookVersion.number))
        .join(CodingEvent, CodingEvent.codebook_version_id == CodebookVersion.id)
        .join(Segment, Segment.id == CodingEvent.segment_id)
        .join(Question, Question.id == Segment.question_id)
        .where(
            Question.key == question,
            CodebookVersion.codebook_id == newest.codebook_id,
            CodingEvent.origin != Origin.CODEBOOK.value,
        )
    ).one()
    first, last = row[0] or newest.number, row[1] or newest.number
    content = Codebooks.read_version(connection, newest.codebook_id, last).content
    return CodedWave(wave, first, last, content)


def wording_warnings(texts: Mapping[str, str]) -> list[str]:
    """Say that a question is not worded alike in all waves, and how it is in each.

    Parameters
    ----------
    texts
        The question by wave, in order.
    """
    shown = {wave: " ".join(text.split()) for wave, text in texts.items()}
    if len({text.casefold() for text in shown.values()}) < 2:
        return []
    each = " ".join(
        _("{wave}: „{text}”").format(wave=wave, text=text) + ("" if text.endswith((".", "?", "!")) else ".")
        for wave, text in shown.items()
    )
    return [_("De vraag luidt niet in elke meting hetzelfde. {each}").format(each=each)]


def version_warnings(waves: Sequence[CodedWave]) -> list[str]:
    """Say that waves were coded with different versions of the codebook."""
    spans = {(wave.first, wave.last) for wave in waves}
    if len(spans) < 2 and all(wave.first == wave.last for wave in waves):
        return []
    each = ", ".join(
        _("{wave} met versie {n}").format(wave=wave.wave, n=wave.first)
        if wave.first == wave.last
        else _("{wave} met versie {first} tot en met {last}").format(
            wave=wave.wave, first=wave.first, last=wave.last
        )
        for wave in waves
    )
    return [_("Niet alles is met dezelfde versie van het codeboek gecodeerd: {each}.").format(each=each)]


def meaning_remarks(waves: Sequence[CodedWave]) -> dict[tuple[str, str, str], str]:
    """Return per code and pair of successive waves what differs in its meaning.

    Returns
    -------
    Sentences by (code, earlier wave, later wave).
    """
    names = field_names()
    found: dict[tuple[str, str, str], str] = {}
    for before, after in pairwise(waves):
        for entry in difference(before.content, after.content).codes:
            place = (entry.id, before.wave, after.wave)
            fields = [names[name] for name in entry.changed if name in MEANING]
            if entry.before is None:
                found[place] = _("bestond nog niet toen {wave} werd gecodeerd").format(wave=before.wave)
            elif fields:
                found[place] = _("anders sinds {wave}: {fields}").format(
                    wave=before.wave, fields=", ".join(dict.fromkeys(fields))
                )
    return found
