"""Reading long reports: seconds and peak memory for 500 pages as PDF and as DOCX.

    python benchmarks/long_reports.py [PAGES]

The pages are the example reports' own sentences in another order; every kind of file is read in a process
of its own, so that its peak is its own.
"""

import io
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from machine import header

sys.path.insert(0, str(Path(__file__).parent.parent))

LINES, WIDTH = 44, 88


def sentences() -> list[str]:
    """Return the sentences of the example reports that are plain text."""
    folder = Path(__file__).parent.parent / "corpora" / "rapporten"
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    return [part.strip() + "." for part in words.split(". ") if 40 < len(part) < 300]


def pages(n: int) -> list[list[str]]:
    """Return pages of wrapped paragraphs."""
    import textwrap

    chance, pool = random.Random(4), sentences()
    made = []
    for number in range(n):
        lines = [f"{number + 1} Hoofdstuk over onderwerp {number + 1}", ""]
        while len(lines) < LINES:
            lines += [*textwrap.wrap(" ".join(chance.sample(pool, 4)), WIDTH), ""]
        made.append(lines[:LINES])
    return made


def pdf(n: int) -> bytes:
    """Return a PDF with a running head and page numbers."""
    from tests.corpus.pdf_builder import column, make_pdf

    def ascii_only(text: str) -> str:
        return text.encode("cp1252", "replace").decode("cp1252")

    return make_pdf(
        [
            [
                (70, 810, 8, False, "Verslag van het team"),
                *column([ascii_only(line) for line in lines], step=16),
                (300, 30, 8, False, str(number)),
            ]
            for number, lines in enumerate(pages(n), start=1)
        ]
    )


def docx(n: int) -> bytes:
    """Return a Word document."""
    from docx import Document

    document = Document()
    for lines in pages(n):
        document.add_heading(lines[0], 1)
        for paragraph in " ".join(line or "\n" for line in lines[2:]).split("\n"):
            document.add_paragraph(paragraph.strip())
        document.add_page_break()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def measure(path: Path) -> None:
    """Import one file into a project and print what it took."""
    import tempfile

    from coding.project import Project

    content = path.read_bytes()
    with tempfile.TemporaryDirectory() as folder, Project(Path(folder) / "x.db") as project:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, used = time.perf_counter(), time.process_time()
        report = project.corpus.import_report(content, name=path.name)
        seconds, processor = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{path.suffix[1:]:<5} {len(content) / 2**20:6.1f} MiB  {report.n_segments:>6} blocks  "
        f"{seconds:6.1f} s ({processor:.1f} s of processor)  "
        f"peak {peak / 1024:.0f} MiB (before {before / 1024:.0f})",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(Path(sys.argv[2]))
    else:
        import tempfile

        count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
        print(header(f"Reading reports of {count} pages"))
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("r.pdf", pdf(count)), ("r.docx", docx(count))):
                path = Path(folder) / name
                path.write_bytes(content)
                subprocess.run([sys.executable, __file__, "--one", str(path)], check=True)
