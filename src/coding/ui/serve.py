"""Starting the browser app: for this machine only, unless people sign in."""

import errno
import os
import socket
import sys
from pathlib import Path

from coding.errors import CodingError, os_reason
from coding.i18n import LANGUAGES, _, use_language
from coding.threads import limit_threads
from coding.ui.sign_in import SignIn, is_loopback, read_sign_in, remember

ADDRESS = "127.0.0.1"
PRIMARY = "#0B6E8F"

# What is set here wins over a configuration file that happens to lie in the working folder.
_SETTINGS: dict[str, str | int | bool | list[str]] = {
    "server.address": ADDRESS,
    "server.allowedHosts": [ADDRESS, "localhost"],  # a site elsewhere cannot reach us under its own name
    "server.fileWatcherType": "none",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.maxUploadSize": 50,
    "server.showEmailPrompt": False,
    "server.headless": True,  # the browser is opened here, and only where there is a screen
    "server.disconnectedSessionTTL": 600,
    "browser.serverAddress": ADDRESS,
    "browser.gatherUsageStats": False,
    # Else Streamlit collects garbage in full after every message, and with twenty coders most of the time
    # goes there. Python does it by itself, when there is enough to collect.
    "runner.postScriptGC": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.level": "warning",
    "logger.hideWelcomeMessage": True,
    "theme.font": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif",
    "theme.baseFontSize": 16,
    "theme.baseRadius": "6px",
    "theme.light.primaryColor": PRIMARY,
    "theme.light.backgroundColor": "#FCFCFA",
    "theme.light.secondaryBackgroundColor": "#F0F2F1",
    "theme.light.textColor": "#1D2529",
    "theme.light.borderColor": "#CDD4D6",
    "theme.light.linkColor": "#085A76",
    "theme.dark.primaryColor": "#5BB8D4",
    "theme.dark.backgroundColor": "#14191C",
    "theme.dark.secondaryBackgroundColor": "#1F272B",
    "theme.dark.textColor": "#E6EBEC",
    "theme.dark.borderColor": "#46535A",
    "theme.dark.linkColor": "#7CCBE3",
}


def settings(
    port: int, *, address: str = ADDRESS, sign_in: SignIn | None = None
) -> dict[str, str | int | bool | list[str]]:
    """Return every setting the server runs with."""
    chosen = _SETTINGS | {"server.port": port, "browser.serverPort": port, "server.address": address}
    # A file with secrets that happens to lie in the working folder counts for nothing.
    chosen["secrets.files"] = [str(sign_in.file)] if sign_in else []
    if sign_in:
        chosen["browser.serverAddress"] = sign_in.host
        chosen["server.allowedHosts"] = sorted({ADDRESS, "localhost", sign_in.host})
    return chosen


def refuse_strangers(address: str, sign_in: SignIn | None) -> None:
    """Refuse to listen to other machines as long as nobody has to say who they are.

    Raises
    ------
    CodingError
        Saying what to do.
    """
    if sign_in is None and not is_loopback(address):
        raise CodingError(
            _(
                "Op {address} kan iedereen op het netwerk bij de antwoorden. Dat kan pas als mensen "
                "inloggen: geef met --sign-in een bestand waarin staat waar (zie docs/server.md), of laat "
                "--address weg."
            ).format(address=address)
        )


def _refuse_busy_port(address: str, port: int) -> None:
    if not 0 < port < 65536:
        raise CodingError(_("Poort {port} bestaat niet; kies een getal tussen 1 en 65535.").format(port=port))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":  # a port left a moment ago is free; on Windows this flag means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CodingError(
                    _("Op adres {address}, poort {port} kan het programma niet luisteren: {reason}.").format(
                        address=address, port=port, reason=os_reason(error)
                    )
                ) from error
            raise CodingError(
                _(
                    "Poort {port} is al in gebruik, misschien door dit programma zelf in een ander venster. "
                    "Sluit dat, of kies een andere poort met --port {other}."
                ).format(port=port, other=port + 1)
            ) from error


def serve(
    project: Path | str,
    *,
    port: int = 8501,
    address: str = ADDRESS,
    sign_in: Path | None = None,
    open_browser: bool = True,
    language: str = "nl",
) -> int:
    """Serve a project until the person at the keyboard stops it.

    Parameters
    ----------
    project
        Project file (made when it is not there) or database URL.
    port
        Port on this machine.
    address
        Where to listen. Beyond this machine only with ``sign_in``.
    sign_in
        File that says where people sign in (``docs/server.md``).
    open_browser
        Open the app in the browser at once.
    language
        Language of the interface: ``nl`` or ``en``.

    Returns
    -------
    int
        Exit code.

    Raises
    ------
    CodingError
        When the project cannot be opened, the port is taken, the language is unknown, or other machines
        could come in without signing in.
    """
    if language not in LANGUAGES:
        raise CodingError(_("Kies als taal nl of en, niet '{language}'.").format(language=language))
    use_language(language)
    where = read_sign_in(sign_in) if sign_in else None
    refuse_strangers(address, where)
    _refuse_busy_port(address, port)
    limit_threads()
    from coding.project import Project

    location = str(project) if "://" in str(project) else str(Path(project).expanduser().absolute())
    Project(location).close()  # says at once, in the terminal, what is wrong with it
    os.environ["CODING_PROJECT"] = location
    os.environ["CODING_LANGUAGE"] = language
    remember(where)

    url = f"http://{f'[{address}]' if ':' in address else address}:{port}"
    print(_("Het programma draait op {url} (stoppen met Ctrl+C).").format(url=url), flush=True)
    # In this very process: one thing to stop, and nothing left behind when it is stopped the hard way.
    from coding.ui.gateway import build_app

    config = settings(port, address=address, sign_in=where)
    build_app(url if open_browser and _has_screen() else None).run(config=config)
    return 0


def _has_screen() -> bool:
    """Without a screen a text browser might take over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
