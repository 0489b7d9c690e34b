"""Whose coding a table counts, how sure it is, who was asked: on a survey counted by hand."""

from typing import Any, cast

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import insert, select
from tests.builders import codebook

from coding.classifier import Classifiers
from coding.codings import JudgementUpdate, Strategy
from coding.corpus import make_mapping
from coding.errors import CodingError, InputError, NotFoundError
from coding.project import Project
from coding.store.schema import AuditDraw, AuditItem, Question, utc_now
from coding.tables import Base, Tables, TableSpec, ThemeTable, Whose

N = 40
MAPPING = make_mapping(
    {
        "id": "bus",
        "respondent": "wie",
        "variables": [
            {"column": "stad", "order": ["ja", "nee"]},
            {"column": "gewicht", "type": "number"},
            {"column": "reist", "order": ["ja", "nee"]},
        ],
        "closed_questions": [
            {"columns": ["trein", "fiets"], "id": "8", "text": "Wat nog meer?", "type": "multiple"},
            {"columns": ["eerst", "dan"], "id": "9", "text": "Wat knelt het meest?", "type": "ranked"},
        ],
        "open_questions": [
            {
                "column": "antwoord",
                "id": "7",
                "text": "Wat vindt u van de bus?",
                "codebook": "vervoer",
                "asked_if": {"column": "reist", "values": ["ja"]},
            }
        ],
    }
)
HEADER = "wie;stad;gewicht;reist;trein;fiets;eerst;dan;antwoord"


def survey(*, odd: int = 0, weight: str = "2") -> bytes:
    """Return 40 who travel and answer, 8 who travel only, 12 who do not travel, ``odd`` of whom answer."""
    rows = [
        f"R{i};{'ja' if i % 4 == 0 else 'nee'};{1 if i % 2 else weight};ja;{i % 2};{i % 3 == 0:d};"
        f"{'prijs' if i % 5 == 0 else 'tijd'};{'tijd' if i % 5 == 0 else ''};antwoord {i}"
        for i in range(N)
    ]
    rows += [f"S{i};ja;1;ja;;;;;" for i in range(8)]
    rows += [f"T{i};nee;1;nee;;;;;{'toch' if i < odd else ''}" for i in range(12)]
    return "\n".join([HEADER, *rows, ""]).encode()


@pytest.fixture
def bus(project: Project) -> Project:
    project.codebooks.add(codebook(), author="test", reason="test")
    return project


def bring_in(project: Project, **more: Any) -> list[int]:
    project.corpus.import_survey(survey(**more), name="bus.csv", mapping=MAPPING)
    return [int(number) for number in project.corpus.segments("7")["id"]]


def code(place: int) -> str:
    """Return the code that the answer at a place should have: a quarter 'laat', the others 'duur'."""
    return "laat" if place % 4 == 0 else "duur"


def judge(project: Project, segments: list[int], codes: list[str], *, coder: str = "Anna") -> None:
    number = project.codings.ensure_coder(coder)
    updates = [
        JudgementUpdate(segment, frozenset({given}), read=True, client=coder, revision=place)
        for place, (segment, given) in enumerate(zip(segments, codes, strict=True), start=1)
    ]
    project.codings.judge(updates, coder_id=number)


def row(table: ThemeTable, of: str) -> "pd.Series[Any]":
    return table.rows.set_index("code").loc[of]


def says(table: ThemeTable, words: str) -> bool:
    return any(words in note for note in table.notes)


def test_of_everybody_asked_who_said_nothing_named_nothing(bus: Project) -> None:
    segments = bring_in(bus, odd=2)
    judge(bus, segments, [code(place) for place in range(N)] + ["laat", "laat"])
    plain = bus.tables.theme_table(TableSpec(question="7"))
    assert (plain.n_asked, plain.n_answered, row(plain, "laat")["n"]) == (48, 42, 12)
    assert says(plain, "2 gaven antwoord terwijl")
    assert says(plain, "Dat telt hier mee")
    asked = bus.tables.theme_table(TableSpec(question="7", base=Base.ASKED, by="stad", minimum_base=1))
    assert (asked.n_asked, asked.n_base, asked.n_answered) == (48, 48, 40)
    assert (row(asked, "laat")["n"], row(asked, "laat")["percent"]) == (10, 21)  # 10 of 48
    assert says(asked, "Dat telt hier niet mee")
    # ten of the city answered, eight more were asked; all thirty others answered
    assert asked.bases() == [("ja", 18), ("nee", 30)]
    cells = asked.groups.set_index(["code", "group"])
    assert cells.loc[("laat", "ja"), "percent"] == 56  # 10 of 18
    assert cells.loc[("laat", "nee"), "percent"] == 0


