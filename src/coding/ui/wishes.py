"""What a coder asks for in the coding window beside judging texts: a new code, a note at a code.

It comes with the journal, under a name of its own, so that it is done once however often it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.codebook import similar_codes
from coding.codings import Permission
from coding.errors import CodingError
from coding.i18n import _
from coding.project import Project
from coding.ui.components.incoming import clean_text, whole_number

CODERS_ADD = "coders_add_codes"  # setting: also who may not change the codebook can add a code while coding
LONGEST_LABEL = 200
LONGEST_NOTE = 5000
_SHOWN = 3
_KINDS = ("similar", "code", "note")


@dataclass(frozen=True)
class Wish:
    """One thing asked.

    Attributes
    ----------
    kind
        ``similar``: which codes resemble a label; ``code``: make it; ``note``: write something at a code.
    meant
        That a code is wanted although others resemble it.
    """

    name: str
    kind: str
    label: str = ""
    parent: str | None = None
    meant: bool = False
    code: str = ""
    text: str = ""
    segment_id: int | None = None


def parse_wish(raw: object, *, scope: str) -> Wish | None:
    """Read the wish in a browser's message, which may be anything at all; None where there is none."""
    wish = raw.get("wish") if isinstance(raw, Mapping) and raw.get("scope") == scope else None
    if not isinstance(wish, Mapping) or wish.get("kind") not in _KINDS:
        return None
    texts = {name: wish.get(name, "") for name in ("name", "kind", "label", "code", "text")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["name"]:
        return None
    parent = wish.get("parent")
    return Wish(
        **{name: clean_text(text) for name, text in texts.items()},
        parent=parent if isinstance(parent, str) and parent else None,
        meant=wish.get("meant") is True,
        segment_id=whole_number(wish.get("segment")) or None,
    )


def may_add(project: Project, coder_id: int) -> bool:
    """Tell whether somebody may add a code while coding."""
    if project.team.can(coder_id, Permission.CODEBOOK):
        return True
    return bool(project.settings().get(CODERS_ADD)) and project.team.can(coder_id, Permission.CODE)


def grant(project: Project, wish: Wish, *, question_key: str, coder_id: int) -> dict[str, Any]:
    """Do what is asked, and return the answer for the browser; what cannot be done comes as ``error``."""
    answer: dict[str, Any] = {"name": wish.name, "similar": [], "code": "", "error": ""}
    try:
        if wish.kind == "note":
            _note(project, wish, question_key, coder_id)
            return answer
        content = project.codebooks.for_question(question_key).content
        label = wish.label.strip()
        if not wish.meant and label:
            found = [item.code for item in similar_codes(content, label) if not item.code.retired]
            answer["similar"] = [code.id for code in found[:_SHOWN]]
        if wish.kind == "code" and not answer["similar"]:
            answer["code"] = _add(project, wish, content.id, coder_id)
    except CodingError as error:
        answer["error"] = str(error)
    return answer


def _add(project: Project, wish: Wish, codebook_key: str, coder_id: int) -> str:
    if not may_add(project, coder_id):
        project.team.require(coder_id, Permission.CODEBOOK)
    return project.codebook_steps.add_code(
        codebook_key,
        wish.label[:LONGEST_LABEL],
        parent=wish.parent,
        author=project.team.person(coder_id).name,
        reason=_("Gemaakt tijdens het coderen"),
    )


def _note(project: Project, wish: Wish, question_key: str, coder_id: int) -> None:
    project.team.require(coder_id, Permission.CODE)
    project.code_notes.add(
        project.codebooks.for_question(question_key).content.id,
        wish.code,
        wish.text[:LONGEST_NOTE],
        author_id=coder_id,
        segment_id=wish.segment_id,
    )
