"""Where people sign in, by OpenID Connect; on one's own machine a name will do."""

import os
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from coding.errors import CodingError, os_reason
from coding.i18n import _

FILE = "CODING_SIGN_IN"  # in the environment: the file that says where people sign in
CLAIM = "CODING_SIGN_IN_CLAIM"
CALLBACK = "/oauth2callback"  # Streamlit's
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_CLAIMS = ("email", "sub")


@dataclass(frozen=True)
class SignIn:
    """Where people sign in.

    Attributes
    ----------
    file
        The settings, in the form of Streamlit's ``secrets.toml``.
    host
        The name under which browsers reach the app.
    claim
        What of a signed-in person is their login here: ``email`` or ``sub``.
    """

    file: Path
    host: str
    claim: str


def is_loopback(host: str) -> bool:
    """Tell whether an address means this very machine.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_sign_in(file: Path) -> SignIn:
    """Read and check the settings of a sign-in server.

    Raises
    ------
    CodingError
        When the file cannot be read, something is missing or unsafe, or a library is not installed.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodingError(
            _("{file} is niet te lezen: {reason}.").format(file=file, reason=os_reason(error))
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodingError(_("{file} is geen TOML: {reason}").format(file=file, reason=error)) from error
    auth = content.get("auth")
    missing = [key for key in _NEEDED if not isinstance(auth, dict) or not _filled(auth.get(key))]
    if missing or not isinstance(auth, dict):
        raise CodingError(
            _("In {file} ontbreekt onder [auth]: {keys}. Zie docs/server.md.").format(
                file=file, keys=", ".join(missing)
            )
        )
    redirect = urlsplit(str(auth["redirect_uri"]))
    if redirect.path.rstrip("/") != CALLBACK or not redirect.hostname:
        raise CodingError(
            _("redirect_uri in {file} moet een adres van dit programma zijn dat eindigt op {end}.").format(
                file=file, end=CALLBACK
            )
        )
    for key in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(str(auth[key]))
        if address.scheme != "https" and not is_loopback(address.hostname or ""):
            raise CodingError(
                _("{key} in {file} moet met https beginnen; anders is te vervalsen wie iemand is.").format(
                    key=key, file=file
                )
            )
    if len(str(auth["cookie_secret"])) < _SHORTEST_SECRET:
        raise CodingError(
            _("cookie_secret in {file} is te kort; neem ten minste {n} willekeurige tekens.").format(
                file=file, n=_SHORTEST_SECRET
            )
        )
    claim = content.get("coding", {}).get("login", _CLAIMS[0])
    if claim not in _CLAIMS:
        raise CodingError(
            _("login onder [coding] in {file} is email of sub, niet '{claim}'.").format(
                file=file, claim=claim
            )
        )
    _need_libraries()
    return SignIn(file, str(redirect.hostname), str(claim))


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _need_libraries() -> None:
    if find_spec("authlib") is None or find_spec("httpx") is None:
        raise CodingError(
            _("Voor inloggen is een uitbreiding nodig; installeer het programma met 'server' erbij.")
        )


def required() -> bool:
    """Tell whether people sign in here."""
    return bool(os.environ.get(FILE))


def login_claim() -> str:
    """Return what of a signed-in person is their login here."""
    return os.environ.get(CLAIM, _CLAIMS[0])


def remember(sign_in: SignIn | None) -> None:
    """Keep for this process where people sign in, or that they do not."""
    for name, value in ((FILE, sign_in and str(sign_in.file)), (CLAIM, sign_in and sign_in.claim)):
        os.environ.pop(name, None)
        if value:
            os.environ[name] = value
