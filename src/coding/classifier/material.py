"""What a question has to learn from: its texts, their lemmas, and the codings that count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from coding.classifier.snapshot import LearnedText, Snapshot
from coding.codings import Basis, Codings
from coding.language import Language
from coding.store import Database, question_id
from coding.store.schema import Segment


@dataclass(frozen=True)
class Coded:
    """The codes of a text that somebody read, and what they rest on."""

    codes: frozenset[str]
    basis: str


@dataclass(frozen=True)
class Material:
    """All texts of a question; ``coded`` are the places of those to learn from, with their codes.

    ``contexts`` are the headings over each passage; of answers they are empty.
    """

    segment_ids: list[int]
    texts: list[str]
    lemmas: list[list[str]]
    contexts: list[str]
    documents: list[int]
    coded: list[int]
    label_sets: list[frozenset[str]]
    bases: list[str]

    @property
    def coded_ids(self) -> list[int]:
        """The segments to learn from."""
        return [self.segment_ids[row] for row in self.coded]

    def snapshot(self) -> Snapshot:
        """Return what is learned from, to be kept."""
        return Snapshot.of(
            [
                LearnedText(self.segment_ids[row], tuple(sorted(codes)), basis, self.documents[row])
                for row, codes, basis in zip(self.coded, self.label_sets, self.bases, strict=True)
            ]
        )


def read_coded(database: Database, question_key: str, *, unresolved: bool = False) -> dict[int, Coded]:
    """Return the codes of every segment that somebody read.

    Parameters
    ----------
    unresolved
        Also where people still differ; nothing is learned from those.
    """
    codes: dict[int, set[str]] = {}
    bases: dict[int, str] = {}
    combined = Codings(database).combined(question_key)
    if not unresolved:
        combined = combined[combined["basis"] != Basis.UNRESOLVED.value]
    for segment_id, code, basis in zip(
        combined["segment_id"], combined["code"], combined["basis"], strict=True
    ):
        codes.setdefault(int(segment_id), set()).update([] if code is None else [str(code)])
        bases[int(segment_id)] = str(basis)
    return {segment_id: Coded(frozenset(found), bases[segment_id]) for segment_id, found in codes.items()}


def coded_then(snapshot: Snapshot) -> dict[int, Coded]:
    """Return the codes of every segment as they were when a snapshot was taken."""
    return {text.segment: Coded(frozenset(text.codes), text.basis) for text in snapshot.texts}


def read_material(
    database: Database, language: Language, question_key: str, coded: Mapping[int, Coded]
) -> Material:
    """Read all texts of a question, with the codes to learn from."""
    found = language.lemmas(question_key)
    lemmas = dict(zip(found["segment_id"], found["lemmas"], strict=True))
    with database.read() as connection:
        segments = connection.execute(
            select(Segment.id, Segment.text, Segment.document_id, Segment.headings)
            .where(Segment.question_id == question_id(connection, question_key), Segment.codable)
            .order_by(Segment.id)
        ).all()
    places = [place for place, segment in enumerate(segments) if segment.id in coded]
    own: Sequence[Coded] = [coded[segments[place].id] for place in places]
    return Material(
        segment_ids=[segment.id for segment in segments],
        texts=[segment.text for segment in segments],
        lemmas=[lemmas.get(segment.id, []) for segment in segments],
        contexts=[" ".join(segment.headings or ()) for segment in segments],
        documents=[segment.document_id for segment in segments],
        coded=places,
        label_sets=[one.codes for one in own],
        bases=[one.basis for one in own],
    )
