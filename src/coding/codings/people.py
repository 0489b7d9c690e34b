"""Who takes part, as what, and under which login."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, bindparam, exists, insert, or_, select, update
from sqlalchemy.orm import aliased

from coding.codings.model import LONGEST_NAME, Origin, Role
from coding.codings.permissions import NotAllowedError, Permission, can, refusal
from coding.errors import CodingError, NotFoundError
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Coder, CodingEvent, TeamEvent

if TYPE_CHECKING:
    import pandas as pd

LONGEST_LOGIN = 300  # as in the database
_others = aliased(Coder)
_LED = exists().where(_others.active, _others.role == Role.LEAD.value)
_SIGNS_IN = exists().where(_others.login.is_not(None))
# Asked at every save: said once, because making a statement costs more than carrying it out.
_STANDING = select(Coder.role, Coder.active, _LED.label("led"), _SIGNS_IN.label("signs_in")).where(
    Coder.id == bindparam("coder_id")
)


@dataclass(frozen=True)
class Person:
    """Somebody who takes part; ``login`` is what a sign-in server calls them."""

    id: int
    name: str
    role: Role
    active: bool
    login: str | None


def clean_name(name: str) -> str:
    """Return a person's name without needless space.

    Raises
    ------
    CodingError
        When it is empty or too long.
    """
    name = " ".join(name.split())
    if not name:
        raise CodingError(_("Vul een naam in."))
    if len(name) > LONGEST_NAME:
        raise CodingError(_("Een naam is ten hoogste {limit} tekens lang.").format(limit=LONGEST_NAME))
    return name


def clean_login(login: str) -> str:
    """Return a login as it is compared: without space around it, in small letters.

    Examples
    --------
    >>> clean_login(" Anna@Voorbeeld.nl")
    'anna@voorbeeld.nl'
    """
    return login.strip().casefold()


class Team:
    """The people of one project and what they may do.

    As long as nobody leads and nobody signs in, everybody may do everything: on one's own machine a name is
    an agreement, not a lock, and a project of one person or of equals needs no permission from anybody.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def people(self) -> "pd.DataFrame":
        """Return who takes part: id, name, role, active, login."""
        import pandas as pd

        with self._database.read() as connection:
            result = connection.execute(_people().order_by(Coder.name))
            people = pd.DataFrame(result.all(), columns=list(result.keys()))
        # pandas would make a missing login NaN, which counts as something
        people["login"] = people["login"].astype(object).where(people["login"].notna(), None)
        return people

    def person(self, coder_id: int) -> Person:
        """Return one person.

        Raises
        ------
        NotFoundError
            When nobody has that number.
        """
        with self._database.read() as connection:
            return _person(connection, coder_id)

    def by_login(self, login: str) -> Person | None:
        """Return who signs in under this name, active or not."""
        with self._database.read() as connection:
            row = connection.execute(_people().where(Coder.login == clean_login(login))).one_or_none()
        return _as_person(row) if row else None

    def add(
        self, name: str, *, role: Role | str = Role.CODER, login: str | None = None, author: str = ""
    ) -> int:
        """Let somebody take part and return their number.

        Parameters
        ----------
        author
            Who lets them, for the log.

        Raises
        ------
        CodingError
            When somebody has that name or login already.
        """
        name, role = clean_name(name), Role(role)
        with self._database.write() as connection:
            if connection.scalar(select(Coder.id).where(Coder.name == name)) is not None:
                raise CodingError(_("{name} doet al mee; kies een andere naam.").format(name=name))
            return insert_person(connection, name, role, _free_login(connection, login), author)

    def add_newcomer(self, name: str, *, role: Role | str, login: str) -> int:
        """Let somebody take part who was let in by their login, under a name that nobody has yet."""
        login = clean_login(login)
        name = clean_name(name[: LONGEST_NAME - len(login) - 3])
        taken = set(self.people()["name"])
        return self.add(name if name not in taken else f"{name} ({login})", role=role, login=login)

    def join(self, name: str) -> int:
        """Return the number of who says this name on their own machine; the first who comes to work leads.

        People who came with a file of codings, and never coded here, do not count.
        """
        name = clean_name(name)
        with self._database.write() as connection:
            known = connection.scalar(select(Coder.id).where(Coder.name == name))
            if known is not None:
                return known
            role = Role.CODER if _anybody_works_here(connection) else Role.LEAD
            return insert_person(connection, name, role, None, name)

    def change(
        self,
        coder_id: int,
        *,
        role: Role | str | None = None,
        active: bool | None = None,
        login: str | None = None,
        author: str = "",
    ) -> None:
        """Give a person another role or login, or let them stop or start again; their work stays as it is.

        Parameters
        ----------
        login
            An empty one takes it away.
        author
            Who changes it, for the log.

        Raises
        ------
        CodingError
            When the last lead of a team that signs in would stop leading, or the login is somebody else's.
        """
        values: dict[str, object] = {}
        if role is not None:
            values["role"] = Role(role).value
        if active is not None:
            values["active"] = active
        with self._database.write() as connection:
            before = _person(connection, coder_id)
            if login is not None and clean_login(login) != (before.login or ""):
                values["login"] = _free_login(connection, login)
            if values:
                connection.execute(update(Coder).where(Coder.id == coder_id).values(**values))
                _note_changes(connection, before, values, author)
            if before.role is Role.LEAD and before.active and _signs_in(connection) and not _led(connection):
                raise CodingError(_("Er moet iemand hoofdonderzoeker zijn. Geef eerst een ander die rol."))

    # ── permissions ─────────────────────────────────────────────────────────────────────────────

    def permissions(self, coder_id: int | None) -> frozenset[Permission]:
        """Return what somebody may do; None is who did not say who they are."""
        with self._database.look() as connection:
            if coder_id is None:
                on_trust = not _led(connection) and not _signs_in(connection)
                return frozenset(Permission) if on_trust else frozenset()
            row = connection.execute(_STANDING, {"coder_id": coder_id}).one_or_none()
        if row is None:
            raise _unknown(coder_id)
        if not row.active:
            return frozenset()
        on_trust = not row.led and not row.signs_in
        return frozenset(item for item in Permission if on_trust or can(Role(row.role), item))

    def can(self, coder_id: int | None, permission: Permission) -> bool:
        """Tell whether somebody may do something."""
        return permission in self.permissions(coder_id)

    def require(self, coder_id: int | None, permission: Permission) -> None:
        """Refuse, in a sentence for people, where somebody may not do something.

        Raises
        ------
        NotAllowedError
            Saying who may not do what, and what to do.
        """
        if self.can(coder_id, permission):
            return
        if coder_id is None:
            raise NotAllowedError(_("Zeg eerst wie u bent; niet iedereen in dit project mag alles."))
        person = self.person(coder_id)
        if not person.active:
            raise NotAllowedError(
                _(
                    "{name} doet niet meer mee. Een hoofdonderzoeker kan dat wijzigen, op de pagina Beheer."
                ).format(name=person.name)
            )
        raise NotAllowedError(refusal(person.name, person.role, permission))


