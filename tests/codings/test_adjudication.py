"""Deciding together: the queue, decisions as a layer of their own, taking back, two people at once."""

import pytest
from sqlalchemy import func, select
from tests.builders import add_question

from coding.codebook import Merge
from coding.codings import Decision, JudgementUpdate, Origin
from coding.errors import InputError, NotFoundError, StaleWriteError
from coding.project import Project
from coding.store.schema import Adjudication, CodeNote

ANSWERS = ["Komt te laat", "Te duur en te laat", "Prima", "Rijdt te weinig", "Duur", "?"]
ANNA: list[set[str] | None] = [{"laat"}, {"laat", "duur"}, {"geen"}, {"zelden"}, {"duur"}, None]
BRAM: list[set[str] | None] = [{"laat"}, {"duur"}, {"geen"}, {"dienst"}, None, set()]


def code(project: Project, name: str, segments: list[int], given: list[set[str] | None]) -> int:
    coder_id = project.codings.ensure_coder(name)
    states = project.codings.states(segments, coder_id=coder_id)
    project.codings.judge(
        [
            JudgementUpdate(
                segment_id=segment,
                codes=frozenset(codes),
                read=True,
                base_version=states[segment].version,
                origins=dict.fromkeys(codes, Origin.HAND),
            )
            for segment, codes in zip(segments, given, strict=True)
            if codes is not None
        ],
        coder_id=coder_id,
    )
    return coder_id


@pytest.fixture
def segments(project: Project) -> list[int]:
    found = add_question(project, ANSWERS)
    code(project, "Anna", found, ANNA)
    code(project, "Bram", found, BRAM)
    return found


@pytest.fixture
def lead(project: Project) -> int:
    return project.codings.ensure_coder("Zora", role="lead")


def places(project: Project) -> list[tuple[int, str, str | None]]:
    found = project.adjudication.queue("7")
    return list(zip(found["segment_id"], found["code"], found["decision"], strict=True))


def counted(project: Project, segment: int) -> tuple[set[str], str, str]:
    rows = project.codings.combined("7")
    rows = rows[rows["segment_id"] == segment]
    return set(rows["code"].dropna()), rows["basis"].iloc[0], rows["coder"].iloc[0]


def test_worst_code_first_then_by_label(project: Project, segments: list[int]) -> None:
    # dienst and zelden: used once, shared by nobody (0); laat: three uses, two of them shared (2/3)
    found = project.adjudication.queue("7")
    assert places(project) == [
        (segments[3], "dienst", None),
        (segments[3], "zelden", None),
        (segments[1], "laat", None),
    ]
    assert found["agreement"].tolist() == pytest.approx([0, 0, 2 / 3])
    assert found[["n_gave", "n_read"]].values.tolist() == [[1, 2]] * 3
    assert found["label"].tolist() == ["Dienstregeling", "Rijdt zelden", "Te laat"]


def test_a_decision_counts_and_the_coders_keep_what_they_gave(
    project: Project, segments: list[int], lead: int
) -> None:
    before = project.codings.codings("7")
    assert counted(project, segments[1]) == ({"laat", "duur"}, "unresolved", "Anna")
    project.adjudication.decide("7", segments[1], "laat", Decision.NOT, coder_id=lead, reason=" Bijzaak. ")
    assert counted(project, segments[1]) == ({"duur"}, "adjudicated", "Zora")
    assert project.codings.codings("7").equals(before)
    [row] = project.adjudication.queue("7").dropna(subset="decision").to_dict("records")
    assert (row["code"], row["decision"], row["reason"], row["author"]) == ("laat", "not", "Bijzaak.", "Zora")
    assert counted(project, segments[0]) == ({"laat"}, "agreed", "Anna")
    assert counted(project, segments[5]) == (set(), "single", "Bram")


def test_to_discuss_is_kept_but_settles_nothing(project: Project, segments: list[int], lead: int) -> None:
    project.adjudication.decide("7", segments[1], "laat", "discuss", coder_id=lead)
    assert counted(project, segments[1])[1] == "unresolved"
    assert (segments[1], "laat", "discuss") in places(project)


