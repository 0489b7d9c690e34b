"""Files on their own: text stays as it was around the placeholders, tables keep their other columns."""

import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coding.cli import app
from coding.corpus import read_table
from coding.errors import InputError
from coding.pseudonyms import Recogniser, pseudonymise_file, review_list

CSV = (
    b"nr;gemeente;wat vindt u ervan?;toelichting\r\n"
    b'1;Urk;"Mevrouw Wiersinga belde\n- niet";=1+1\r\n'
    b"1;Urk;Wiersinga weer, 06-12345678;-\r\n"
    b"2;Ede;dhr. Wiersinga;bsn 111222333\r\n"
)


def test_a_text_keeps_everything_else() -> None:
    content = "Kop\r\n\r\n\u00a0Ik belde mevrouw Wiersinga, 🙂\r\nzij niet.\r\n".encode()
    result = pseudonymise_file(content, name="a.txt", recogniser=Recogniser())
    assert result.content == content.replace(b"Wiersinga", b"[PERSOON-1]")
    assert dict(result.counts) == {"person": 1}


@pytest.mark.parametrize(("name", "head"), [("a.txt", ""), ("a.csv", "wat vindt u ervan?\n")])
def test_names_with_loose_accents_go_whole(name: str, head: str) -> None:
    content = unicodedata.normalize("NFD", f"{head}Mevrouw Muñoz belde dhr. Noël.\n").encode()
    result = pseudonymise_file(
        content, name=name, recogniser=Recogniser(), columns=[head.strip()] if head else []
    )
    assert result.content.decode("utf-8-sig").split() == [
        *head.split(),
        *["Mevrouw", "[PERSOON-1]", "belde", "dhr.", "[PERSOON-2]."],
    ]


def test_columns_of_a_table() -> None:
    result = pseudonymise_file(
        CSV, name="a.csv", recogniser=Recogniser(), columns=["Wat vindt u ervan?"], respondent="nr"
    )
    table = read_table(result.content, name="a.csv")
    assert table.column("wat vindt u ervan?") == [
        "Mevrouw [PERSOON-1] belde\n- niet",
        "[PERSOON-1] weer, [TELEFOON-1]",
        "dhr. [PERSOON-1]",
    ]
    assert table.column("toelichting") == ["=1+1", "-", "bsn 111222333"]
    assert dict(result.counts) == {"person": 3, "phone": 1}
    assert b"Wiersinga" in review_list(result)


def test_what_cannot_be_done_is_told() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: dit kan met"):
        pseudonymise_file(b"%PDF-", name="a.pdf", recogniser=Recogniser())
    with pytest.raises(InputError, match="nergens"):
        pseudonymise_file(CSV, name="a.csv", recogniser=Recogniser(), columns=["nergens"])
    with pytest.raises(InputError, match="kolommen zijn er alleen"):
        pseudonymise_file(b"tekst", name="a.txt", recogniser=Recogniser(), columns=["a"])


def test_the_command_prints_counts_and_never_originals(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(CSV)
    words = ["pseudonymise", str(file), "-c", "wat vindt u ervan?", "-c", "toelichting", "--kind", "bsn"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    assert "burgerservicenummer 1" in result.output
    assert "Wiersinga" not in result.output
    assert "111222333" not in result.output
    assert file.read_bytes() == CSV
    assert b"[BSN-1]" in (tmp_path / "a-gepseudonimiseerd.csv").read_bytes()


def test_the_command_never_overwrites_its_input(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("dhr. Wiersinga", encoding="utf-8")
    result = CliRunner().invoke(app, ["pseudonymise", str(file), "-o", str(file)])
    assert isinstance(result.exception, InputError)
    assert file.read_text(encoding="utf-8") == "dhr. Wiersinga"
