"""Key presses per answer: the reference codings of the demo given again.  python benchmarks/presses.py

What is suggested for an answer comes from a model that did not see it (`Classifiers.train` keeps the
held-out probabilities). The coder who replays knows what to give, reads what is on screen, and takes the
shortest way the window has:

- a code by its letter, by the digit of its suggestion (1 to 5) or, without a letter, by the digit it has
  since it was used (8 to 0); one without any of these by typing ("/", four letters, Enter);
- two suggestions that are offered together under 6 or 7; all of 50% and more under "=" or Shift+Enter;
- the last of these with Shift, which also marks as read and goes on; Enter where the last is no giving.

A key with Shift held counts as one press, as Shift+Enter does. Reading, thinking again and mistakes are not
counted. A text that is read blind has no suggestions and costs what stands under "without".
"""

import argparse
import itertools
import tempfile
from collections.abc import Collection
from pathlib import Path

from machine import header

from coding.codebook import CodebookContent
from coding.demo import REFERENCE_CODER, build_demo
from coding.project import Project
from coding.ui.components.queue.codes import code_groups
from coding.ui.model_swap import MINIMUM_PROBABILITY, SUGGESTED

ASKED = 1.5
SURE = 0.5  # proposals.js: what Shift+Enter takes over
PAIRS, LEAST = 2, 0.05  # proposals.js: how many two together are offered, and how likely they must be
RECENT = 3  # acts.js: the digits 8, 9 and 0
TYPED = 6  # "/", four letters, Enter
Suggestions = list[tuple[str, float]]  # best first
Codes = frozenset[str]


def sure_of(suggestions: Suggestions, exclusive: set[str], rare: Collection[str]) -> Codes:
    """Return what Shift+Enter takes over, as `sureAmong` in proposals.js."""
    sure: set[str] = set()
    for code, probability in suggestions:
        if code in rare or round(probability * 100) < SURE * 100 or (code in exclusive and sure):
            continue
        sure.add(code)
        if code in exclusive:
            break
    return frozenset(sure)


def together_of(suggestions: Suggestions, exclusive: set[str], rare: Collection[str]) -> list[Codes]:
    """Return the pairs that are offered under one key, as `togetherOf` in proposals.js."""
    single = [(code, probability) for code, probability in suggestions if code not in exclusive]
    pairs = [
        (one[1] * other[1], frozenset({one[0], other[0]}))
        for one, other in itertools.combinations(single, 2)
        if one[1] * other[1] >= LEAST
    ]
    sure = sure_of(suggestions, exclusive, rare)
    ranked = sorted((pair for pair in pairs if pair[1] != sure), key=lambda pair: -pair[0])
    return [codes for _probability, codes in ranked[:PAIRS]]


def presses(
    wanted: Codes,
    suggestions: Suggestions,
    *,
    keys: set[str],
    exclusive: set[str],
    rare: Collection[str] = (),
) -> int:
    """Return the fewest presses that give the wanted codes to an answer and go on."""
    at_hand = keys | {code for code, _probability in suggestions}
    sure, pairs = sure_of(suggestions, exclusive, rare), together_of(suggestions, exclusive, rare)
    ways = [frozenset[str](), sure, *pairs]
    return min(_changing(taken, wanted, at_hand) for taken in ways)


def _changing(taken: Codes, wanted: Codes, at_hand: set[str]) -> int:
    """Return the presses when several are taken over first and the rest is given or taken away."""
    first = 1 if taken else 0
    if taken and taken == wanted:
        return first
    added, gone = wanted - taken, taken - wanted
    given = sum(1 if code in at_hand else TYPED for code in added)
    # Shift goes on with the key of a code that is given; nothing is given last where all were typed.
    onward = 0 if added & at_hand else 1
    return first + len(gone) + given + onward


class Keys:
    """Which codes have a key of their own: a letter, or a digit since they were used (acts.js)."""

    def __init__(self, content: CodebookContent) -> None:
        groups = code_groups(content, {code.id: "" for code in content.codes})
        codes = [code for group in groups for code in group["codes"] if not code["retired"]]
        self.letters = {str(code["id"]) for code in codes if code["key"]}
        self._keyless = [str(code["id"]) for code in codes if not code["key"]]
        self._recent = self._keyless[:RECENT]

    @property
    def at_hand(self) -> set[str]:
        """What is one press away now."""
        return self.letters | set(self._recent)

    def used(self, codes: Codes) -> None:
        """Note what was given: a code without a letter takes the digit of the one used longest ago."""
        for code in (code for code in self._keyless if code in codes):
            others = [other for other in self._recent if other != code]
            self._recent = [code, *others][:RECENT]


def replay(project: Project, question: str) -> tuple[list[int], list[int], int]:
    """Return the presses per answer with and without suggestions, and how many took one press."""
    content = project.codebooks.for_question(question).content
    exclusive = {code.id for code in content.codes if code.exclusive}
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
    model = project.classifiers.current(question)
    rare = model.rare if model else {}
    keys, helped, alone = Keys(content), [], []
    for segment in read:
        wanted, offered = given.get(segment, frozenset()), shown.get(segment, [])
        at_hand = keys.at_hand
        helped.append(presses(wanted, offered, keys=at_hand, exclusive=exclusive, rare=rare))
        alone.append(presses(wanted, [], keys=at_hand, exclusive=exclusive))
        keys.used(wanted)
    return helped, alone, helped.count(1)


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
    print("| question   |    n |  with | without |  one press |")
    print("|------------|-----:|------:|--------:|-----------:|")
    for key, figure in figures.items():
        print(_line(key, *figure))
    helped, alone = ([n for figure in figures.values() for n in figure[part]] for part in (0, 1))
    print(_line("all", helped, alone, sum(figure[2] for figure in figures.values())))


if __name__ == "__main__":
    main()
