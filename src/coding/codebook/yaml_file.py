"""Reading and writing a codebook as YAML, with errors that name file, line and code."""

from pathlib import Path
from typing import Any

from coding.codebook.checking import Checker, CodebookError, Item, checked_content
from coding.codebook.model import CodebookContent
from coding.errors import CodingError, os_reason
from coding.i18n import _


def _plain(node: Any) -> Any:
    """Turn a YAML node into plain values, mappings into `Item`."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            values[str(key.value)] = _plain(value)
            lines[str(key.value)] = key.start_mark.line + 1
        return Item(values, lines, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    # Everything but true and false is text to us: a code called `no` or `2` must not become something else.
    if node.style is None and str(node.value).lower() in {"true", "false"}:
        return str(node.value).lower() == "true"
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def parse_codebook(text: str, *, name: str) -> CodebookContent:
    """Read a codebook from YAML text.

    Parameters
    ----------
    text
        The YAML.
    name
        What to call the file in errors.

    Raises
    ------
    CodebookError
        With every problem found, each with file, line and code.
    """
    import yaml

    check = Checker(name)
    try:
        # compose only builds the tree: nothing in the file can make objects of other kinds
        root = _plain(yaml.compose(text, Loader=yaml.SafeLoader)) if text.strip() else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        check.report(line, _broken_yaml())
        raise CodebookError(check.problems) from error
    except (yaml.YAMLError, RecursionError) as error:
        check.report(1, _broken_yaml())
        raise CodebookError(check.problems) from error
    if not isinstance(root, Item):
        check.report(1, _("een codeboek begint met 'id', 'title', 'description', 'source' en 'codes'"))
        raise CodebookError(check.problems)
    return checked_content(check, root)


def _broken_yaml() -> str:
    """Name the two mistakes that are nearly always behind it; YAML's own words are English."""
    return _(
        "dit is geen geldige YAML; spring in met spaties (geen tabs) en zet tekst met een dubbele punt "
        "tussen aanhalingstekens"
    )


def load_codebook(path: Path) -> CodebookContent:
    """Read a codebook from a YAML file; errors as in `parse_codebook`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CodingError(
            _("Het codeboek {file} is niet te lezen: {reason}.").format(file=path, reason=os_reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise CodingError(
            _("{file}: sla het codeboek op als UTF-8; teken {position} is niet te lezen.").format(
                file=path.name, position=error.start
            )
        ) from error
    return parse_codebook(text, name=path.name)


def to_yaml(content: CodebookContent) -> str:
    """Write a codebook as YAML that `parse_codebook` reads back unchanged."""
    import yaml

    return yaml.safe_dump(content.to_dict(), allow_unicode=True, sort_keys=False, width=100)
