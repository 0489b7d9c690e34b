"""Key presses per answer: the reference codings of the demo given again.  python benchmarks/presses.py

What is suggested for an answer comes from a model that did not see it (`Classifiers.train` keeps the
held-out probabilities). The coder who replays knows what to give, reads what is on screen, and takes the
shortest way the window has:

- Shift+Enter, where the suggestions of 50% and more are exactly what is wanted: one press for everything;
- else each code by its key or, when suggested, by Shift and its number (one press each), a code without
  either by typing ("/", four letters, Enter), and Enter to go on.

Reading, thinking again and mistakes are not counted.
"""

import argparse
import tempfile
from pathlib import Path

from machine import header

from coding.codebook import CodebookContent
from coding.demo import REFERENCE_CODER, build_demo
from coding.project import Project
from coding.ui.components.queue.codes import code_groups
from coding.ui.model_swap import MINIMUM_PROBABILITY, SUGGESTED

ASKED = 1.5
SURE = 0.5  # acts.js: what Shift+Enter takes over
TYPED = 6  # "/", four letters, Enter
Suggestions = list[tuple[str, float]]  # best first


def sure_of(suggestions: Suggestions, exclusive: set[str]) -> frozenset[str]:
    """Return what Shift+Enter takes over, as `sureOf` in acts.js."""
    sure: set[str] = set()
    for code, probability in suggestions:
        if round(probability * 100) < SURE * 100 or (code in exclusive and sure):
            continue
        sure.add(code)
        if code in exclusive:
            break
    return frozenset(sure)


def presses(wanted: frozenset[str], suggestions: Suggestions, *, keys: set[str], exclusive: set[str]) -> int:
    """Return the fewest presses that give the wanted codes to an answer and go on."""
    if wanted and wanted == sure_of(suggestions, exclusive):
        return 1
    at_hand = keys | {code for code, _probability in suggestions}
    return 1 + sum(1 if code in at_hand else TYPED for code in wanted)


def _keys(content: CodebookContent) -> set[str]:
    groups = code_groups(content, {code.id: "" for code in content.codes})
    return {code["id"] for group in groups for code in group["codes"] if code["key"]}


def replay(project: Project, question: str) -> tuple[list[int], list[int], int]:
    """Return the presses per answer with and without suggestions, and how many took one Shift+Enter."""
    content = project.codebooks.for_question(question).content
    keys, exclusive = _keys(content), {code.id for code in content.codes if code.exclusive}
    judged = project.codings.judgements(question)
    read = judged.loc[(judged["coder"] == REFERENCE_CODER) & judged["read"].astype(bool), "segment_id"]
    coded = project.codings.codings(question)
    given = coded[coded["coder"] == REFERENCE_CODER].groupby("segment_id")["code"].agg(frozenset).to_dict()
    shown: dict[int, Suggestions] = {}
    found = project.classifiers.suggestions(question, minimum=MINIMUM_PROBABILITY, top=SUGGESTED)
    for segment, code, probability in zip(
        found["segment_id"], found["code"], found["probability"], strict=True
    ):
        shown.setdefault(int(segment), []).append((str(code), float(probability)))
    answers = [(given.get(segment, frozenset()), shown.get(segment, [])) for segment in read]
    helped = [presses(wanted, offered, keys=keys, exclusive=exclusive) for wanted, offered in answers]
    alone = [presses(wanted, [], keys=keys, exclusive=exclusive) for wanted, _offered in answers]
    at_once = sum(bool(wanted) and wanted == sure_of(offered, exclusive) for wanted, offered in answers)
    return helped, alone, at_once


def _line(name: str, helped: list[int], alone: list[int], at_once: int) -> str:
    n = len(helped)
    return f"| {name:<10} | {n:>4} | {sum(helped) / n:5.2f} | {sum(alone) / n:7.2f} | {at_once / n:10.0%} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--project", help="a demo project that was built before; else one is built")
    given = parser.parse_args().project
    with tempfile.TemporaryDirectory() as folder:
        location = given or str(Path(folder) / "demo.db")
        if not given:
            build_demo(location)
        with Project(location, must_exist=True) as project:
            questions = project.corpus.questions()
            coded = questions.loc[questions["codebook"].notna(), "key"]
            figures = {str(key): replay(project, str(key)) for key in coded}
    print("\n" + header(f"Key presses per answer (asked: {ASKED} with suggestions)"))
    print("| question   |    n |  with | without | Shift+Enter |")
    print("|------------|-----:|------:|--------:|-----------:|")
    for key, figure in figures.items():
        print(_line(key, *figure))
    helped, alone = ([n for figure in figures.values() for n in figure[part]] for part in (0, 1))
    print(_line("all", helped, alone, sum(figure[2] for figure in figures.values())))


if __name__ == "__main__":
    main()
