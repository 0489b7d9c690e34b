"""What every figure in RESULTS.md says of where and when it was measured."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def machine() -> str:
    """Return processor, cores, memory and Python version in one line."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        cpu = names[0] if names else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def header(title: str) -> str:
    """Return the heading of one benchmark's output."""
    return f"{title}\n{datetime.now(UTC):%Y-%m-%d}, {machine()}\n"
