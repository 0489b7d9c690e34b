"""The project's tables, their migrations, and the one way to write."""

from coding.store.database import Database, database_url
from coding.store.questions import question_id, unknown_question
from coding.store.reasons import explain

__all__ = ["Database", "database_url", "explain", "question_id", "unknown_question"]