def test_withdrawing_is_one_more_row(project: Project, segments: list[int], lead: int) -> None:
    for decision in ("apply", "withdraw"):
        project.adjudication.decide("7", segments[1], "laat", decision, coder_id=lead)
    assert counted(project, segments[1])[1] == "unresolved"
    assert project.adjudication.history("7", segments[1])["decision"].tolist() == ["apply", "withdraw"]


def test_the_same_again_writes_nothing(project: Project, segments: list[int], lead: int) -> None:
    for _time in range(2):
        project.adjudication.decide("7", segments[1], "laat", "apply", coder_id=lead, reason="Ja")
    assert len(project.adjudication.history("7", segments[1])) == 1


def test_a_whole_answer_as_one_of_them_coded_it(project: Project, segments: list[int], lead: int) -> None:
    assert project.adjudication.take_over("7", segments[3], "Bram", coder_id=lead) == 2
    assert counted(project, segments[3]) == ({"dienst"}, "adjudicated", "Zora")
    assert project.adjudication.take_over("7", segments[3], "Bram", coder_id=lead) == 0
    with pytest.raises(InputError, match="Bram heeft deze tekst niet gelezen"):
        project.adjudication.take_over("7", segments[4], "Bram", coder_id=lead)


def test_undo_brings_back_what_stood_before_act_by_act(
    project: Project, segments: list[int], lead: int
) -> None:
    decide = project.adjudication
    decide.decide("7", segments[3], "zelden", "apply", coder_id=lead, reason="Eerst")
    decide.take_over("7", segments[3], "Bram", coder_id=lead)
    undone = decide.undo_last("7", coder_id=lead)
    assert undone is not None
    assert undone.places == ((segments[3], "dienst"), (segments[3], "zelden"))
    assert [place for place in places(project) if place[2]] == [(segments[3], "zelden", "apply")]
    assert decide.queue("7").set_index("code").loc["zelden", "reason"] == "Eerst"
    assert decide.undo_last("7", coder_id=lead) is not None
    assert not [place for place in places(project) if place[2]]
    assert decide.undo_last("7", coder_id=lead) is None
    with project.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Adjudication)) == 6  # nothing was erased


def test_undo_is_of_ones_own_and_leaves_what_another_decided_later(
    project: Project, segments: list[int], lead: int
) -> None:
    other = project.codings.ensure_coder("Wim", role="lead")
    project.adjudication.decide("7", segments[1], "laat", "apply", coder_id=lead)
    assert project.adjudication.undo_last("7", coder_id=other) is None
    project.adjudication.decide("7", segments[1], "laat", "not", coder_id=other)
    with pytest.raises(StaleWriteError, match="blijft staan"):
        project.adjudication.undo_last("7", coder_id=lead)
    assert (segments[1], "laat", "not") in places(project)


def test_two_people_at_once_the_second_is_told(project: Project, segments: list[int], lead: int) -> None:
    project.adjudication.decide("7", segments[1], "laat", "apply", coder_id=lead, seen=0)
    with pytest.raises(StaleWriteError, match="Iemand anders"):
        project.adjudication.decide("7", segments[1], "laat", "not", coder_id=lead, seen=0)
    [row] = project.adjudication.queue("7").dropna(subset="decision").to_dict("records")
    project.adjudication.decide("7", segments[1], "laat", "not", coder_id=lead, seen=int(row["id"]))
    assert (segments[1], "laat", "not") in places(project)


def test_a_sharper_definition_is_asked_for_at_the_code(
    project: Project, segments: list[int], lead: int
) -> None:
    project.adjudication.decide(
        "7", segments[1], "laat", "not", coder_id=lead, reason="Wat is laat?", clarify=True
    )
    with project.database.read() as connection:
        [note] = connection.execute(select(CodeNote.kind, CodeNote.text, CodeNote.segment_id)).all()
    assert tuple(note) == ("clarify", "Wat is laat?", segments[1])


