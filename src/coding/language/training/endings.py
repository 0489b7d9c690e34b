"""Learn from a treebank what the last letters of a word say about its lemma.

``python -m coding.language.training.endings UD_FOLDER [--output FILE]``
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from coding.language.lemma_tables import ENDINGS, KINDS
from coding.language.lemmas import KIND, PARTICIPLE, Ending, normalise
from coding.language.training.treebank import Word, read_treebank

LONGEST = 7  # letters of an ending
LONGEST_CHANGE = 5  # letters cut or added: more is another word
WORDS_NEEDED = 3  # different words that must show it, so that no ending is one word of the treebank
CHOICES = 4  # ways to read one ending

Change = tuple[int, str, bool]
Endings = dict[str, dict[str, list[Ending]]]


def change_of(form: str, lemma: str, kind: str) -> Change | None:
    """Return the smallest change that makes the lemma of a form; None when they share no beginning.

    Examples
    --------
    >>> change_of("wachtlijsten", "wachtlijst", "noun"), change_of("opgepakt", "oppakken", "verb")
    ((2, '', False), (1, 'ken', True))
    """
    stems = [(form, False)]
    participle = PARTICIPLE.match(form)
    if participle and kind != "noun":
        stems.append(((participle[1] or "") + form[participle.end() :], True))
    changes = []
    for stem, drop_ge in stems:
        same = 0
        while same < min(len(stem), len(lemma)) and stem[same] == lemma[same]:
            same += 1
        change = (len(stem) - same, lemma[same:], drop_ge)
        if same >= 2 and change[0] <= LONGEST_CHANGE and len(change[1]) <= LONGEST_CHANGE:
            changes.append(change)
    return min(changes, key=lambda change: change[0] + len(change[1]), default=None)


def learn(words: Iterable[Word]) -> Endings:
    """Count, per kind of word, what becomes of the endings of different words.

    An ending is kept when at least ``WORDS_NEEDED`` different words go the same way, and when it says
    something else than the shorter ending inside it.
    """
    lemmas: dict[str, defaultdict[str, Counter[str]]] = {kind: defaultdict(Counter) for kind in KINDS}
    for word in words:
        kind = KIND.get(word.pos)
        form, lemma = normalise(word.form), normalise(word.lemma)
        if kind and form.replace("'", "").isalpha() and lemma.replace("'", "").isalpha():
            lemmas[kind][form][lemma] += 1
    return {kind: _prune(_count(lemmas[kind], kind)) for kind in KINDS}


def _count(lemmas: dict[str, Counter[str]], kind: str) -> dict[str, Counter[Change]]:
    counts: defaultdict[str, Counter[Change]] = defaultdict(Counter)
    for form, found in lemmas.items():
        change = change_of(form, found.most_common(1)[0][0], kind)
        if change:
            for length in range(max(1, change[0]), min(LONGEST, len(form) - 1) + 1):
                counts[form[-length:]][change] += 1
    return counts


def _prune(counts: dict[str, Counter[Change]]) -> dict[str, list[Ending]]:
    kept: dict[str, list[Ending]] = {}
    for last in sorted(counts, key=lambda last: (len(last), last)):
        total = sum(counts[last].values()) + 1  # so that few words give no certainty
        ways = sorted(counts[last].items(), key=lambda way: (-way[1], way[0]))[:CHOICES]
        endings = [Ending(*change, round(n / total, 2)) for change, n in ways if n >= WORDS_NEEDED]
        inner = next((kept[last[at:]] for at in range(1, len(last)) if last[at:] in kept), [])
        if endings and [ending[:3] for ending in endings[:1]] != [ending[:3] for ending in inner[:1]]:
            kept[last] = endings
    return kept


def main() -> None:
    """Learn from ``train.conllu`` and write the endings."""
    parser = argparse.ArgumentParser(description="Learn the endings of Dutch words from a treebank.")
    parser.add_argument("treebank", type=Path, help="folder with train.conllu")
    parser.add_argument("--output", type=Path, default=ENDINGS)
    options = parser.parse_args()
    sentences = read_treebank(options.treebank / "train.conllu")
    endings = learn(word for sentence in sentences for word in sentence.words)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(endings, ensure_ascii=False) + "\n", encoding="utf-8")
    print({kind: len(endings[kind]) for kind in KINDS})


if __name__ == "__main__":
    main()
