"""How much personal data is found, how much of what is found is none, and how fast.

    python benchmarks/pseudonymise.py [dev|test|fresh|other] [--deid FOLDER] [--show]

On the sentences of ``tests/corpus/gold`` (made up, read its README): the recognisers were tuned on ``dev``
only; ``fresh`` was written later, for what had been missed; ``other`` by who knew the documentation only.
Speed on the answers of the example survey, in processor time. ``--deid FOLDER`` adds deduce (its word lists
go into the folder). ``--show`` lists what was missed and what was wrong: not for ``test`` and ``fresh``, as
long as one still tunes.
"""

import argparse
import csv
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.pseudonyms.gold import score, sentences

from coding.pseudonyms import KINDS, Recogniser, with_recogniser
from coding.resources import resource


def measure(part: str, recogniser: Recogniser, *, show: bool) -> None:
    gold = sentences(part)
    result = score(gold, recogniser.find_all(sentence.text for sentence in gold))
    for kind in KINDS:
        count = f"{result.found[kind]:>3} of {result.total[kind]:>3}"
        print(f"  {kind:<12} {count}  recall {result.recall(kind):.3f}")
    print(f"  precision {result.precision:.3f} ({len(result.wrong)} wrong)")
    for label, rows in (("missed", result.missed), ("wrong", result.wrong)):
        for kind, piece, text in rows if show else ():
            print(f"    {label}: {kind} {piece!r} in {text!r}")


def speed(recogniser: Recogniser) -> None:
    with (resource("corpora") / "peiling" / "peiling.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    texts = [cell for row in rows[1:] for cell in row[12:] if len(cell) > 3]
    recogniser.find(texts[0])
    start = time.process_time()
    n = sum(len(found) for found in recogniser.find_all(texts))
    seconds = time.process_time() - start
    signs = sum(map(len, texts)) / len(texts)
    print(
        f"  {len(texts) / seconds:,.0f} answers/s ({len(texts)} of {signs:.0f} signs on average, {n} found)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["dev", "test", "fresh", "other"], nargs="?", default="dev")
    parser.add_argument("--deid", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    print(f"{options.part}, without a tagger")
    measure(options.part, Recogniser(), show=options.show)
    speed(Recogniser())
    with with_recogniser() as recogniser:
        print(f"{options.part}, with the pipeline ({'tagger' if recogniser.tagger else 'no tagger in it'})")
        measure(options.part, recogniser, show=options.show)
        speed(recogniser)
    if options.deid:
        with with_recogniser(deduce=True, deduce_cache=options.deid) as recogniser:
            print(f"{options.part}, with deduce")
            measure(options.part, recogniser, show=options.show)


if __name__ == "__main__":
    main()
