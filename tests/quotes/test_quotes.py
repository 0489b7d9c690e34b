"""Quotes of a project: proposed, chosen, taken back."""

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DatabaseError
from tests.builders import add_question

from coding.codings import JudgementUpdate, LogKind, MarkedSpan, Wanted
from coding.errors import InputError, NotFoundError
from coding.project import Project
from coding.store.schema import Quote, Respondent, RespondentValue, Variable
from coding.tables import TableSpec

SPEC = TableSpec(question="7")
LONG = (
    "De bus komt hier al maanden elke ochtend te laat en niemand van het bedrijf weet waarom dat zo is. "
    "Verder heb ik eigenlijk niets te klagen, de chauffeurs zijn vriendelijk en de bussen zijn heel schoon. "
    "Wel jammer van de nieuwe kleuren, die vind ik persoonlijk echt niet mooi om naar te kijken."
)
TEXTS = [
    "De bus komt elke ochtend veel te laat bij de halte.",
    "Elke ochtend komt de bus te laat, ook bij onze halte.",
    LONG,
    "Te duur voor een gezin met vier kinderen in de stad.",
    "laat",
    "Niets gelezen.",
]


@pytest.fixture(autouse=True)
def no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found without parts of speech, which take seconds to load."""
    monkeypatch.setattr("coding.pseudonyms.recognise.tagger", lambda: None)


@pytest.fixture
def bus(project: Project) -> tuple[Project, list[int]]:
    segments = add_question(project, TEXTS)
    anna = project.codings.ensure_coder("Anna")
    codes = [{"laat"}, {"laat"}, {"laat"}, {"duur"}, {"laat"}]
    project.codings.judge(
        [
            JudgementUpdate(segment, frozenset(given), read=True)
            for segment, given in zip(segments[:5], codes, strict=True)
        ],
        coder_id=anna,
    )
    return project, segments


def test_proposals_are_readable_typical_and_one_per_respondent(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    found = project.quotes.proposals(SPEC, "laat")
    assert sorted(proposal.segment_id for proposal in found) == sorted([*segments[:3], segments[4]])
    assert found[-1].shown == "laat"  # one word illustrates nothing
    cut = next(proposal for proposal in found if proposal.segment_id == segments[2])
    assert cut.shown == LONG[: LONG.index(" Verder")] + " […]"  # the sentence that is about it
    assert all(40 <= len(proposal.shown) <= 226 for proposal in found[:-1])
    assert {proposal.background for proposal in found} != {None}
    assert [proposal.segment_id for proposal in project.quotes.proposals(SPEC, "dienst", n=2)] == [
        proposal.segment_id for proposal in found[:2]
    ]  # a theme takes in what falls under it


def test_marked_words_come_first(bus: tuple[Project, list[int]]) -> None:
    project, _segments = bus
    anna = project.codings.ensure_coder("Anna")
    before = [proposal.segment_id for proposal in project.quotes.proposals(SPEC, "laat")]
    last = before[2]
    span = MarkedSpan("laat", 0, 10)
    project.codings.judge(
        [JudgementUpdate(last, frozenset({"laat"}), True, base_version=1, marks=frozenset({span}))],
        coder_id=anna,
    )
    first = project.quotes.proposals(SPEC, "laat")[0]
    assert (first.segment_id, first.marked) == (last, True)


def test_a_name_or_place_is_warned_of_and_comes_last(project: Project) -> None:
    segments = add_question(
        project,
        [
            "Meneer Jansen van de gemeente Utrecht zegt dat de bus elke dag te laat komt.",
            "Bij ons komt de bus elke dag te laat, ook in de zomer en in het weekend.",
        ],
    )
    anna = project.codings.ensure_coder("Anna")
    project.codings.judge(
        [JudgementUpdate(segment, frozenset({"laat"}), read=True) for segment in segments], coder_id=anna
    )
    clean, named = project.quotes.proposals(SPEC, "laat")
    assert clean.warnings == ()
    assert named.segment_id == segments[0]
    assert any("Utrecht" in warning for warning in named.warnings)


def test_choosing_cutting_and_taking_back(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    start = LONG.index("de chauffeurs")
    end = LONG.index(" Wel jammer") + 1
    number = project.quotes.choose(segments[2], "laat", author="Rob", start=start, end=end)
    [quote] = project.quotes.chosen("7")
    assert quote.shown == "[…] de chauffeurs zijn vriendelijk en de bussen zijn heel schoon. […]"
    assert (quote.code, quote.label, quote.author, quote.still_coded) == ("laat", "Te laat", "Rob", True)
    assert quote.text[quote.start : quote.end] == quote.shown[4:-4]
    assert segments[2] not in {p.segment_id for p in project.quotes.proposals(SPEC, "laat")}
    with pytest.raises(InputError, match="één keer"):
        project.quotes.choose(segments[2], "laat", author="Rob")
    project.quotes.withdraw(number, author="Anna")
    assert project.quotes.chosen() == []
    with pytest.raises(NotFoundError):
        project.quotes.withdraw(number, author="Anna")
    assert project.quotes.choose(segments[2], "laat", author="Rob") != number
    lines = project.log.page(Wanted(kind=LogKind.TABLE)).lines
    assert [(line.who, line.what[:32]) for line in lines] == [
        ("Rob", "koos een citaat bij Te laat: “De"),
        ("Anna", "trok een citaat in bij Te laat: “"[:32]),
        ("Rob", "koos een citaat bij Te laat: “de"),
    ]


def test_a_respondent_speaks_once_in_the_whole_report(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    others = add_question(project, ["Ook hier is de bus te laat."], key="8")  # the same Reiziger 1
    anna = project.codings.ensure_coder("Anna")
    project.codings.judge([JudgementUpdate(others[0], frozenset({"laat"}), read=True)], coder_id=anna)
    project.quotes.choose(segments[0], "laat", author="Rob")
    assert project.quotes.proposals(TableSpec(question="8"), "laat") == []
    with pytest.raises(InputError, match="één keer"):
        project.quotes.choose(others[0], "laat", author="Rob")


@pytest.mark.parametrize(
    ("code", "start", "end", "message"),
    [
        ("duur", 0, None, "niet"),
        ("nergens", 0, None, "codeboek"),
        ("laat", 5, 5, "niets"),
        ("laat", 0, 999, "bestaat niet"),
    ],
)
def test_what_cannot_be_quoted(
    bus: tuple[Project, list[int]], code: str, start: int, end: int | None, message: str
) -> None:
    project, segments = bus
    with pytest.raises((InputError, NotFoundError), match=message):
        project.quotes.choose(segments[0], code, author="", start=start, end=end)


def test_a_quote_whose_text_was_recoded_says_so(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    project.quotes.choose(segments[3], "duur", author="")
    anna = project.codings.ensure_coder("Anna")
    project.codings.judge(
        [JudgementUpdate(segments[3], frozenset({"geen"}), True, base_version=1)], coder_id=anna
    )
    [quote] = project.quotes.chosen("7")
    assert not quote.still_coded


def test_background_is_shown_as_far_as_enough_share_it(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    add_variable(project, "g32", "G32", ["ja", "ja", "nee", "ja", "ja", "nee"])
    add_variable(project, "model", "Organisatiemodel", ["A", "A", "A", "A", "B", "B"])
    project.quotes.choose(segments[0], "laat", author="")
    [quote] = project.quotes.chosen("7", background=["g32", "model"], fewest=3)
    assert quote.background is not None
    assert quote.background.values == (("G32", "ja"), ("Organisatiemodel", "A"))
    assert quote.background.n_sharing == 3  # 1, 2 and 4
    [quote] = project.quotes.chosen("7", background=["g32", "model"], fewest=4)
    assert quote.background is not None
    assert (quote.background.values, quote.background.left_out) == ((("G32", "ja"),), ("Organisatiemodel",))
    with pytest.raises(NotFoundError, match="g32, model"):
        project.quotes.chosen("7", background=["naam"])


def test_quotes_are_never_changed(bus: tuple[Project, list[int]]) -> None:
    project, segments = bus
    project.quotes.choose(segments[0], "laat", author="")
    for statement in (update(Quote).values(text="x"), delete(Quote)):
        with pytest.raises(DatabaseError, match="never changed"), project.database.write() as connection:
            connection.execute(statement)


def add_variable(project: Project, key: str, label: str, values: list[str]) -> None:
    with project.database.write() as connection:
        number = connection.execute(
            insert(Variable)
            .values(
                survey="bus", key=key, label=label, kind="category", levels=sorted(set(values)), position=1
            )
            .returning(Variable.id)
        ).scalar_one()
        people = connection.scalars(Respondent.__table__.select().order_by(Respondent.id)).all()
        connection.execute(
            insert(RespondentValue),
            [
                {"respondent_id": person, "variable_id": number, "value": value}
                for person, value in zip(people, values, strict=True)
            ],
        )
