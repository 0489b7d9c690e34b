"""A wrongly typed command gets a Dutch sentence and the way to its help."""

import pytest

from coding.cli import main


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["table"], "Het volgende ontbreekt: --question. Hulp: coding table --help"),
        (["import"], "Het volgende ontbreekt: files."),
        (["tabel"], "De opdracht tabel bestaat niet. Bedoelt u table, tables?"),
        (["table", "--projet", "x"], "De optie --projet bestaat niet. Bedoelt u --project"),
        (
            ["table", "-q", "1", "-f", "pdf"],
            "Bij --format kan dit niet; kies uit 'text', 'csv', 'xlsx', 'docx', 'md', 'tex', 'png', 'svg'.",
        ),
        (["cluster", "-q", "1", "--groups", "vier"], "Bij --groups hoort een heel getal."),
        (["table", "--question"], "Achter --question hoort nog iets te staan."),
        (["codings", "a.csv", "b.csv"], "Dit is te veel: b.csv."),
    ],
)
def test_a_mistyped_command(
    words: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["coding", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    shown = capsys.readouterr()
    assert stopped.value.code == 2
    assert message in shown.err
    assert shown.err.count("\n") == 1
