"""A question that can be learned from: answers in three kinds, and people who code them."""

import random

from sqlalchemy import update

from coding.codebook import Code, CodebookContent
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.store.schema import Question
from tests.builders import add_answers

QUESTION = "63"
WORDS = {
    "wachtlijsten": ["lange wachtlijsten", "wachttijden jeugdhulp", "wachtlijst bij aanbieders"],
    "administratie": ["dubbele registratie", "te veel formulieren", "administratieve lasten"],
    "geen": ["geen knelpunten", "nee, loopt prima", "geen, alles loopt goed"],
}
FILLER = ["in onze gemeente", "volgens het team", "dit jaar", "sinds kort", "in de wijk", "bij nieuwe vragen"]


def codebook() -> CodebookContent:
    """One code per kind of answer, one that is never given; *geen* stands alone."""
    codes = tuple(
        Code(
            id=code,
            label=code.capitalize(),
            definition=f"Over {code}.",
            include="Altijd.",
            exclude="Nooit.",
            examples=("een", "twee"),
            key_terms=(code,),
            exclusive=code == "geen",
        )
        for code in (*WORDS, "privacy")
    )
    return CodebookContent(id="proef", title="Proef", description="", source="", codes=codes)


def right_code(number: int) -> str:
    """Return the code that fits the answer with this number."""
    return list(WORDS)[number % 3]


def add_learnable(project: Project, n: int = 60, *, seed: int = 0) -> list[int]:
    """Add a question with answers in three kinds; return the segments' numbers."""
    draw = random.Random(seed)
    texts = [
        f"{draw.choice(WORDS[right_code(number)])} {draw.choice(FILLER)} {draw.choice(FILLER)}"
        for number in range(n)
    ]
    segments = add_answers(project, QUESTION, texts)
    stored = project.codebooks.add(codebook(), author="test", reason="test")
    with project.database.write() as connection:
        connection.execute(update(Question).values(codebook_id=stored.codebook_id))
    return segments


def code(
    project: Project,
    segments: list[int],
    *,
    first: int = 0,
    until: int,
    name: str = "Noor",
    instead: dict[int, set[str]] | None = None,
    model_id: int | None = None,
) -> int:
    """Code the answers from number ``first`` up to ``until`` rightly, but those in ``instead``."""
    coder = project.codings.ensure_coder(name)
    project.codings.judge(
        [
            JudgementUpdate(
                segments[number],
                frozenset((instead or {}).get(number, {right_code(number)})),
                read=True,
                client=name,
                revision=number + 1,
                model_id=model_id,
            )
            for number in range(first, until)
        ],
        coder_id=coder,
    )
    return coder
