"""One process that analyses texts for another: ``python -m coding.language.worker MODEL``.

Every line of input is a list of texts in JSON, every line of output their tokens, or a sentence that says
what is wrong.
"""

import json
import os
import signal
import sys
from contextlib import suppress

from coding.errors import CodingError
from coding.language.pipeline import load_for_analysis
from coding.language.tokens import analyse_texts


def serve(model: str) -> None:
    """Answer line after line until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; who started us decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answers
    problem = ""
    try:
        nlp = load_for_analysis(model)
    except CodingError as error:
        problem = str(error)
    with suppress(OSError):  # nobody listens any more
        for line in sys.stdin.buffer:
            answer = problem or analyse_texts(nlp, json.loads(line))
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
