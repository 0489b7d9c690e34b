"""Time of the demo, per step.  python benchmarks/demo.py"""

import tempfile
import time
from pathlib import Path

from machine import header

from coding.demo import build_demo

LIMIT_SECONDS = 120


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        seconds = build_demo(str(Path(folder) / "demo.db"))
        total = time.perf_counter() - start
    print("\n" + header("Demo, seconds per step"))
    for step, spent in seconds.items():
        print(f"| {step:<28} | {spent:6.1f} | {spent / total:4.0%} |")
    print(f"| {'total':<28} | {total:6.1f} | {total / LIMIT_SECONDS:4.0%} of the {LIMIT_SECONDS} s asked |")


if __name__ == "__main__":
    main()
