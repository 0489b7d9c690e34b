"""A survey about the bus that can be counted by hand, who codes it, and models of it."""

from typing import Any, cast

import pandas as pd
from sqlalchemy import insert, select

from coding.classifier import Classifiers
from coding.codings import JudgementUpdate
from coding.corpus import make_mapping
from coding.project import Project
from coding.store.schema import AuditDraw, AuditItem, Question, utc_now
from coding.tables import Tables, ThemeTable

N = 40
MAPPING = make_mapping(
    {
        "id": "bus",
        "respondent": "wie",
        "variables": [
            {"column": "stad", "order": ["ja", "nee"]},
            {"column": "gewicht", "type": "number"},
            {"column": "reist", "order": ["ja", "nee"]},
        ],
        "closed_questions": [
            {"columns": ["trein", "fiets"], "id": "8", "text": "Wat nog meer?", "type": "multiple"},
            {"columns": ["eerst", "dan"], "id": "9", "text": "Wat knelt het meest?", "type": "ranked"},
        ],
        "open_questions": [
            {
                "column": "antwoord",
                "id": "7",
                "text": "Wat vindt u van de bus?",
                "codebook": "vervoer",
                "asked_if": {"column": "reist", "values": ["ja"]},
            }
        ],
    }
)
HEADER = "wie;stad;gewicht;reist;trein;fiets;eerst;dan;antwoord"


def survey(*, odd: int = 0, weight: str = "2") -> bytes:
    """Return 40 who travel and answer, 8 who travel only, 12 who do not travel, ``odd`` of whom answer."""
    rows = [
        f"R{i};{'ja' if i % 4 == 0 else 'nee'};{1 if i % 2 else weight};ja;{i % 2};{i % 3 == 0:d};"
        f"{'prijs' if i % 5 == 0 else 'tijd'};{'tijd' if i % 5 == 0 else ''};antwoord {i}"
        for i in range(N)
    ]
    rows += [f"S{i};ja;1;ja;;;;;" for i in range(8)]
    rows += [f"T{i};nee;1;nee;;;;;{'toch' if i < odd else ''}" for i in range(12)]
    return "\n".join([HEADER, *rows, ""]).encode()


def bring_in(project: Project, **more: Any) -> list[int]:
    project.corpus.import_survey(survey(**more), name="bus.csv", mapping=MAPPING)
    return [int(number) for number in project.corpus.segments("7")["id"]]


def code(place: int) -> str:
    """Return the code that the answer at a place should have: a quarter 'laat', the others 'duur'."""
    return "laat" if place % 4 == 0 else "duur"


def judge(project: Project, segments: list[int], codes: list[str], *, coder: str = "Anna") -> None:
    number = project.codings.ensure_coder(coder)
    updates = [
        JudgementUpdate(segment, frozenset({given}), read=True, client=coder, revision=place)
        for place, (segment, given) in enumerate(zip(segments, codes, strict=True), start=1)
    ]
    project.codings.judge(updates, coder_id=number)


def row(table: ThemeTable, of: str) -> "pd.Series[Any]":
    return table.rows.set_index("code").loc[of]


def says(table: ThemeTable, words: str) -> bool:
    return any(words in note for note in table.notes)


class Predicting:
    """A model that is sure: 'laat' where the answer's place is a multiple of four, else 'duur'."""

    def __init__(self, segments: list[int]) -> None:
        self._segments = segments

    def left_out_probabilities(self, _question: str) -> pd.DataFrame:
        """Return what the model says of every answer."""
        rows = [(segment, code(place), 0.9) for place, segment in enumerate(self._segments)]
        return pd.DataFrame(rows, columns=["segment_id", "code", "probability"])


class Unready:
    """No model yet."""

    def left_out_probabilities(self, _question: str) -> None:
        """Return nothing."""


def with_model(project: Project, segments: list[int]) -> Tables:
    return Tables(project.database, lambda: cast(Classifiers, Predicting(segments)))


def draw_audit(project: Project, segments: list[int], *, n_taken: int) -> None:
    """Keep an order drawn by chance, of which so many had their turn."""
    with project.database.write() as connection:
        question = connection.scalar(select(Question.id).where(Question.key == "7"))
        made = insert(AuditDraw).values(
            question_id=question, seed=1, share=0.5, n_population=len(segments), n_reserve=n_taken
        )
        number = connection.execute(made.returning(AuditDraw.id)).scalar_one()
        moment = utc_now()
        rows = [
            {
                "draw_id": number,
                "rank": rank,
                "segment_id": segment,
                "taken_at": moment if rank <= n_taken else None,
            }
            for rank, segment in enumerate(segments, start=1)
        ]
        connection.execute(insert(AuditItem), rows)
