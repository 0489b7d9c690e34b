"""Parts of a report that are no text to code: lists of sources, questionnaires, tables of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coding.corpus import lines as seen
from coding.corpus.blocks import Block

_SOURCES = re.compile(
    r"(?:[\dA-Z.]+\s+)?(?:(?:geraadpleegde|gebruikte)\s+)?"
    r"(?:literatuur(?:lijst|opgave|verwijzingen)?|bronnen(?:lijst)?|bronvermelding|referenties?(?:lijst)?|"
    r"bibliografie|references)(?:\s+(?:en|&)\s+(?:bronnen|literatuur|websites|links|verwijzingen))?\W*",
    re.IGNORECASE,
)
_SOURCE_KINDS = frozenset({"paragraph", "list", "table"})
_QUESTIONNAIRE = re.compile(
    r"\b(?:vragenlijst|enqu[êe]te|topiclijst|interviewleidraad|gespreksleidraad|questionnaire)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?:bijlage|appendix)\b", re.IGNORECASE)
# What only stands in a questionnaire.
_FORM_CUE = re.compile(
    r"[☐☑☒□❏❑]|\bga (?:naar|door naar|verder (?:met|naar)) vraag\b|\banders, (?:namelijk|nl)\b|"
    r"\b(?:antwoord(?:en)?|keuze(?:mogelijkheid|s)?)(?: \w+){0,2} mogelijk\b|\bmaximaal \d+ antwoorden\b|"
    r"\bkruis (?:het|de|uw|aan)\b|\((?:open vraag|één antwoord)\)",
    re.IGNORECASE,
)
_CUE_LENGTH = 350
_ENOUGH_CUES = 4
_BETWEEN_CUES = 40  # blocks
_CONTENTS_LENGTH = 90


def mark_sections(blocks: Sequence[Block]) -> list[Block]:
    """Mark lists of sources, questionnaires and tables of contents; everything else stays as it is."""
    return mark_questionnaires(mark_sources(mark_contents(blocks)))


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands under 'Inhoud' and ends in a page number as table of contents."""
    marked = []
    inside = False
    for block in blocks:
        if inside and block.kind != "toc":
            inside = block.text[-1:].isdigit() and len(block.text) < _CONTENTS_LENGTH
            block = replace(block, kind="toc", level=None) if inside else block
        marked.append(block)
        inside = inside or (block.kind == "heading" and seen.is_toc_heading(block.text))
    return marked


def mark_sources(blocks: Sequence[Block]) -> list[Block]:
    """Mark what stands under 'Literatuur' or 'Referenties', up to the next heading that is not below it."""
    marked = []
    level: int | None = None
    for block in blocks:
        if block.kind == "heading":
            own = block.level or 1
            if _SOURCES.fullmatch(block.text.strip()):
                level = own
            elif level is not None and own <= level:
                level = None
        elif level is not None and block.kind in _SOURCE_KINDS:
            block = replace(block, kind="reference")
        marked.append(block)
    return marked


def mark_questionnaires(blocks: Sequence[Block]) -> list[Block]:
    """Mark questionnaires in an appendix: where many 'Ga naar vraag' and 'Anders, namelijk' come together.

    Its questions look like headings and its choices like list items or remains of a table; all of it is
    a form.
    """
    marked = list(blocks)
    for first, last in _runs_of_cues(blocks):
        start, end = _beginning(blocks, first), _end(blocks, last)
        for index in range(start, end):
            if blocks[index].kind not in {"footnote", "toc"}:
                marked[index] = replace(blocks[index], kind="form", level=None)
    return marked


def _runs_of_cues(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return where runs of blocks with cues begin and end."""
    cues = [
        index
        for index, block in enumerate(blocks)
        if len(block.text) <= _CUE_LENGTH and block.kind != "footnote" and _FORM_CUE.search(block.text)
    ]
    runs: list[list[int]] = []
    for index in cues:
        if runs and index - runs[-1][-1] <= _BETWEEN_CUES:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [(run[0], run[-1]) for run in runs if len(run) >= _ENOUGH_CUES]


def _beginning(blocks: Sequence[Block], first: int) -> int:
    """Return where a questionnaire begins: behind the title above it, else at its first cue."""
    for index in range(first, max(-1, first - _BETWEEN_CUES), -1):
        block = blocks[index]
        if _APPENDIX.match(block.text) or (
            _QUESTIONNAIRE.search(block.text) and len(block.text) <= _CONTENTS_LENGTH
        ):
            return index + (block.kind == "heading")
    return first


def _end(blocks: Sequence[Block], last: int) -> int:
    """Return where a questionnaire ends: at the next appendix or chapter, else at the end of the text."""
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        if _APPENDIX.match(block.text) or (block.kind == "heading" and seen.is_chapter(block.text)):
            return index
        if index - last > _BETWEEN_CUES:
            return last + 1
    return len(blocks)