def test_of_everybody_asked_with_part_read(bus: Project) -> None:
    segments = bring_in(bus)
    judge(bus, segments[:20], [code(place) for place in range(20)])
    table = bus.tables.theme_table(TableSpec(question="7", base=Base.ASKED))
    # 5 of the 20 read, and 40 of the 48 asked answered
    assert row(table, "laat")["share"] == pytest.approx(5 / 20 * 40 / 48)
    assert (row(table, "laat")["n"], row(table, "laat")["percent"]) == (5, 21)
    assert says(table, "maal het deel dat antwoord gaf (40 van 48)")


def test_without_known_routing_everybody_was_asked(bus: Project) -> None:
    values = MAPPING.to_dict()
    del values["open_questions"][0]["asked_if"]
    bus.corpus.import_survey(survey(), name="bus.csv", mapping=make_mapping(values))
    segments = [int(number) for number in bus.corpus.segments("7")["id"]]
    judge(bus, segments, [code(place) for place in range(N)])
    assert bus.tables.theme_table(TableSpec(question="7")).n_asked == N
    table = bus.tables.theme_table(TableSpec(question="7", base=Base.ASKED))
    assert (table.n_base, row(table, "laat")["percent"]) == (60, 17)  # 10 of 60
    assert says(table, "Niet bekend is aan wie")


def test_margins_only_where_what_was_read_is_a_random_sample(bus: Project) -> None:
    segments = bring_in(bus)
    queue = bus.codings.make_queue("7", title="toeval", strategy=Strategy.RANDOM, n=20, seed=3)
    drawn = [int(number) for number in bus.codings.queue_segments(queue)["segment_id"]]
    judge(bus, drawn, ["laat"] * 6 + ["duur"] * 14)
    table = bus.tables.theme_table(TableSpec(question="7"))
    found = row(table, "laat")
    # Wilson with n(N-1)/(N-n) = 20 * 39 / 20 = 39 in the place of 20; see coding.tables.statistics
    p, n, z = 0.3, 39.0, 1.959963984540054
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert (found["low"], found["high"]) == (pytest.approx(middle - half), pytest.approx(middle + half))
    assert says(table, "willekeurige steekproef: de marges")
    asked = row(bus.tables.theme_table(TableSpec(question="7", base=Base.ASKED)), "laat")
    assert asked["high"] == pytest.approx((middle + half) * 40 / 48)
    # one answer more, chosen by somebody, and it is no random sample any longer
    rest = next(number for number in segments if number not in drawn)
    judge(bus, [rest], ["laat"], coder="Bram")
    table = bus.tables.theme_table(TableSpec(question="7"))
    assert table.rows["low"].isna().all()
    assert says(table, "geen willekeurige steekproef")


def test_what_was_read_completely_has_no_margin(bus: Project) -> None:
    judge(bus, bring_in(bus), [code(place) for place in range(N)])
    table = bus.tables.theme_table(TableSpec(question="7"))
    assert table.rows[["low", "high"]].isna().all().all()
    assert says(table, "Alles is gelezen")


def test_only_what_is_agreed_or_decided(bus: Project) -> None:
    segments = bring_in(bus)
    judge(bus, segments[:6], ["laat"] * 6)
    judge(bus, segments[:4], ["laat", "laat", "duur", "laat"], coder="Bram")
    agreed = bus.tables.theme_table(TableSpec(question="7", whose=Whose.AGREED))
    assert (agreed.n_read, row(agreed, "laat")["n"]) == (3, 3)
    assert bus.tables.theme_table(TableSpec(question="7", whose=Whose.DECIDED)).n_read == 0
    assert bus.tables.theme_table(TableSpec(question="7")).n_read == 6
    table = bus.tables.theme_table(TableSpec(question="7"))
    # four read by both, alike on 'laat' in three: 2 of 8 judgements differ, as many as chance has differ
    assert row(table, "laat")["n_double"] == 4
    assert row(table, "laat")["alpha"] == pytest.approx(0.0)


