"""What exists of a question, for telling whether what a browser sends makes sense."""

from coding.codebook import StoredCodebook
from coding.project import Project
from coding.ui.components.queue.journal import Known


def read_known(project: Project, question_key: str) -> Known:
    """Return the codes, queues and models of a question.

    Raises
    ------
    NotFoundError
        When there is no such question, or it has no codebook.
    """
    codebook: StoredCodebook = project.codebooks.for_question(question_key)
    return Known(
        codes=frozenset(codebook.code_ids),
        exclusive=frozenset(code.id for code in codebook.content.codes if code.exclusive),
        queues=frozenset(int(number) for number in project.codings.queues(question_key)["id"]),
        models=frozenset(project.classifiers.model_ids(question_key)),
    )
