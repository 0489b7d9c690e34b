"""Starting the browser app, reachable from this machine only."""

import os
import socket
import sys
from pathlib import Path

from coding.errors import CodingError
from coding.i18n import LANGUAGES, _, use_language

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


def settings(port: int) -> dict[str, str | int | bool | list[str]]:
    """Return every setting the server runs with."""
    return _SETTINGS | {"server.port": port, "browser.serverPort": port}


def _refuse_busy_port(port: int) -> None:
    if not 0 < port < 65536:
        raise CodingError(_("Poort {port} bestaat niet; kies een getal tussen 1 en 65535.").format(port=port))
    with socket.socket() as probe:
        if os.name == "posix":  # a port left a moment ago is free; on Windows this flag means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise CodingError(
                _(
                    "Poort {port} is al in gebruik, misschien door dit programma zelf in een ander venster. "
                    "Sluit dat, of kies een andere poort met --port {other}."
                ).format(port=port, other=port + 1)
            ) from error


def serve(project: Path | str, *, port: int = 8501, open_browser: bool = True, language: str = "nl") -> int:
    """Serve a project until the person at the keyboard stops it.

    Parameters
    ----------
    project
        Project file (made when it is not there) or database URL.
    port
        Port on this machine.
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
        When the project cannot be opened, the port is taken or the language is unknown.
    """
    if language not in LANGUAGES:
        raise CodingError(_("Kies als taal nl of en, niet '{language}'.").format(language=language))
    use_language(language)
    _refuse_busy_port(port)
    from coding.project import Project

    location = str(project) if "://" in str(project) else str(Path(project).expanduser().absolute())
    Project(location).close()  # says at once, in the terminal, what is wrong with it
    os.environ["CODING_PROJECT"] = location
    os.environ["CODING_LANGUAGE"] = language

    url = f"http://{ADDRESS}:{port}"
    print(_("Het programma draait op {url} (stoppen met Ctrl+C).").format(url=url), flush=True)
    # In this very process: one thing to stop, and nothing left behind when it is stopped the hard way.
    from coding.ui.gateway import build_app

    build_app(url if open_browser and _has_screen() else None).run(config=settings(port))
    return 0


def _has_screen() -> bool:
    """Without a screen a text browser might take over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