class Predicting:
    """A model that is sure: 'laat' where the answer's place is a multiple of four, else 'duur'."""

    def __init__(self, segments: list[int]) -> None:
        self._segments = segments

    def left_out_probabilities(self, _question: str) -> pd.DataFrame:
        """Return what the model says of every answer."""
        rows = [(segment, code(place), 0.9) for place, segment in enumerate(self._segments)]
        return pd.DataFrame(rows, columns=["segment_id", "code", "probability"])


class Unready:
    """No model yet."""

    def left_out_probabilities(self, _question: str) -> None:
        """Return nothing."""


def with_model(project: Project, segments: list[int]) -> Tables:
    return Tables(project.database, lambda: cast(Classifiers, Predicting(segments)))


def draw_audit(project: Project, segments: list[int], *, n_taken: int) -> None:
    """Keep an order drawn by chance, of which so many had their turn."""
    with project.database.write() as connection:
        question = connection.scalar(select(Question.id).where(Question.key == "7"))
        made = insert(AuditDraw).values(
            question_id=question, seed=1, share=0.5, n_population=len(segments), n_reserve=n_taken
        )
        number = connection.execute(made.returning(AuditDraw.id)).scalar_one()
        moment = utc_now()
        rows = [
            {
                "draw_id": number,
                "rank": rank,
                "segment_id": segment,
                "taken_at": moment if rank <= n_taken else None,
            }
            for rank, segment in enumerate(segments, start=1)
        ]
        connection.execute(insert(AuditItem), rows)


def test_what_the_model_says_is_counted_and_marked(bus: Project) -> None:
    segments = bring_in(bus)
    judge(bus, segments[:8], ["geen"] * 8)
    spec = TableSpec(question="7", whose=Whose.PREDICTED, by="stad", minimum_base=1)
    table = with_model(bus, segments).theme_table(spec)
    # of the 32 nobody read every fourth is 'laat'
    assert (table.n_read, table.n_base, row(table, "laat")["n"], row(table, "laat")["percent"]) == (
        8,
        40,
        8,
        20,
    )
    assert table.rows.set_index("code")["n_machine"].to_dict() == {
        "duur": 24,
        "dienst": 8,
        "laat": 8,
        "zelden": 0,
        "geen": 0,
    }
    assert table.group_bases["n_read"].tolist() == [2, 6]
    assert says(table, "scheef")
    with pytest.raises(CodingError, match="nog geen model"):
        bus.tables.theme_table(spec)


def test_an_estimate_stands_on_the_sample_and_the_model(bus: Project) -> None:
    segments = bring_in(bus)
    spec = TableSpec(question="7", whose=Whose.ESTIMATE)
    bare = with_model(bus, segments).theme_table(spec)
    assert bare.rows["share"].isna().all()
    assert says(bare, "nog geen willekeurige steekproef")
    order = [int(place) for place in np.random.default_rng(5).permutation(N)]
    draw_audit(bus, [segments[place] for place in order], n_taken=20)
    judge(bus, [segments[place] for place in order[:20]], [code(place) for place in order[:20]])
    table = with_model(bus, segments).theme_table(spec)
    # the model is right about every answer that was read, so nothing is left to correct: 10 of 40
    assert (table.n_read, table.n_base, row(table, "laat")["percent"]) == (20, 40, 25)
    assert row(table, "laat")["low"] <= 0.25 <= row(table, "laat")["high"]
    n_read = sum(code(place) == "laat" for place in order[:20])
    assert (row(table, "laat")["n"], row(table, "laat")["n_machine"]) == (10, 10 - n_read)
    assert says(table, "Percentages geschat")
    # the margin of what was read by itself is wider; of everybody asked the share is smaller
    plain = row(bus.tables.theme_table(TableSpec(question="7")), "laat")
    assert row(table, "laat")["high"] - row(table, "laat")["low"] < plain["high"] - plain["low"]
    asked = TableSpec(question="7", whose=Whose.ESTIMATE, base=Base.ASKED, by="stad", minimum_base=1)
    of_asked = with_model(bus, segments).theme_table(asked)
    assert row(of_asked, "laat")["share"] == pytest.approx(0.25 * 40 / 48, abs=0.005)
    assert of_asked.bases() == [("ja", 18), ("nee", 30)]
    with pytest.raises(InputError, match="wegen"):
        with_model(bus, segments).theme_table(TableSpec(question="7", whose=Whose.ESTIMATE, weight="gewicht"))


