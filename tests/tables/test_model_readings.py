"""Tables of which a model did part: counted as predicted, or estimated from a sample."""

from typing import cast

import numpy as np
import pandas as pd
import pytest
from tests.tables.bus_survey import (
    N,
    Predicting,
    Unready,
    bring_in,
    code,
    draw_audit,
    judge,
    row,
    says,
    with_model,
)

from coding.classifier import Classifiers
from coding.codings import JudgementUpdate
from coding.errors import CodingError, InputError
from coding.project import Project
from coding.tables import Base, Tables, TableSpec, Whose


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
