"""Waves of a project: series, figures of earlier waves, what makes them less comparable."""

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError
from tests.builders import codebook

from coding.codebook import Edit
from coding.codings import JudgementUpdate, LogKind, Wanted
from coding.corpus import make_mapping
from coding.errors import InputError, NotFoundError
from coding.project import Project
from coding.store.schema import EarlierFigure, WaveSeries
from coding.tables import Base, TableSpec, Whose
from coding.waves import Part, change_sentence, format_waves, wave_points

WAVES = [Part("2017", "a17"), Part("2019", "a19")]


def add_survey(
    project: Project, year: int, answers: dict[str, str], *, text: str = "Wat vindt u van de bus?"
) -> None:
    mapping = make_mapping(
        {
            "id": f"peiling-{year}",
            "title": f"Peiling {year}",
            "respondent": "gemeente",
            "closed_questions": [
                {"column": "team", "id": "9", "text": "Werkt u met teams?", "order": ["ja", "nee"]}
            ],
            "open_questions": [
                {"column": "antwoord", "id": f"a{year % 100}", "text": text, "codebook": "vervoer"},
                {"column": "anders", "id": f"b{year % 100}", "text": "Anders, namelijk"},
            ],
        }
    )
    rows = [
        f"{name};{'ja' if number % 2 else 'nee'};{answer};iets"
        for number, (name, answer) in enumerate(answers.items())
    ]
    content = "\n".join(["gemeente;team;antwoord;anders", *rows]).encode()
    project.corpus.import_survey(content, name=f"{year}.csv", mapping=mapping)


def code(project: Project, question: str, codes: list[str]) -> None:
    anna = project.codings.ensure_coder("Anna")
    segments = project.corpus.segments(question)["id"]
    project.codings.judge(
        [
            JudgementUpdate(int(segment), frozenset(given.split()), read=True)
            for segment, given in zip(segments, codes, strict=False)
        ],
        coder_id=anna,
    )


@pytest.fixture
def surveys(project: Project) -> Project:
    project.codebooks.add(codebook(), author="test", reason="test")
    names = [f"Gemeente {letter}" for letter in "ABCDEFGHIJ"]
    add_survey(project, 2017, {name: f"antwoord {number}" for number, name in enumerate(names)})
    add_survey(
        project, 2019, {name: f"later {number}" for number, name in enumerate([*names[5:], "Nieuw", "Ander"])}
    )
    code(project, "a17", ["laat", "laat", "laat", "", "duur", "duur", "", "", "", "laat"])
    code(project, "a19", ["laat", "laat", "laat", "laat", "duur", "laat", ""])
    return project


def test_shares_over_waves_and_their_change(surveys: Project) -> None:
    surveys.waves.save("Bus", WAVES, author="Anna")
    table = surveys.waves.table("Bus")
    assert table.bases[["wave", "n_base", "n_read"]].to_numpy().tolist() == [["2017", 10, 10], ["2019", 7, 7]]
    shares = table.shares.set_index(["row", "wave"])
    assert shares.loc[("laat", "2017"), ["n", "base"]].tolist() == [4, 10]
    assert shares.loc[("dienst", "2019"), "share"] == pytest.approx(5 / 7)
    [change] = [change for change in table.change_list() if change.row == "laat"]
    assert change.difference == pytest.approx(5 / 7 - 4 / 10)
    assert change.remark == ""
    assert change_sentence(table).startswith("Geen enkel thema")
    points = wave_points(table, ["laat"])
    assert [point.wave for point in points["Te laat"]] == ["2017", "2019"]
    assert "Te laat, 2017–2019: +31" in format_waves(table)
    [overlap] = table.warnings  # nothing else differs
    assert overlap.startswith("5 respondenten staan in 2017 en in 2019")


def test_of_those_asked_with_part_read_a_wave_has_the_share_of_its_table(project: Project) -> None:
    project.codebooks.add(codebook(), author="test", reason="test")
    add_survey(project, 2017, {"A": "x", "B": "y", "C": "", "D": ""})
    add_survey(project, 2019, {"A": "x", "B": "y", "E": "z", "F": "v"})
    code(project, "a17", ["laat"])
    code(project, "a19", ["laat", "", "", ""])
    project.waves.save("Bus", WAVES, author="Anna")
    spec = TableSpec(question="", base=Base.ASKED)
    shares = project.waves.table("Bus", spec=spec).shares.set_index(["row", "wave"])
    # the one read of the two who answered names it, and two of the four asked answered
    assert shares.loc[("laat", "2017"), ["share", "percent", "n", "base"]].tolist() == [0.5, 50, 1, 2]
    assert shares.loc[("laat", "2019"), ["share", "percent", "n", "base"]].tolist() == [0.25, 25, 1, 4]


