"""A matrix of codings as files: the data, its list of variables, and how SPSS and R read it."""

import csv
import io
from collections.abc import Iterator

from coding.exchange.matrix import Matrix, MatrixVariable
from coding.exchange.variable_names import VALUE_LABEL_BYTES, short_label
from coding.formulas import guard_formula
from coding.i18n import _

SEPARATOR = ";"
TEXT_BYTES = 32767  # the widest text that SPSS holds


def matrix_files(matrix: Matrix, *, stem: str) -> dict[str, bytes]:
    """Return the files of a matrix by name.

    Parameters
    ----------
    stem
        What they are called, without an ending.

    Returns
    -------
    The data (CSV), the list of variables (CSV), the syntax that reads them into SPSS, and the R script that
    does so. A missing value is an empty cell.
    """
    data = f"{stem}.csv"
    return {
        data: _csv(_data_rows(matrix)),
        f"{stem}-variabelen.csv": _csv(_variable_rows(matrix)),
        f"{stem}.sps": spss_syntax(matrix, data=data).encode("utf-8-sig"),
        f"{stem}.R": r_script(matrix, data=data).encode(),
    }


def _csv(rows: Iterator[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _data_rows(matrix: Matrix) -> Iterator[list[object]]:
    yield [variable.name for variable in matrix.variables]
    plain = matrix.frame.astype(object).where(matrix.frame.notna(), "")
    for row in plain.itertuples(index=False, name=None):
        yield [_cell(value) for value in row]


def _cell(value: object) -> object:
    if isinstance(value, str):
        # a line break within a cell ends the case for SPSS
        return guard_formula(short_label(value, TEXT_BYTES))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _variable_rows(matrix: Matrix) -> Iterator[list[object]]:
    yield [_("variabele"), _("betekenis"), _("soort"), _("waarden")]
    for variable in matrix.variables:
        values = "; ".join(f"{value} = {word}" for value, word in variable.values.items())
        kind = _("tekst") if variable.text else _("getal")
        yield [variable.name, guard_formula(variable.label), kind, values]


def spss_syntax(matrix: Matrix, *, data: str) -> str:
    """Write the SPSS syntax that reads the data and names variables and values.

    No line is longer than 256 bytes but those of labels, which have one of their own.
    """
    formats = [f"  {variable.name} {_format(matrix, variable)}" for variable in matrix.variables]
    labels = [f"  {variable.name}\n  {_spss(variable.label)}" for variable in matrix.variables]
    texts = [variable.name for variable in matrix.variables if variable.text]
    out = [
        "* " + _("Leest {data} in. Zet eerst met CD de map waarin dat bestand staat.").format(data=data),
        "* " + _("Een lege cel is niet gelezen of niet beantwoord; 0 is gelezen en niet genoemd."),
        "* CD 'C:\\...'.",
        "SET DECIMAL=DOT.",
        "GET DATA",
        "  /TYPE=TXT",
        f"  /FILE={_spss(data)}",
        "  /ENCODING='UTF8'",
        f'  /DELIMITERS="{SEPARATOR}"',
        "  /QUALIFIER='\"'",
        "  /ARRANGEMENT=DELIMITED",
        "  /FIRSTCASE=2",
        "  /VARIABLES=",
        *formats[:-1],
        f"{formats[-1]}.",
        "EXECUTE.",
        "",
        "VARIABLE LABELS",
        *labels[:-1],
        f"{labels[-1]}.",
        "",
        *_value_labels(matrix),
        *(f"MISSING VALUES {name} ('')." for name in texts[1:]),
        f"VARIABLE LEVEL {' '.join(_nominal(matrix))} (NOMINAL).",
        "EXECUTE.",
    ]
    return "\r\n".join(line for part in out for line in part.split("\n")) + "\r\n"


def _format(matrix: Matrix, variable: MatrixVariable) -> str:
    values = matrix.frame[variable.name].dropna()
    if variable.text:
        width = max((len(str(_cell(str(value))).encode()) for value in values), default=1)
        return f"A{min(max(width, 1), TEXT_BYTES)}"
    if variable.values:
        return "F1.0"
    whole = (values.astype(float) % 1 == 0).all()
    return "F12.0" if whole else "F16.4"


def _value_labels(matrix: Matrix) -> Iterator[str]:
    """Name the values, once for all variables that share them."""
    shared: dict[tuple[tuple[int, str], ...], list[str]] = {}
    for variable in matrix.variables:
        if variable.values:
            shared.setdefault(tuple(variable.values.items()), []).append(variable.name)
    for values, names in shared.items():
        yield "VALUE LABELS"
        yield from (f"  {name}" for name in names)
        lines = [f"  {value} {_spss(short_label(word, VALUE_LABEL_BYTES))}" for value, word in values]
        yield from lines[:-1]
        yield f"{lines[-1]}."
        yield ""


def _nominal(matrix: Matrix) -> Iterator[str]:
    return (variable.name + "\n " for variable in matrix.variables if variable.values)


def _spss(text: str) -> str:
    """Write text as SPSS quotes it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def r_script(matrix: Matrix, *, data: str) -> str:
    """Write the R script that reads the data and names variables and values."""
    labels = [f"  {variable.name} = {_r(variable.label)}" for variable in matrix.variables]
    out = [
        "# " + _("Leest {data} in; een lege cel is niet gelezen of niet beantwoord (NA).").format(data=data),
        "coderingen <- read.csv(",
        f'  {_r(data)}, sep = "{SEPARATOR}", dec = ".", na.strings = "", check.names = FALSE,',
        '  fileEncoding = "UTF-8-BOM", stringsAsFactors = FALSE',
        ")",
        "",
        "labels <- c(",
        ",\n".join(labels),
        ")",
        'for (naam in names(labels)) attr(coderingen[[naam]], "label") <- labels[[naam]]',
        "",
    ]
    for variable in matrix.variables:
        if len(variable.values) > 2:  # flags stay numbers, to add and average
            words = ", ".join(_r(word) for word in variable.values.values())
            numbers = ", ".join(map(str, variable.values))
            out.append(
                f"coderingen${variable.name} <- factor(coderingen${variable.name}, "
                f"levels = c({numbers}), labels = c({words}))"
            )
    return "\n".join([*out, ""])


def _r(text: str) -> str:
    """Write text as R quotes it."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
