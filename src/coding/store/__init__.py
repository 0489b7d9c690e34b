"""The project's tables, their migrations, and the one way to write."""

from coding.store.copies import back_up, copy_file, restore
from coding.store.database import Database, database_url
from coding.store.migrate import known_revisions
from coding.store.questions import question_id, unknown_question
from coding.store.reasons import explain
from coding.store.rows import plain_rows

__all__ = [
    "Database",
    "back_up",
    "copy_file",
    "database_url",
    "explain",
    "known_revisions",
    "plain_rows",
    "question_id",
    "restore",
    "unknown_question",
]
