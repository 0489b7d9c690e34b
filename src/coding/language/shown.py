"""Words as people see them: of every lemma the form that the respondents used most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Token = Sequence[int | str]
"""``[start, end, lemma, part of speech, ...]``, places in the text, as analyses are stored."""

SENTENCE_ENDS = frozenset(".!?:;…•-–*")
EDGES = "-–—.,'’‘`\"/\\*•"  # what the tokenizer may leave on a word
FEWEST_SHOUTED = 3  # words in capitals from which a text is shouted, rather than a list of abbreviations


def count_forms(texts: Iterable[tuple[str, Sequence[Token]]]) -> Counter[tuple[str, str]]:
    """Count which forms the lemmas of some texts have.

    Parameters
    ----------
    texts
        Texts and their tokens.

    Returns
    -------
    Counter
        Per (form, lemma). Forms are as written, but in lower case where the capitals say nothing: a first
        word that is no name, a text all in capitals.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for text, tokens in texts:
        shouted = text.isupper() and len(tokens) >= FEWEST_SHOUTED
        start = True
        for at, end, lemma, pos, *_rest in tokens:
            form = text[int(at) : int(end)]
            first = start or "\n" in text[max(0, int(at) - 1) : int(at)]
            start = form in SENTENCE_ENDS
            if not any(map(str.isalpha, form)):
                continue
            if shouted or (first and pos != "PROPN" and form[1:] == form[1:].lower()):
                form = form.lower()
            counts[form, str(lemma)] += 1
    return counts


def shown_words(counts: Mapping[tuple[str, str], int], merged: Mapping[str, str]) -> dict[str, str]:
    """Choose for every lemma the word to show: its most frequent form, never one that nobody wrote.

    Parameters
    ----------
    counts
        From :func:`count_forms`.
    merged
        From :func:`coding.language.variants.merged_lemmas`: lemma to the lemma it goes by.

    Returns
    -------
    dict
        Lemma, after merging, to word. Typos are shown only where nobody spelled it right. Lemmas that share
        their most frequent form get different words where they can: *vragen* and *vraag*.

    Examples
    --------
    >>> shown_words({("lange", "lang"): 3, ("Lang", "lang"): 1, ("GGZ", "ggz"): 2, ("ggz", "ggz"): 1}, {})
    {'lang': 'lange', 'ggz': 'GGZ'}
    """
    own: dict[str, Counter[str]] = defaultdict(Counter)
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, lemma), n in counts.items():
        target = merged.get(lemma, lemma)
        (own if target == lemma else others)[target][form.strip(EDGES) or form] += n
    uses = {lemma: (own[lemma] + others[lemma]).total() for lemma in own.keys() | others.keys()}
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for lemma in sorted(uses, key=lambda lemma: (-uses[lemma], lemma)):
        words = _by_frequency(own[lemma] or others[lemma])
        word = next((word for word in words if word.lower() not in taken), words[0])
        shown[lemma] = word
        taken.add(word.lower())
    return shown


def _by_frequency(forms: Mapping[str, int]) -> list[str]:
    """Return the different words among some forms, most frequent first, with capitals where they belong."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for form, n in forms.items():
        spellings[form.lower()][form] += n
    ranked = sorted(spellings, key=lambda word: (-spellings[word].total(), word))
    return [_with_capitals(word, spellings[word]) for word in ranked]


def _with_capitals(word: str, spellings: Mapping[str, int]) -> str:
    """Return *GGZ* where most write it so, *Utrecht* where all do, else the word in lower case."""
    usual = min(spellings, key=lambda form: (-spellings[form], form != word, form))
    abbreviation = sum(map(str.isupper, usual)) > 1
    return usual if abbreviation or word not in spellings else word