def test_a_coding_changed_after_the_talk_does_not_make_the_coders_agree(
    project: Project, segments: list[int], lead: int
) -> None:
    project.adjudication.decide("7", segments[1], "laat", "apply", coder_id=lead)
    code(project, "Bram", [segments[1]], [{"duur", "laat"}])
    _read, given = project.adjudication.own_codings("7")
    own = given[(given["segment_id"] == segments[1]) & (given["coder"] == "Bram")]
    assert own[["code", "origin"]].values.tolist() == [["duur", "hand"]]
    now = project.codings.codings("7")
    now = now[(now["segment_id"] == segments[1]) & (now["coder"] == "Bram")]
    assert sorted(now["code"]) == ["duur", "laat"]
    assert (segments[1], "laat", "apply") in places(project)


def test_what_is_not_there_is_said(project: Project, segments: list[int], lead: int) -> None:
    [elsewhere] = add_question(project, ["Iets"], key="8")
    with pytest.raises(NotFoundError, match="staat niet in het codeboek"):
        project.adjudication.decide("7", segments[1], "weg", "apply", coder_id=lead)
    with pytest.raises(NotFoundError, match="hoort niet bij deze vraag"):
        project.adjudication.decide("7", elsewhere, "laat", "apply", coder_id=lead)
    with pytest.raises(NotFoundError, match="Vraag '9'"):
        project.adjudication.queue("9")


def test_nobody_differs(project: Project) -> None:
    add_question(project, ANSWERS)
    assert project.adjudication.queue("7").empty


# Segment 1: Anna gave laat and duur, Bram duur; segment 3: Anna zelden, Bram dienst.


def merge(project: Project, source: str, into: str) -> None:
    project.codebook_steps.apply("vervoer", Merge((source,), into), author="Zora", reason="niet te scheiden")


def test_what_applied_counts_for_the_code_it_went_up_in(
    project: Project, segments: list[int], lead: int
) -> None:
    project.adjudication.decide("7", segments[3], "zelden", Decision.APPLY, coder_id=lead)
    project.adjudication.decide("7", segments[3], "laat", Decision.NOT, coder_id=lead)
    merge(project, "zelden", "laat")
    assert counted(project, segments[3])[0] == {"laat"}
    assert "zelden" not in set(project.codings.combined("7")["code"])
    assert "zelden" not in set(project.adjudication.queue("7")["code"])
    project.codebook_steps.undo("vervoer", 2, author="Zora")
    assert counted(project, segments[3])[0] == {"zelden"}


def test_that_a_part_does_not_apply_leaves_what_all_gave(
    project: Project, segments: list[int], lead: int
) -> None:
    project.adjudication.decide("7", segments[1], "laat", Decision.NOT, coder_id=lead)
    merge(project, "laat", "duur")  # both gave duur
    assert counted(project, segments[1])[0] == {"duur"}


def test_that_neither_part_applies_holds_for_the_whole(
    project: Project, segments: list[int], lead: int
) -> None:
    for code_key in ("zelden", "laat"):
        project.adjudication.decide("7", segments[3], code_key, Decision.NOT, coder_id=lead)
    merge(project, "zelden", "laat")
    assert counted(project, segments[3])[0] == set()  # Anna read first, and gave only that


def test_after_a_merge_is_decided_anew_about_the_whole(
    project: Project, segments: list[int], lead: int
) -> None:
    project.adjudication.decide("7", segments[3], "zelden", Decision.APPLY, coder_id=lead)
    merge(project, "zelden", "laat")
    queue = project.adjudication.queue("7")
    [seen] = queue.loc[(queue["segment_id"] == segments[3]) & (queue["code"] == "laat"), "id"]
    # An old window still says the code that was merged.
    project.adjudication.decide("7", segments[3], "zelden", Decision.NOT, coder_id=lead, seen=int(seen))
    assert counted(project, segments[3])[0] == set()  # Anna read first, and gave only that
    project.adjudication.undo_last("7", coder_id=lead)
    assert "laat" not in {code for place, code, said in places(project) if place == segments[3] and said}
