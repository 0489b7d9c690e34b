"""Originals under a passphrase: what went in comes out again only with it."""

import os

from coding.errors import InputError
from coding.i18n import _

_VERSION = b"coding-vault-1\0"
_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32
# scrypt with 2^16 rounds and blocks of 8: 64 MiB and about a quarter of a second for every guess.
_ROUNDS, _BLOCK, _PARALLEL = 2**16, 8, 1
SHORTEST_PASSPHRASE = 12


def seal(content: bytes, passphrase: str) -> bytes:
    """Encrypt with AES-256-GCM under a key that scrypt makes of the passphrase.

    Raises
    ------
    InputError
        When the passphrase is too short to withstand guessing.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputError(
            _(
                "De wachtzin is te kort; neem er een van minstens {n} tekens, bijvoorbeeld vier woorden."
            ).format(n=SHORTEST_PASSPHRASE)
        )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    return _VERSION + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, content, _VERSION)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises
    ------
    InputError
        When the passphrase is not the one, or the content was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, rest = _cut(sealed.removeprefix(_VERSION), _SALT_BYTES)
    nonce, encrypted = _cut(rest, _NONCE_BYTES)
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, encrypted, _VERSION)
    except (InvalidTag, ValueError) as error:
        raise InputError(_("Dit is niet de wachtzin waaronder de originelen zijn bewaard.")) from error


def _key(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=salt, length=_KEY_BYTES, n=_ROUNDS, r=_BLOCK, p=_PARALLEL)
    return kdf.derive(passphrase.encode())


def _cut(content: bytes, at: int) -> tuple[bytes, bytes]:
    return content[:at], content[at:]