def test_the_same_respondents_in_both_waves(surveys: Project) -> None:
    surveys.waves.save("Bus", WAVES, author="Anna")
    table = surveys.waves.table("Bus", pair=("2017", "2019"))
    # F to J: duur, -, -, -, laat in 2017; laat four times and duur in 2019
    assert table.paired
    assert table.bases["n_base"].tolist() == [5, 5]
    shares = table.shares.set_index(["row", "wave"])["n"]
    assert [shares["laat", "2017"], shares["laat", "2019"]] == [1, 4]
    assert [shares["duur", "2017"], shares["duur", "2019"]] == [1, 1]
    assert table.notes[0].startswith("Vergeleken zijn 5 respondenten")
    with pytest.raises(InputError, match="basis"):
        surveys.waves.table("Bus", pair=("2017", "2019"), spec=TableSpec(question="", base=Base.ASKED))


def test_what_differs_between_waves_is_named(project: Project) -> None:
    project.codebooks.add(codebook(), author="test", reason="test")
    add_survey(project, 2017, {"A": "x", "B": "y", "C": "z"})
    add_survey(project, 2019, {"D": "x", "E": "y"}, text="Wat is er mis met de bus?")
    code(project, "a17", ["laat", "duur"])
    project.codebook_steps.apply(
        "vervoer", Edit("laat", {"definition": "Meer dan vijf minuten."}), author="Anna", reason="vaag"
    )
    code(project, "a19", ["laat", "duur"])
    project.waves.save("Bus", WAVES, author="Anna")
    table = project.waves.table("Bus")
    assert table.warnings == (
        "De vraag luidt niet in elke meting hetzelfde. 2017: „Wat vindt u van de bus?” "
        "2019: „Wat is er mis met de bus?”",
        "Niet alles is met dezelfde versie van het codeboek gecodeerd: 2017 met versie 1, 2019 met versie 2.",
        "Van 2017 is 2 van 3 gelezen.",
    )
    remarks = {change.row: change.remark for change in table.change_list()}
    assert remarks["laat"] == "anders sinds 2017: definitie"
    assert remarks["duur"] == ""


