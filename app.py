"""The browser app: sign-in and the list of pages, nothing else. Start it with ``coding app``."""

from coding.ui.app import main

main()