def test_an_estimate_of_columns_says_what_it_has_no_figure_for(bus: Project) -> None:
    segments = bring_in(bus)
    # every fourth answer is in the column 'ja'; 5 of those and 15 others are in the sample, one has no code
    order = [*range(0, 20, 4), *(place for place in range(20) if place % 4)]
    order += [place for place in range(N) if place not in order]
    draw_audit(bus, [segments[place] for place in order], n_taken=20)
    judge(bus, [segments[place] for place in order[1:20]], ["duur"] * 12 + ["geen"] * 7)
    anna = bus.codings.ensure_coder("Anna")
    bus.codings.judge([JudgementUpdate(segments[order[0]], frozenset(), read=True)], coder_id=anna)
    spec = TableSpec(question="7", whose=Whose.ESTIMATE, by="stad", base=Base.VALID, tests=True)
    table = with_model(bus, segments).theme_table(spec)
    cells = table.groups.set_index(["code", "group"])
    assert pd.isna(cells.loc[("duur", "ja"), "percent"])
    assert cells.loc[("duur", "ja"), "base"] == 10
    assert 0 < cells.loc[("duur", "nee"), "low"] < cells.loc[("duur", "nee"), "high"] <= 1
    assert says(table, "Geen percentages (–) bij ‘ja’: uit de steekproef is daar te weinig gelezen")
    assert says(table, "niet getoetst")
    assert not len(table.tests)
    assert row(table, "")["label"] == "Geen code van toepassing"


def test_what_a_model_gives_together_is_no_mistake_of_who_read(bus: Project) -> None:
    segments = bring_in(bus)
    judge(bus, segments[:8], ["geen"] * 8)

    class Contradicting(Predicting):
        def left_out_probabilities(self, question_key: str) -> pd.DataFrame:
            found = super().left_out_probabilities(question_key)
            return pd.concat([found, found.assign(code="geen", probability=0.9)])

    tables = Tables(bus.database, lambda: cast(Classifiers, Contradicting(segments)))
    table = tables.theme_table(TableSpec(question="7", whose=Whose.PREDICTED))
    assert row(table, "geen")["n"] == 40
    assert not says(table, "hoort te staan")


def test_an_estimate_leaves_out_of_the_base_who_said_nothing_else(bus: Project) -> None:
    segments = bring_in(bus)
    order = [segments[place] for place in np.random.default_rng(5).permutation(N)]
    draw_audit(bus, order, n_taken=20)
    # of the 20 read five say 'geen' and nothing else; two say it beside 'laat', which is a theme all the same
    given = [{"geen"}] * 5 + [{"geen", "laat"}] * 2 + [{"laat"}] * 3 + [{"duur"}] * 10
    updates = [
        JudgementUpdate(segment, frozenset(codes), read=True, client="Anna", revision=place)
        for place, (segment, codes) in enumerate(zip(order, given, strict=False), start=1)
    ]
    bus.codings.judge(updates, coder_id=bus.codings.ensure_coder("Anna"))
    valid = TableSpec(question="7", base=Base.VALID, whose=Whose.ESTIMATE)
    table = Tables(bus.database, lambda: cast(Classifiers, Unready())).theme_table(valid)
    # from the sample alone: 15 of 20 are in the base, so 30 of 40; 5 of these 15 are late
    assert table.n_base == 30
    assert says(table, "Percentages van 30: 10 met alleen")
    assert row(table, "laat")["share"] == pytest.approx(5 / 15)
    counted = bus.tables.theme_table(TableSpec(question="7", base=Base.VALID))
    assert row(counted, "laat")["share"] == pytest.approx(5 / 15)


def test_a_theme_is_left_out_of_the_base_with_what_falls_under_it(bus: Project) -> None:
    segments = bring_in(bus)
    judge(bus, segments, [code(place) for place in range(N)])
    table = bus.tables.theme_table(TableSpec(question="7", base=Base.VALID, left_out=("dienst",)))
    # 10 of the 40 are late, which is part of 'dienst'; the other 30 say that it is dear
    assert (table.n_base, row(table, "duur")["percent"]) == (30, 100)
    assert table.rows.set_index("code").loc[["dienst", "laat"], "share"].isna().all()
    with pytest.raises(InputError, match="'laat' alleen"):
        bus.tables.theme_table(TableSpec(question="7", base=Base.VALID, left_out=("laat",)))


