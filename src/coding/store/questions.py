"""Finding a question by its key; the one error for a key that is not there."""

from sqlalchemy import Connection, select

from coding.errors import NotFoundError
from coding.i18n import _, ngettext
from coding.store.schema import PseudonymBatch, Question

_WAITING = "waiting"


def question_id(connection: Connection, key: str) -> int:
    """Return the number of a question.

    Raises
    ------
    NotFoundError
        When there is none by that key; see `unknown_question`.
    """
    found = connection.scalar(select(Question.id).where(Question.key == key))
    if found is None:
        raise unknown_question(connection, key)
    return int(found)


def unknown_question(connection: Connection, key: str) -> NotFoundError:
    """Return what is said of a key that is not there: which are, and which files still wait."""
    known = ", ".join(connection.scalars(select(Question.key).order_by(Question.position)))
    message = _("Vraag '{key}' bestaat niet in dit project; er zijn: {known}.").format(
        key=key, known=known or _("geen")
    )
    names = connection.scalars(
        select(PseudonymBatch.name).where(PseudonymBatch.state == _WAITING).order_by(PseudonymBatch.id)
    ).all()
    if names:
        waits = ngettext(
            "{files} wacht nog tot de persoonsgegevens zijn nagekeken; vragen daaruit zijn er pas daarna. "
            "Doe dat op de pagina Privacy, of geef het vrij met `coding review --release NUMMER`.",
            "{files} wachten nog tot de persoonsgegevens zijn nagekeken; vragen daaruit zijn er pas daarna. "
            "Doe dat op de pagina Privacy, of geef ze vrij met `coding review --release NUMMER`.",
            len(names),
        )
        message += " " + waits.format(files=", ".join(names))
    return NotFoundError(message)
