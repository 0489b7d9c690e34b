"""Files that cannot be used: one clear Dutch sentence that says what and where, and nothing imported."""

import io
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from coding.corpus import make_mapping, read_document, read_table
from coding.corpus.readers import bounds
from coding.errors import InputError
from coding.project import Project
from coding.resources import resource
from coding.store.schema import Base

MAPPING = make_mapping(
    {
        "id": "p",
        "respondent": "id",
        "variables": [{"column": "n", "type": "number"}],
        "open_questions": [{"column": "a", "id": "63", "text": "?"}],
    }
)
GOOD = "id;n;a\nElzerveen;1;te druk\nMarsdrecht;2;geen\n"


def broken_xlsx() -> bytes:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()[:-300]


def damaged_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["id", "n", "a"])
    whole, out = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            target.writestr(part, data[: len(data) // 2] if "sheet1" in part.filename else data)
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>')
    return out.getvalue()


CASES = {
    "empty": (b"", "p.csv", "leeg", None, None),
    "blank": (b" \r\n \r\n", "p.csv", "leeg", None, None),
    "only separators": (b";;\n;;\n", "p.csv", "leeg", None, None),
    "only a header": (b"id;n;a\n", "p.csv", "geen rijen", 1, None),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "p.csv", "afbeelding", None, None),
    "no text": (bytes(range(1, 32)) * 40, "p.csv", "geen tekstbestand", None, None),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "p.xls", "oude indeling", None, None),
    "double column": (b"id;a;A \n1;2;3\n", "p.csv", "komt twee keer voor", 1, None),
    "nameless column": (b"id;;a\n1;2;3\n", "p.csv", "geen naam", 1, "B"),
    "no header": (b"A;ja;druk\nB;ja;druk\nC;nee;druk\n", "p.csv", "geen kopregel", 1, None),
    "row too long": (GOOD.encode() + b"X;1;a;b\n", "p.csv", "4 cellen en de kopregel 3", 4, None),
    "row too short": (GOOD.encode() + b"X;1\n", "p.csv", "2 cellen en de kopregel 3", 4, None),
    "quote not closed": (GOOD.encode() + b'X;1;"druk\nY;2;vol\n', "p.csv", "niet gesloten", 4, None),
    "text behind a quote": (GOOD.encode() + b'X;1;"druk" zei ze\n', "p.csv", "aanhalingsteken", 4, None),
    "endless cell": (GOOD.encode() + b"X;1;" + b"a" * 140_000 + b"\n", "p.csv", "131.072", 4, None),
    "no number": (GOOD.encode() + b"X;veel;druk\n", "p.csv", "'veel' is geen getal", 4, "n"),
    "no respondent": (GOOD.encode() + b" ;1;druk\n", "p.csv", "niet ingevuld wie", 4, "id"),
    "double respondent": (GOOD.encode() + b" elzerveen;3;vol\n", "p.csv", "rij 2 en rij 4", 4, "id"),
    "unknown column": (GOOD.replace(";a\n", ";aa\n").encode(), "p.csv", "'aa'", None, None),
    "broken xlsx": (broken_xlsx(), "p.xlsx", "beschadigd", None, None),
    "damaged sheet": (damaged_sheet(), "p.xlsx", "beschadigd", None, None),
    "text called xlsx": (GOOD.encode(), "p.xlsx", "beschadigd", None, None),
    "xml entities": (with_entities(), "p.xlsx", "XML-definities", None, None),
    "a report": (b"%PDF-1.4\n", "p.csv", "PDF", None, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_survey_is_refused_with_a_sentence(case: str, tmp_path: Path) -> None:
    content, name, words, row, column = CASES[case]
    with Project(tmp_path / "x.db") as project:
        with pytest.raises(InputError) as caught:
            project.corpus.import_survey(content, name=name, mapping=MAPPING)

        message = str(caught.value)
        assert message.startswith(name)
        assert words in message
        assert (caught.value.row, caught.value.column) == (row, column)
        assert "\n" not in message
        with project.database.read() as connection:
            for table in Base.metadata.sorted_tables:
                assert connection.scalar(select(func.count()).select_from(table)) == 0, table.name


def test_a_wrong_encoding_that_was_asked_for(tmp_path: Path) -> None:
    mapping = make_mapping({**MAPPING.to_dict(), "file": {"encoding": "utf-8"}})
    content = GOOD.replace("geen", "één").encode("cp1252")
    with Project(tmp_path / "x.db") as project:
        with pytest.raises(InputError, match="utf-8") as caught:
            project.corpus.import_survey(content, name="p.csv", mapping=mapping)
        assert caught.value.row == 3
        assert project.corpus.questions().empty


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="MB groot"):
        read_table(GOOD.encode(), name="p.csv")


@pytest.mark.parametrize("reader", [read_table, read_document])
def test_an_archive_that_unpacks_to_too_much(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_UNPACKED_BYTES", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet.xml" if reader is read_table else "word/document.xml", b"0" * 2_000_000)
    assert len(out.getvalue()) < 10_000
    with pytest.raises(InputError, match="uitgepakt"):
        reader(out.getvalue(), name="p.xlsx" if reader is read_table else "p.docx")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "r.txt", "leeg"),
        (b"%PDF-1.4\nkapot", "r.pdf", "beschadigd"),
        (b"PK\x03\x04kapot", "r.docx", "beschadigd"),
        (b"platte tekst", "r.docx", "beschadigd"),
        (b"platte tekst", "r.pdf", "beschadigd"),
        (b"{\\rtf1 tekst}", "r.txt", "RTF"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "r.txt", "afbeelding"),
        (bytes(range(1, 32)) * 40, "r.txt", "geen tekstbestand"),
        (with_entities(), "r.docx", "Excel"),
    ],
)
def test_a_bad_report_is_refused_with_a_sentence(
    content: bytes, name: str, words: str, tmp_path: Path
) -> None:
    with Project(tmp_path / "x.db") as project:
        with pytest.raises(InputError, match=words) as caught:
            project.corpus.import_report(content, name=name)
        assert caught.value.file == name
        assert project.corpus.questions().empty
        assert project.corpus.files().empty


