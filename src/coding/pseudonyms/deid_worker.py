"""A process of its own around deduce: texts in, findings out, one JSON value per line.

deduce's licence (LGPL, with parts under the GPL) is why it never runs inside the program itself. Started by
`coding.pseudonyms.deid`; imports nothing else of the program.
"""

import importlib
import json
import logging
import os
import sys


def main() -> None:
    """Answer every line on standard input until it closes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr  # deduce writes its log to standard output
    logging.disable(logging.CRITICAL)  # a log would hold the texts
    deduce = importlib.import_module("deduce").Deduce(cache_path=sys.argv[1])
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        found = deduce.deidentify(json.loads(line)).annotations
        spans = sorted((note.start_char, note.end_char, note.tag) for note in found)
        print(json.dumps(spans), file=answers, flush=True)


if __name__ == "__main__":
    main()
