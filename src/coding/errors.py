"""Errors that are meant for the person at the keyboard: what is wrong, where, and what to do."""


class CodingError(Exception):
    """A problem the user can mend; its text is shown as it is, without a traceback."""


class InputError(CodingError):
    """A file or value from outside is not usable.

    Parameters
    ----------
    problem
        What is wrong and what to do about it, one or two sentences.
    file, row, column
        Where it is wrong, as the user knows it (rows counted from 1, the header being row 1).
    """

    def __init__(
        self, problem: str, *, file: str | None = None, row: int | None = None, column: str | None = None
    ) -> None:
        from coding.i18n import _

        where = [file] if file else []
        if row is not None:
            where.append(_("rij {row}").format(row=row))
        if column:
            where.append(_("kolom {column}").format(column=column))
        super().__init__(f"{', '.join(where)}: {problem}" if where else problem)
        self.problem = problem
        self.file = file
        self.row = row
        self.column = column


class NotFoundError(CodingError):
    """Something that was asked for by name or number does not exist in this project."""


class StaleWriteError(CodingError):
    """Somebody else changed the same thing in the meantime; nothing was written."""