def insert_person(connection: Connection, name: str, role: Role, login: str | None, author: str) -> int:
    """Write down a new person, and who let them take part, in the caller's transaction."""
    number = connection.execute(
        insert(Coder).values(name=name, role=role.value, active=True, login=login).returning(Coder.id)
    ).scalar_one()
    details = {"role": role.value, "login": login}
    connection.execute(
        insert(TeamEvent).values(coder_id=number, action="add", author=author, details=details)
    )
    return number


def _note_changes(connection: Connection, before: Person, values: Mapping[str, object], author: str) -> None:
    """Write down what is really another than it was."""
    changes = [
        {"coder_id": before.id, "action": what, "author": author, "details": {"before": old, "after": new}}
        for what, new in values.items()
        if (old := getattr(before, what)) != new
    ]
    if changes:
        connection.execute(insert(TeamEvent), changes)


def _people() -> Select[int, str, str, bool, str | None]:
    return select(Coder.id, Coder.name, Coder.role, Coder.active, Coder.login)


def _as_person(row: Row[int, str, str, bool, str | None]) -> Person:
    return Person(row.id, row.name, Role(row.role), bool(row.active), row.login)


def _person(connection: Connection, coder_id: int) -> Person:
    row = connection.execute(_people().where(Coder.id == coder_id)).one_or_none()
    if row is None:
        raise _unknown(coder_id)
    return _as_person(row)


def _unknown(coder_id: int) -> NotFoundError:
    return NotFoundError(_("Persoon {id} doet niet mee in dit project.").format(id=coder_id))


def _led(connection: Connection) -> bool:
    """Whether somebody leads."""
    return bool(connection.scalar(select(_LED)))


def _anybody_works_here(connection: Connection) -> bool:
    """Whether there are people other than those who only came with a file of codings."""
    own = exists().where(CodingEvent.coder_id == Coder.id)
    came_with_file = own.where(CodingEvent.origin == Origin.IMPORT.value)
    did_more = own.where(CodingEvent.origin != Origin.IMPORT.value)
    return connection.scalar(select(Coder.id).where(or_(~came_with_file, did_more)).limit(1)) is not None


def _signs_in(connection: Connection) -> bool:
    """Whether this is a team on a server."""
    return bool(connection.scalar(select(_SIGNS_IN)))


def _free_login(connection: Connection, login: str | None) -> str | None:
    cleaned = clean_login(login or "")
    if not cleaned:
        return None
    if len(cleaned) > LONGEST_LOGIN:
        raise CodingError(_("Een inlognaam is ten hoogste {limit} tekens lang.").format(limit=LONGEST_LOGIN))
    taken = connection.scalar(select(Coder.name).where(Coder.login == cleaned))
    if taken is not None:
        raise CodingError(_("Met {login} logt {name} al in.").format(login=cleaned, name=taken))
    return cleaned