def test_published_figures_of_earlier_waves(surveys: Project) -> None:
    surveys.waves.save("Bus", [Part("2014"), Part("2015"), *WAVES], author="Anna")
    for wave, percent, n in (("2014", 20, 100), ("2015", 38, 234)):
        surveys.waves.add_figure(
            "Bus", wave, code="laat", percent=percent, n=n, source="Rapport", author="Anna"
        )
    number = surveys.waves.add_figure(
        "Bus",
        "2015",
        label="Werkt met teams",
        percent=87.5,
        decimals=1,
        n=200,
        source="Rapport",
        author="Anna",
    )
    table = surveys.waves.table("Bus")
    assert [(c.earlier, c.later) for c in table.change_list() if c.row == "laat"] == [
        ("2014", "2015"),
        ("2015", "2017"),
        ("2017", "2019"),
    ]
    assert [c for c in table.change_list() if c.row == "Werkt met teams"] == []
    loose = table.shares[table.shares["row"] == "Werkt met teams"]
    assert loose[["wave", "share", "published"]].to_numpy().tolist() == [["2015", 0.875, True]]
    assert table.bases["n_base"].isna().tolist() == [False, True, False, False]  # 2015: two different Ns
    assert any("2014, 2015" in warning and "Rapport" in warning for warning in table.warnings)
    surveys.waves.withdraw_figure(number, author="Anna")
    assert [figure.wave for figure in surveys.waves.figures("Bus")] == ["2014", "2015"]
    lines = [line.what for line in surveys.log.page(Wanted(kind=LogKind.TABLE)).lines]
    assert lines == [
        "trok een cijfer van een eerdere meting in: Werkt met teams 87,5% (N=200, 2015)",
        "voerde een cijfer van een eerdere meting in: Werkt met teams 87,5% (N=200, 2015)",
        "voerde een cijfer van een eerdere meting in: Te laat 38% (N=234, 2015)",
        "voerde een cijfer van een eerdere meting in: Te laat 20% (N=100, 2014)",
        "legde een reeks metingen vast",
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"percent": 101}, "percentage"),
        ({"percent": 38, "n": 5}, "Geen enkel aantal"),
        ({"source": " "}, "gepubliceerd"),
        ({"wave": "2017"}, "staat in dit project"),
        ({"wave": "2016"}, "2016"),
        ({"code": "nergens"}, "codeboek"),
        ({"code": ""}, "thema"),
        ({"percent": 39}, "al een cijfer"),
    ],
)
def test_figures_that_cannot_be(surveys: Project, values: dict[str, object], message: str) -> None:
    surveys.waves.save("Bus", [Part("2015"), *WAVES], author="Anna")
    plain = {"wave": "2015", "code": "laat", "percent": 38, "n": 234, "source": "Rapport", "author": ""}
    surveys.waves.add_figure("Bus", **plain)
    with pytest.raises((InputError, NotFoundError), match=message):
        surveys.waves.add_figure("Bus", **(plain | values))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([Part("2017", "a17")], "minstens twee"),
        ([Part("2017", "a17"), Part("2017", "a19")], "dezelfde naam"),
        ([Part("1", "a17"), Part("2", "a17")], "één keer"),
        ([Part("1"), Part("2")], "Minstens één"),
        ([Part("1", "a17"), Part("2", "weg")], "weg"),
        ([Part("1", "a17"), Part("2", "b19")], "hetzelfde codeboek"),
        ([Part("1", "a17"), Part("2", "9", "peiling-2019")], "gesloten"),
        ([Part(" ", "a17"), Part("2", "a19")], "naam"),
    ],
)
def test_series_that_cannot_be(surveys: Project, parts: list[Part], message: str) -> None:
    with pytest.raises((InputError, NotFoundError), match=message):
        surveys.waves.save("Bus", parts, author="")


def test_versions_of_a_series_stay(surveys: Project) -> None:
    assert surveys.waves.save("Bus", WAVES, author="Anna").number == 1
    assert surveys.waves.save("Bus", WAVES, author="Bas").author == "Anna"  # the same changes nothing
    assert surveys.waves.save("Bus", [Part("2015"), *WAVES], author="Bas").number == 2
    assert [series.name for series in surveys.waves.list(question="a19")] == ["Bus"]
    assert surveys.waves.list(question="b19") == []
    surveys.waves.retire("Bus", author="Bas")
    assert surveys.waves.list() == []
    assert len(surveys.waves.list(retired=True)) == 1
    with pytest.raises(DatabaseError, match="never changed"), surveys.database.write() as connection:
        connection.execute(delete(WaveSeries))
    surveys.waves.save("Bus", [Part("2015"), *WAVES], author="Anna")
    surveys.waves.add_figure("Bus", "2015", code="laat", percent=1, n=100, source="s", author="")
    with pytest.raises(DatabaseError, match="never changed"), surveys.database.write() as connection:
        connection.execute(delete(EarlierFigure))


def test_closed_questions_have_waves_too(surveys: Project) -> None:
    parts = [Part("2017", "9", "peiling-2017"), Part("2019", "9", "peiling-2019")]
    surveys.waves.save("Teams", parts, author="Anna")
    shares = surveys.waves.table("Teams").shares.set_index(["row", "wave"])
    assert shares.loc[("ja", "2017"), ["n", "base"]].tolist() == [5, 10]
    assert shares.loc[("ja", "2019"), ["n", "base"]].tolist() == [3, 7]
    panel = surveys.waves.table("Teams", pair=("2017", "2019"))
    assert panel.bases["n_base"].tolist() == [5, 5]


def test_estimates_and_weights_are_refused(surveys: Project) -> None:
    surveys.waves.save("Bus", WAVES, author="")
    for spec in (TableSpec(question="", whose=Whose.ESTIMATE), TableSpec(question="", weight="w")):
        with pytest.raises(InputError, match="zonder weging"):
            surveys.waves.table("Bus", spec=spec)
