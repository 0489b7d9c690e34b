"""Bring the English catalogue up to date with the texts in the code.

python tools/catalogue.py            add new texts, drop gone ones, compile; lists what has no translation
python tools/catalogue.py --missing  only list what has no translation yet
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "coding"
PO_FILE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "coding.po"
MO_FILE = PO_FILE.with_suffix(".mo")


def extracted() -> Catalog:
    """Return every text that the code marks for translation."""
    catalogue = Catalog(project="coding", locale="en", fuzzy=False)
    found = extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
    )
    for file, _line, message, _comments, _context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, locations=[(file, None)])
    return catalogue


def stored() -> Catalog:
    """Return the English catalogue as it is."""
    if not PO_FILE.exists():
        return Catalog(locale="en", fuzzy=False)
    with PO_FILE.open("rb") as file:
        return read_po(file, locale="en")


def is_translated(message: object) -> bool:
    """Whether every form of a message has a translation."""
    text = message.string  # type: ignore[attr-defined]  # babel's Message
    return all(text) if isinstance(text, tuple | list) else bool(text)


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts without a translation."""
    return [str(message.id) for message in catalogue if message.id and not is_translated(message)]


def main() -> int:
    """Update, compile, and report."""
    catalogue = stored()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if "--missing" not in sys.argv:
        with PO_FILE.open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
        with MO_FILE.open("wb") as file:
            write_mo(file, catalogue)
    missing = untranslated(catalogue)
    for text in missing:
        print(repr(text))
    print(f"{len(missing)} texts have no translation", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
