"""The codebook of each text, read at every save: what never changes is kept at hand."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import aliased

from coding.codebook import Codebooks, StoredCodebook
from coding.errors import NotFoundError
from coding.i18n import _
from coding.store.schema import CodebookVersion, Question, Segment

_versions = aliased(CodebookVersion)
_newest = (
    select(func.max(_versions.number))
    .where(_versions.codebook_id == Question.codebook_id)
    .correlate(Question)
    .scalar_subquery()
)
_BOOKS = (
    select(Segment.id, Question.key, CodebookVersion.id.label("version"), CodebookVersion.created_at)
    .join(Question, Question.id == Segment.question_id)
    .outerjoin(
        CodebookVersion,
        (CodebookVersion.codebook_id == Question.codebook_id) & (CodebookVersion.number == _newest),
    )
    .where(Segment.id.in_(bindparam("segment_ids", expanding=True)))
)


class CurrentBooks:
    """Looks up the newest codebook version of texts.

    Which version is the newest is asked each time; what stands in a version is read once, for a version
    is never changed.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, datetime], StoredCodebook] = {}

    def of_segments(self, connection: Connection, segment_ids: Sequence[int]) -> dict[int, StoredCodebook]:
        """Return the codebook of each text's question.

        Raises
        ------
        NotFoundError
            When a text does not exist, or its question has no codebook.
        """
        rows = connection.execute(_BOOKS, {"segment_ids": list(segment_ids)}).all()
        missing = set(segment_ids) - {row.id for row in rows}
        if missing:
            raise NotFoundError(_("Tekst {id} bestaat niet.").format(id=min(missing)))
        return {row.id: self._book(connection, row.key, (row.version, row.created_at)) for row in rows}

    def _book(self, connection: Connection, key: str, version: tuple[int, datetime]) -> StoredCodebook:
        # With its time: after a copy was put back, a number can be given out a second time.
        if version not in self._kept:
            self._kept[version] = Codebooks.read_for_question(connection, key)
        return self._kept[version]
