"""Whose coding a table counts, how sure it is, who was asked: on a survey counted by hand."""

from typing import Any

import numpy as np
import pytest
from tests.tables.bus_survey import HEADER, MAPPING, N, bring_in, code, judge, row, says, survey, with_model

from coding.codings import Strategy
from coding.corpus import make_mapping
from coding.errors import CodingError, InputError, NotFoundError
from coding.project import Project
from coding.tables import Base, TableSpec, Whose


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
