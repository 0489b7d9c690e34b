"""Tables of the example survey: closed questions, bases and tests, against published and counted figures."""

from collections.abc import Iterator

import pandas as pd
import pytest
from scipy.stats import chi2

from coding.codebook import load_codebook
from coding.corpus import load_mapping
from coding.errors import InputError
from coding.project import Project
from coding.resources import resource
from coding.tables import Base, TableSpec

FOLDER = resource("corpora/peiling")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Project(tmp_path_factory.mktemp("example") / "study.db") as project:
        for file in resource("codebooks").glob("*.yaml"):
            project.codebooks.add(load_codebook(file), author="test", reason="test")
        project.corpus.import_survey(
            (FOLDER / "peiling.csv").read_bytes(),
            name="peiling.csv",
            mapping=load_mapping(FOLDER / "mapping.yaml"),
        )
        project.codings.ensure_coder("referentie", role="lead")
        project.codings.import_codings((FOLDER / "codings.csv").read_bytes(), name="codings.csv")
        yield project


def closed(question: str, **choices: object) -> TableSpec:
    return TableSpec(question=question, survey="peiling", **choices)  # type: ignore[arg-type]


def column(table_rows: pd.DataFrame, name: str) -> dict[str, object]:
    return {
        code: None if pd.isna(value) else value
        for code, value in zip(table_rows["code"], table_rows[name], strict=True)
    }


def test_question_32_as_it_was_published(example: Project) -> None:
    table = example.tables.theme_table(closed("32"))
    assert (table.n_base, table.n_answered, table.n_asked) == (188, 188, 201)
    # 45, 83, 29 and 31 of 188; published: yes 24%, no 44%, no longer 15%, don't know 16%
    assert column(table.rows, "percent") == {"ja": 24, "nee": 44, "niet meer": 15, "weet niet": 16}
    assert list(table.rows["code"]) == ["ja", "nee", "niet meer", "weet niet"]  # the order of the scale
    assert table.rows["rank"].isna().all()


def test_question_48_as_it_was_published(example: Project) -> None:
    table = example.tables.theme_table(TableSpec(question="48"))
    assert table.n_base == 180
    percent = dict(zip(table.rows["label"], table.rows["percent"], strict=True))
    assert (percent["Geen afspraken"], percent["Weet niet"]) == (4, 4)  # published: none 4%, don't know 4%


@pytest.mark.parametrize(
    ("question", "asked", "answered"),
    # 201 have teams; 45 said yes on 32, 83 + 29 = 112 no or no longer, of whom one left 34 empty
    [("33", 45, 45), ("34", 112, 111), ("48", 201, 180), ("62", 201, 178), ("63", 201, 176)],
)
def test_who_was_asked_follows_from_earlier_answers(
    example: Project, question: str, asked: int, answered: int
) -> None:
    table = example.tables.theme_table(TableSpec(question=question, base=Base.ASKED))
    assert (table.n_asked, table.n_base, table.n_answered) == (asked, asked, answered)
    plain = example.tables.theme_table(TableSpec(question=question))
    assert plain.n_asked == asked
    for before, now in zip(plain.lines(), table.lines(), strict=True):
        assert before.n == now.n
        assert now.share == pytest.approx(now.n / asked)  # type: ignore[operator]


def test_a_base_without_those_who_named_nothing(example: Project) -> None:
    table = example.tables.theme_table(TableSpec(question="63", base=Base.VALID))
    # 176 less 32 times none and 4 times don't know
    assert (table.n_base, table.n_answered) == (140, 176)
    rows = table.rows.set_index("code")
    assert rows.loc["werkbeheersing", "percent"] == 53  # 74 of 140
    assert (rows.loc["geen", "n"], pd.isna(rows.loc["geen", "percent"])) == (32, True)
    without_none = example.tables.theme_table(TableSpec(question="63", base=Base.VALID, left_out=("geen",)))
    assert without_none.n_base == 144
    assert without_none.rows.set_index("code").loc["weet-niet", "percent"] == 3  # 4 of 144