def test_weights_that_cannot_be_counted_with_are_an_error(bus: Project) -> None:
    segments = bring_in(bus, weight="")
    judge(bus, segments, [code(place) for place in range(N)])
    with pytest.raises(CodingError, match="20 respondenten hebben geen bruikbaar gewicht"):
        bus.tables.theme_table(TableSpec(question="7", weight="gewicht"))
    with pytest.raises(NotFoundError, match="gewicht"):
        bus.tables.theme_table(TableSpec(question="7", weight="lengte"))


def closed(question: str, **choices: Any) -> TableSpec:
    return TableSpec(question=question, survey="bus", **choices)


def test_several_answers_at_once_add_up_to_more_than_a_hundred(bus: Project) -> None:
    bring_in(bus)
    table = bus.tables.theme_table(closed("8"))
    # of 40: every second by train, every third by bike (14), neither: even and no multiple of three (13)
    assert table.rows[["label", "n", "percent"]].to_numpy().tolist() == [
        ["trein", 20, 50],
        ["fiets", 14, 35],
        ["Niets aangekruist", 13, 33],
    ]
    assert says(table, "tellen op tot meer dan 100")
    split = bus.tables.theme_table(TableSpec(question="9", survey="bus", by="8", minimum_base=1))
    assert dict(split.bases()) == {"trein": 20, "fiets": 14, "onbekend": 13}
    assert says(split, "in meer dan één kolom")


def test_a_ranking_says_how_often_each_came_first(bus: Project) -> None:
    bring_in(bus)
    table = bus.tables.theme_table(closed("9"))
    # eight name price first and time then, the other 32 time only
    assert table.rows[["code", "n", "percent"]].to_numpy().tolist() == [["tijd", 40, 100], ["prijs", 8, 20]]
    assert table.bases() == [("als 1e genoemd", 40), ("als 2e genoemd", 40)]
    cells = table.groups.set_index(["code", "group"])["n"]
    assert [cells[("tijd", place)] for place, _n in table.bases()] == [32, 8]
    assert [cells[("prijs", place)] for place, _n in table.bases()] == [8, 0]


def test_an_answer_in_pieces_is_read_once_all_its_pieces_are(bus: Project) -> None:
    values = MAPPING.to_dict()
    values["open_questions"][0]["cut"] = "list"
    content = "\n".join([HEADER, 'A;ja;1;ja;;;;;"1) laat 2) duur 3) vol"', 'B;ja;1;ja;;;;;"- laat"', ""])
    bus.corpus.import_survey(content.encode(), name="bus.csv", mapping=make_mapping(values))
    segments = [int(number) for number in bus.corpus.segments("7")["id"]]
    assert len(segments) == 4
    judge(bus, [segments[0], segments[3]], ["laat", "laat"])
    spec = TableSpec(question="7")
    table = bus.tables.theme_table(spec)
    assert (table.n_answered, table.n_read, row(table, "laat")["n"]) == (2, 1, 1)
    assert bus.tables.answers(spec, "laat")["respondent"].tolist() == ["B"]
    judge(bus, segments[1:3], ["duur", "laat"], coder="Anna")
    table = bus.tables.theme_table(spec)
    assert (table.n_read, row(table, "laat")["n"], row(table, "duur")["n"]) == (2, 2, 1)


@pytest.mark.parametrize("whose", [Whose.PREDICTED, Whose.COMBINED])
@pytest.mark.parametrize("base", list(Base))
def test_small_cells_are_hidden_whatever_else_is_chosen(bus: Project, whose: Whose, base: Base) -> None:
    segments = bring_in(bus)
    judge(bus, segments[:30], ["geen", *(code(place) for place in range(1, 30))])
    spec = TableSpec(question="7", by="stad", whose=whose, base=base, suppress_below=5, minimum_base=1)
    table = with_model(bus, segments).theme_table(spec)
    hidden = table.groups[table.groups["suppressed"]]
    assert ("geen", "ja") in set(zip(hidden["code"], hidden["group"], strict=True))
    assert says(table, "×: verborgen")
