"""The file that says where people sign in: complete and safe, or a sentence that says what is wrong."""

from pathlib import Path

import pytest

from coding.errors import CodingError
from coding.ui import sign_in
from coding.ui.sign_in import read_sign_in

GOOD = {
    "redirect_uri": "https://codering.voorbeeld.nl/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "coding",
    "client_secret": "geheim",
    "server_metadata_url": "https://inlog.voorbeeld.nl/.well-known/openid-configuration",
}


def write(path: Path, values: dict[str, str], *, rest: str = "") -> Path:
    file = path / "inloggen.toml"
    lines = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    file.write_text(f"[auth]\n{lines}{rest}", encoding="utf-8")
    return file


def test_a_complete_file(tmp_path: Path) -> None:
    pytest.importorskip("authlib")
    found = read_sign_in(write(tmp_path, GOOD, rest='[coding]\nlogin = "sub"\n'))
    assert (found.host, found.claim) == ("codering.voorbeeld.nl", "sub")
    assert read_sign_in(write(tmp_path, GOOD)).claim == "email"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"client_id": ""}, r"ontbreekt onder \[auth\]: client_id\. Zie docs/server\.md"),
        ({"redirect_uri": "https://codering.voorbeeld.nl/"}, "eindigt op /oauth2callback"),
        ({"redirect_uri": "http://codering.voorbeeld.nl/oauth2callback"}, "redirect_uri .* met https"),
        ({"server_metadata_url": "http://inlog.voorbeeld.nl/x"}, "server_metadata_url .* met https"),
        ({"cookie_secret": "kort"}, "cookie_secret .* te kort; neem ten minste 32"),
    ],
)
def test_what_is_missing_or_unsafe_is_said(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(CodingError, match=message):
        read_sign_in(write(tmp_path, GOOD | change))


def test_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="is niet te lezen: dat bestand of die map bestaat niet"):
        read_sign_in(tmp_path / "weg.toml")
    (tmp_path / "stuk.toml").write_text("[auth", encoding="utf-8")
    with pytest.raises(CodingError, match=r"stuk\.toml is geen TOML"):
        read_sign_in(tmp_path / "stuk.toml")
    with pytest.raises(CodingError, match="is email of sub, niet 'naam'"):
        read_sign_in(write(tmp_path, GOOD, rest='[coding]\nlogin = "naam"\n'))


def test_without_sign_in_nothing_of_an_earlier_one_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sign_in.FILE, "oud.toml")
    monkeypatch.setenv(sign_in.CLAIM, "sub")
    sign_in.remember(None)
    assert not sign_in.required()
    assert sign_in.login_claim() == "email"