@pytest.mark.parametrize(
    ("question", "by", "left_out", "statistic", "df", "p"),
    # as corpora/README.md has them, reckoned apart from the program
    [
        ("V31", "g32", "anders, namelijk", 12.786, 3, 0.005),
        ("V31", "stedelijkheid", "anders, namelijk", 25.728, 12, 0.012),
        ("V13", "g32", "anders", 3.320, 3, 0.345),
        ("V13", "stedelijkheid", "anders", 14.815, 12, 0.252),
    ],
)
def test_crosstabs_of_closed_questions(
    example: Project, question: str, by: str, left_out: str, statistic: float, df: int, p: float
) -> None:
    table = example.tables.theme_table(
        closed(question, by=by, tests=True, base=Base.VALID, left_out=(left_out,))
    )
    whole = table.overall.iloc[0]
    assert whole["statistic"] == pytest.approx(statistic, abs=0.0006)
    assert whole["df"] == df
    assert float(chi2.sf(whole["statistic"], df)) == pytest.approx(p, abs=0.0006)
    # expected counts are small here, so the p of the table is the exact one; it must not be far off
    assert whole["p"] == pytest.approx(p, abs=0.1)


def test_choices_that_a_closed_question_has_not(example: Project) -> None:
    with pytest.raises(InputError, match="niets gecodeerd"):
        example.tables.theme_table(closed("32", coder="referentie"))
    with pytest.raises(InputError, match="buiten het totaal"):
        example.tables.theme_table(closed("32", base=Base.VALID))
    with pytest.raises(InputError, match="misschien"):
        example.tables.theme_table(closed("32", base=Base.VALID, left_out=("misschien",)))
    with pytest.raises(InputError, match="een getal"):
        example.tables.theme_table(closed("inwoners"))


def test_weights_count_in_percentages_and_not_in_n(example: Project) -> None:
    table = example.tables.theme_table(TableSpec(question="63", weight="inwoners"))
    people = example.corpus.respondents("peiling")["inwoners"]
    answers = example.corpus.segments("63")["respondent"]
    weights = people.reindex(answers)
    given = example.codings.combined("63")
    first = example.corpus.segments("63").set_index("id")["respondent"]
    said = set(first.reindex(given.loc[given["code"] == "wonen", "segment_id"]))
    row = table.rows.set_index("code").loc["wonen"]
    assert row["n"] == len(said) == 4
    assert row["share"] == pytest.approx(people.reindex(sorted(said)).sum() / weights.sum())
    assert table.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert any("gewogen met 'Inwoners" in note for note in table.notes)
    with pytest.raises(InputError, match="geen getal"):
        example.tables.theme_table(TableSpec(question="63", weight="g32"))


def test_a_theme_table_is_tested_per_theme(example: Project) -> None:
    table = example.tables.theme_table(TableSpec(question="63", by="g32", tests=True))
    tests = table.tests.set_index(["code", "group"])
    one, other = tests.loc[("werkbeheersing", "ja")], tests.loc[("werkbeheersing", "nee")]
    # 12 of 21 against 62 of 155: scipy.stats.chi2_contingency([[12, 9], [62, 93]], correction=False)
    assert one["statistic"] == pytest.approx(2.230479, abs=1e-6)
    assert one["p"] == other["p"] == pytest.approx(0.135312, abs=1e-6)
    assert one["difference"] == pytest.approx(100 * (12 / 21 - 62 / 155))
    assert one["effect"] == -other["effect"] == pytest.approx(0.112575, abs=1e-6)
    by_number = example.tables.theme_table(TableSpec(question="63", by="inwoners", tests=True))
    assert set(by_number.regressions["code"]) == set(by_number.rows["code"]) - {""}
    assert example.tables.theme_table(TableSpec(question="63", by="g32")).tests.empty
