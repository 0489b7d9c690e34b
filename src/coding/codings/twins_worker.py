"""Finds near-identical answers in a process of its own: ``python -m coding.codings.twins_worker QUESTION``.

Which project stands in the environment (``CODING_PROJECT``); what comes out is one line of JSON, the groups
in the order of `Twins.groups`.
"""

import json
import os
import sys

from coding.project import Project


def main() -> None:
    """Write the group of every segment of a question."""
    with Project(os.environ["CODING_PROJECT"], must_exist=True) as project:
        groups = project.twins.groups(sys.argv[1])
    print(json.dumps([groups["segment_id"].tolist(), groups["near"].tolist()]))


if __name__ == "__main__":
    main()