REPORTS = ["terugblik-dorpsteams-vaarderhoek.docx", "regiobeeld-gebiedsteams-zuiderkoggen.pdf"]


@pytest.mark.parametrize("name", [*REPORTS, "p.xlsx", "p.csv"])
def test_damaged_files_give_a_sentence_or_a_reading(name: str) -> None:
    """Bytes changed, lost and added at random: never a traceback."""
    if name in REPORTS:
        content = (resource("corpora") / "rapporten" / name).read_bytes()
    else:
        book = openpyxl.Workbook()
        for line in GOOD.splitlines():
            book.active.append(line.split(";"))
        whole = io.BytesIO()
        book.save(whole)
        content = whole.getvalue() if name == "p.xlsx" else GOOD.encode() * 20
    chance = random.Random(1)
    refused = 0
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 5, 50])):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.choice([1, 1, 20])] = chance.randbytes(chance.choice([0, 1, 5]))
        try:
            (read_document if name in REPORTS else read_table)(bytes(damaged), name=name)
        except InputError as error:
            refused += 1
            assert error.file == name  # noqa: PT017
    assert refused


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"[" * 20_000, "r.md"),
        (b"**a " * 20_000, "r.md"),
        (b"[a](" + b"\\a" * 20_000, "r.md"),
        (b"<!--" * 20_000 + b"x", "r.md"),
        (b". " * 50_000 + b"x", "r.txt"),
        (b"a" * 200_000 + b". B" * 20_000, "r.txt"),
        (b"<html>" + b"<div>" * 100_000 + b"x", "r.html"),
        (b"<html><p>x</p>" + b"<" * 200_000, "r.html"),
        (b"<html><p>x</p>" + b"<!--" * 50_000, "r.html"),
        (b"<html><p>x</p>" + b'<a "' * 50_000, "r.html"),
        (b"<html><ul>" + b"<li>x" * 20_000, "r.html"),
        (b'a;b\n1;"' + b"x\n" * 40_000 + b'"\n', "p.csv"),
    ],
)
def test_no_file_takes_for_ever(content: bytes, name: str) -> None:
    """Patterns that search back and forth would take minutes here; three seconds is plenty."""
    begin = time.process_time()
    (read_table if name.endswith("csv") else read_document)(content, name=name)
    assert time.process_time() - begin < 3


def test_the_room_opens_without_heavy_packages() -> None:
    heavy = "pandas openpyxl docx pypdf spacy sklearn charset_normalizer ftfy yaml"
    code = f"import sys, coding.corpus; print(*[name for name in '{heavy}'.split() if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
