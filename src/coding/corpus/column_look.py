"""What a column of a survey looks like: how full, how varied, how long, in whose words."""

import re
from collections import Counter
from dataclasses import dataclass
from statistics import mean

from coding.corpus.clean import clean_text, folded
from coding.corpus.numbers import parse_number
from coding.corpus.readers.table import RawTable

_ASKED = re.compile(
    r"toelicht|namelijk|waarom|waardoor|welke?\b|wat\b|noem\b|anders\b|opmerking|suggestie|open antwoord|"
    r"licht .* toe|vul in|\?\s*$",
    re.IGNORECASE,
)
# A name or a function takes many forms too, but is no answer to be coded.
_NAMED = re.compile(
    r"(?:[vq]?\d+[a-z]?[.:)_ -]+)?(?:in |uit |naam |bij )?(?:welke? |wat is (?:de|uw|je) )?"
    r"(?:naam )?(?:van (?:de|uw|je) )?"
    r"(?:gemeente|organisatie|instelling|school|praktijk|team|wijk|buurt|regio|provincie|afdeling|"
    r"woonplaats|plaats|land|functie|beroep|opleiding|naam)(?:naam)?\b",
    re.IGNORECASE,
)
# What the options of a scale consist of; a column of nothing else was ticked, not written.
_SCALE = re.compile(
    r"ja|nee|zeer|heel|erg|helemaal|volledig|een|beetje|enigszins|niet|noch|neutraal|mee|eens|oneens|"
    r"(?:on)?tevreden|goed|slecht|matig|redelijk|(?:on)?voldoende|uitstekend|vaak|soms|nooit|altijd|zelden|"
    r"regelmatig|meestal|weet|ik|anders|nvt|n\.v\.t|van|toepassing|geen|mening|onbekend|of|en|wel|maar|"
    r"(?:on)?belangrijk|(?:on)?waarschijnlijk|\d+"
)
_BETWEEN_WORDS = re.compile(r"[\s,;()/–-]+")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_DATE = re.compile(
    r"(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"[1-9]\d{3} ?[a-z]{2}", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)[\w./:+-]+")
_LEADING_ZERO = re.compile(r"0\d+")
_LONG_NUMBER = re.compile(r"\d{8,}")

_OPEN_LENGTH = 20
_OPEN_WORDS = 3
_LONG_ANSWER_WORDS = 4
_FEWEST_LONG = 3
_MOST_CATEGORIES = 25
_FEW_ROWS = 3


@dataclass(frozen=True)
class ColumnLook:
    """What a column looks like.

    Attributes
    ----------
    filled, distinct
        Share of the rows that hold something; different values as a share of those.
    n_values, n_long
        Different values, and those of four words and more.
    once
        Share of the different values that stand in one row only: ticked options come back, own words do
        not.
    length, words
        Mean signs and words of the different values: a hundred times *nee* says nothing about the rest.
    numeric
        Share of the cells that say a number; none where zeros stand before them, or where all are as long
        as a telephone number: those are names made of digits.
    scale, mail, dates, codes
        Share of the different values that are options of a scale, e-mail addresses, dates, and other
        words with digits in them (postcodes too).
    """

    name: str
    label: str
    n_filled: int
    filled: float
    distinct: float
    n_values: int
    n_long: int
    once: float
    length: float
    words: float
    numeric: float
    scale: float
    mail: float
    dates: float
    codes: float

    @property
    def nearly_unique(self) -> bool:
        """Whether it could tell respondents apart."""
        return self.filled >= 0.9 and self.distinct >= 0.9

    @property
    def is_open(self) -> bool:
        """Whether it reads like answers in people's own words.

        Judged by the different values and not by how many of the cells differ: most people may have
        answered *nee*, and the others wrote what is worth coding.
        """
        if not self.n_filled or self.numeric > 0.5 or self.scale > 0.8 or self.is_no_text:
            return False
        if _NAMED.fullmatch(self.label.rstrip(" ?:")):
            return False
        if self.words >= _OPEN_WORDS and self.length >= _OPEN_LENGTH:
            enough = self.n_long >= _FEWEST_LONG or self.n_filled <= _FEW_ROWS
            return enough and (self.once >= 0.5 or self.n_values > _MOST_CATEGORIES)
        if _NAMED.match(self.label):
            return False
        asked = _ASKED.search(self.label) is not None
        if self.n_values > _MOST_CATEGORIES:
            return asked or self.words > 1.5
        return asked and self.once >= 0.5 and self.n_values > _FEW_ROWS

    @property
    def is_number(self) -> bool:
        """Whether it holds amounts rather than a handful of numbered categories."""
        varied = self.n_values > 12 or (self.n_values > 5 and self.distinct > 0.6)
        return self.numeric >= 0.9 and varied

    @property
    def is_category(self) -> bool:
        """Whether its values make groups; a column of words is never less than that."""
        return self.n_values <= _MOST_CATEGORIES or not (self.is_no_text or self.numeric > 0.5)

    @property
    def is_no_text(self) -> bool:
        """Whether it holds addresses, dates or codes."""
        return max(self.mail, self.dates, self.codes) > 0.5


def look(table: RawTable, column: str) -> ColumnLook:
    """Describe a column."""
    cells = [text for cell in table.column(column) if (text := clean_text(cell))]
    counts = Counter(folded(cell) for cell in cells)
    values = list(counts)
    n, n_values = len(cells), max(len(values), 1)
    words = [len(value.split()) for value in values]
    named = any(map(_LEADING_ZERO.fullmatch, values)) or _same_length(values)
    numbers = 0 if named else sum(parse_number(cell, decimal=table.decimal) is not None for cell in cells)
    return ColumnLook(
        name=column,
        label=table.labels.get(column, column),
        n_filled=n,
        filled=n / max(len(table.rows), 1),
        distinct=len(values) / n if n else 0.0,
        n_values=len(values),
        n_long=sum(count >= _LONG_ANSWER_WORDS for count in words),
        once=sum(count == 1 for count in counts.values()) / n_values,
        length=mean(map(len, values)) if values else 0.0,
        words=mean(words) if words else 0.0,
        numeric=numbers / max(n, 1),
        scale=sum(map(_is_scale, values)) / n_values,
        mail=sum(_MAIL.fullmatch(value) is not None for value in values) / n_values,
        dates=sum(_DATE.fullmatch(value) is not None for value in values) / n_values,
        codes=sum(_is_code(value, table.decimal, named=named) for value in values) / n_values,
    )


def _same_length(values: list[str]) -> bool:
    """Tell telephone numbers and the like from amounts: eight digits and more, all as many."""
    return (
        len(values) > 1
        and len({len(value) for value in values}) == 1
        and all(map(_LONG_NUMBER.fullmatch, values))
    )


def _is_scale(value: str) -> bool:
    words = _BETWEEN_WORDS.split(value.strip(" ."))
    return all(_SCALE.fullmatch(word) for word in words if word)


def _is_code(value: str, decimal: str, *, named: bool) -> bool:
    if _POSTCODE.fullmatch(value):
        return True
    return _CODE.fullmatch(value) is not None and (named or parse_number(value, decimal=decimal) is None)
