"""How many threads the numerical libraries take: one beside other work, else as many as there are cores.

Each call of such a library in each thread of a server would claim every core: twenty coders whose queues grew
at the same moment waited two and a half minutes for what takes ten seconds, one after another.
"""

import os

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_limited: set[str] = set()  # what this process set for itself, and its jobs do without


def limit_threads() -> None:
    """Have the libraries of this process use one thread; to be called before they are loaded.

    Who started the program may have said otherwise, by the same variables of the environment.
    """
    _limited.update(ONE_THREAD.keys() - os.environ.keys())
    os.environ.update({name: ONE_THREAD[name] for name in _limited})


def job_environment() -> dict[str, str]:
    """Return the environment for a process that does one thing and may use every core."""
    return {name: value for name, value in os.environ.items() if name not in _limited}
