"""``python -m coding`` is ``coding``."""

from coding.cli import main

main()
