"""A first proposal of what the columns of a file mean, for a person to look over."""

import re
from pathlib import PurePath

from coding.corpus.clean import folded, one_line
from coding.corpus.column_look import ColumnLook, look
from coding.corpus.mapping import ClosedQuestion, OpenQuestion, SurveyMapping, VariableMapping
from coding.corpus.readers.table import RawTable

_UNIT = re.compile(
    r"(?:naam )?(?:gemeente|organisatie|instelling|school|praktijk|team)(?:naam)?", re.IGNORECASE
)
_RESPONDENT = re.compile(
    r"respondent\w*|(?:response|respons|deelnemer|record|case)?[ _-]?(?:id|nr|nummer|code)|"
    r"naam|deelnemer|nummer|volgnummer|token",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"e-?mail|mailadres|ip[ _-]?(?:adres|address)|telefoon|postcode|adres|geboortedatum|"
    r"voornaam|achternaam|bsn|\bpc[46]\b|(?:first|last) ?name|latitude|longitude|(?:breedte|lengte)graad",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"(?:start|eind|begin|submit|invul)[ _-]?(?:datum|date|tijd|time)|date[ _]?stamp|"
    r"(?:datum|date|tijd|time)\w*|"
    r"seed|lastpage|laatste pagina|start ?language|(?:start|begin)? ?taal|refurl|duur|duration.*|"
    r"collector id|progress|finished|recorded ?date|user ?language|distribution ?channel",
    re.IGNORECASE,
)
_NUMBER_IN_NAME = re.compile(r"(?:v|q|vr|vraag)?[ _.]?(\d{1,3}[a-z]?)(?=[\s._):-]|$)", re.IGNORECASE)

_BETWEEN_NAMES = (" / ", ";", "|", ",")
_LONGEST_NAME = 60


def guess_mapping(table: RawTable) -> SurveyMapping:
    """Propose a mapping for a table.

    The respondent is a column that is (nearly) unique, by preference one with a telling name; what reads
    like people's own words is an open question; varied numbers are numbers; all other words make a
    category. Columns with e-mail addresses, dates, codes and the like are left out.
    """
    looks = [look(table, column) for column in table.columns]
    respondent = _respondent(looks)
    variables: list[VariableMapping] = []
    closed: list[ClosedQuestion] = []
    opened: list[OpenQuestion] = []
    keys: set[str] = set()
    for column in looks:
        if column is respondent or not column.n_filled or _left_out(column):
            continue
        if column.is_open:
            key = _key(column.name, keys, limit=60)
            opened.append(OpenQuestion(column=column.name, id=key, text=_question_text(column.label)))
        elif column.is_number:
            key = _key(column.name, keys, limit=100)
            variables.append(VariableMapping(column=column.name, id=key, label=column.label, type="number"))
        elif column.is_category:
            key = _key(column.name, keys, limit=100)
            if _NUMBER_IN_NAME.match(column.name):
                closed.append(ClosedQuestion(column=column.name, id=key, text=_question_text(column.label)))
            else:
                variables.append(VariableMapping(column=column.name, id=key, label=column.label))
    if not (variables or closed or opened):
        rest = [column for column in looks if column is not respondent] or looks
        best = max(rest, key=lambda column: column.length)
        opened.append(
            OpenQuestion(column=best.name, id=_key(best.name, keys, limit=60), text=_question_text(best.name))
        )
    stem = PurePath(table.name).stem
    return SurveyMapping(
        id=_slug(stem)[:60] or "peiling",
        title=stem,
        respondent=respondent.name,
        split_respondent=_split(table, respondent.name),
        variables=variables,
        closed_questions=closed,
        open_questions=opened,
    )


def _respondent(looks: list[ColumnLook]) -> ColumnLook:
    named = [column for column in looks if _RESPONDENT.fullmatch(column.name.strip())]
    units = [column for column in looks if _UNIT.fullmatch(column.name.strip())]
    for candidates in (
        # Rather the organisation than a running number: only then are double questionnaires noticed.
        [column for column in units if column.filled >= 0.9 and column.distinct >= 0.6],
        [column for column in named if column.nearly_unique],
        [column for column in looks if _tells_apart(column) and not _is_private(column)],
        [column for column in looks if _tells_apart(column)],
        named,
        looks,
    ):
        if candidates:
            return candidates[0]
    raise ValueError("a table has at least one column")


def _tells_apart(column: ColumnLook) -> bool:
    return column.nearly_unique and not column.is_open and column.length < _LONGEST_NAME


def _is_private(column: ColumnLook) -> bool:
    return column.mail > 0.5 or _PRIVATE.search(column.name) is not None


def _left_out(column: ColumnLook) -> bool:
    """Leave out what is private, what the survey program added, and numbers that only count rows."""
    name = column.name.strip()
    counts_rows = column.nearly_unique and _RESPONDENT.fullmatch(name) is not None
    return counts_rows or _is_private(column) or _TECHNICAL.fullmatch(name) is not None


def _split(table: RawTable, respondent: str) -> str | None:
    """Find what stands between names, where a cell holds several that also occur alone."""
    cells = [one_line(cell) for cell in table.column(respondent)]
    alone = {folded(cell) for cell in cells}
    for separator in _BETWEEN_NAMES:
        several = [cell.split(separator) for cell in cells if separator in cell]
        known = sum(any(folded(part) in alone for part in parts) for parts in several)
        if several and len(several) < len(cells) / 4 and (separator != "," or known == len(several)):
            return separator
    return None


def _question_text(name: str) -> str:
    """Return a column's name without the number before it."""
    match = _NUMBER_IN_NAME.match(name)
    rest = name[match.end() :].strip(" ._):-") if match else name
    return rest or name


def _key(name: str, taken: set[str], *, limit: int) -> str:
    """Return a short key that is not taken yet: the number of the question, else the name."""
    match = _NUMBER_IN_NAME.match(name)
    base = (match.group(1).lower() if match else _slug(name)[: limit - 5]) or "vraag"
    if base in taken and match:
        base = _slug(name[match.start(1) :])[: limit - 5]
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    taken.add(key)
    return key


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", folded(text)).strip("-_")
