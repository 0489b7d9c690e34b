"""What each role may do: named permissions, one table."""

from enum import StrEnum

from coding.codings.model import Role
from coding.errors import CodingError
from coding.i18n import _


class Permission(StrEnum):
    """Something that not everybody in a team does."""

    CODE = "code"  # judge texts in one's own name, undo that
    BULK = "bulk"  # give a code to many texts at once
    SEE_OTHERS = "see_others"  # other people's codings, agreement, the log
    CODEBOOK = "codebook"
    ADJUDICATE = "adjudicate"
    DIVIDE = "divide"
    TRAIN = "train"  # and group
    IMPORT = "import"  # and decide about personal data
    EXPORT = "export"
    PEOPLE = "people"  # who takes part, as what
    PROJECT = "project"  # settings, copies of the project


_TABLE: dict[Role, frozenset[Permission]] = {
    Role.LEAD: frozenset(Permission),
    Role.CODER: frozenset({Permission.CODE, Permission.BULK}),
    Role.ANALYST: frozenset(
        {
            Permission.CODE,
            Permission.BULK,
            Permission.SEE_OTHERS,
            Permission.CODEBOOK,
            Permission.TRAIN,
            Permission.IMPORT,
            Permission.EXPORT,
        }
    ),
    Role.READER: frozenset({Permission.SEE_OTHERS, Permission.EXPORT}),
}


class NotAllowedError(CodingError):
    """Somebody's role does not include what they want to do; the text says who can."""


def can(role: Role | str, permission: Permission) -> bool:
    """Tell whether a role includes a permission.

    Examples
    --------
    >>> can("coder", Permission.CODE), can(Role.READER, Permission.CODE)
    (True, False)
    """
    return permission in _TABLE[Role(role)]


def role_names() -> dict[str, str]:
    """Return what people can be, in words."""
    return {
        Role.CODER.value: _("codeur"),
        Role.LEAD.value: _("hoofdonderzoeker"),
        Role.ANALYST.value: _("analist"),
        Role.READER.value: _("rapportschrijver"),
    }


def act_of(permission: Permission) -> str:
    """Return what a permission is about, to stand after 'mag niet' (*Anna mag niet …*)."""
    return {
        Permission.CODE: _("coderen"),
        Permission.BULK: _("veel teksten tegelijk coderen"),
        Permission.SEE_OTHERS: _("zien wat anderen codeerden"),
        Permission.CODEBOOK: _("het codeboek wijzigen"),
        Permission.ADJUDICATE: _("beslissen waar codeurs verschillen"),
        Permission.DIVIDE: _("het werk verdelen"),
        Permission.TRAIN: _("trainen en groeperen"),
        Permission.IMPORT: _("importeren en over persoonsgegevens beslissen"),
        Permission.EXPORT: _("exporteren"),
        Permission.PEOPLE: _("bepalen wie er meedoen"),
        Permission.PROJECT: _("instellingen wijzigen en kopieën maken"),
    }[permission]


def refusal(name: str, role: Role | str, permission: Permission) -> str:
    """Say in one sentence that somebody may not do something, why, and who can change that."""
    return _(
        "{name} is {role} en mag niet {act}. Een hoofdonderzoeker kan die rol wijzigen, op de pagina Beheer."
    ).format(name=name, role=role_names()[Role(role).value], act=act_of(permission))
