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


def os_reason(error: OSError) -> str:
    """Return why a file or folder cannot be used; the system itself says so in English."""
    import errno

    from coding.i18n import _

    reasons = {
        errno.ENOENT: _("dat bestand of die map bestaat niet"),
        errno.EISDIR: _("dat is een map, geen bestand"),
        errno.ENOTDIR: _("een deel van het pad is geen map"),
        errno.EACCES: _("dat mag niet met uw rechten op deze map"),
        errno.EPERM: _("dat mag niet met uw rechten op deze map"),
        errno.EROFS: _("hier kan alleen worden gelezen"),
        errno.ENOSPC: _("de schijf is vol"),
        errno.ENAMETOOLONG: _("de naam is te lang"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)
