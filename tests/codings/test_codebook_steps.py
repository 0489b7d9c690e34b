"""Steps of a codebook: what they touch, what they do to codings, and the way back."""

import random
from dataclasses import replace

import pandas as pd
import pytest
from tests.builders import add_question, codebook

from coding.codebook import (
    Add,
    CodebookContent,
    ConflictError,
    Edit,
    Merge,
    Move,
    Restore,
    Retire,
    Split,
    draft,
)
from coding.codings import JudgementUpdate, MarkedSpan, Touched
from coding.errors import CodingError
from coding.project import Project

BOOK = "vervoer"
WHO = {"author": "Ans", "reason": "proefronde"}
Given = dict[tuple[str, int], set[str]]


def judge(project: Project, coder: str, segment: int, codes: set[str], **more: object) -> None:
    """Store what a coder decides about a segment by hand."""
    coder_id = project.codings.ensure_coder(coder)
    state = project.codings.states([segment], coder_id=coder_id)[segment]
    update = JudgementUpdate(segment, frozenset(codes), read=True, base_version=state.version, **more)  # type: ignore[arg-type]
    [receipt] = project.codings.judge([update], coder_id=coder_id)
    assert receipt.accepted


def given(project: Project, question: str = "7") -> Given:
    """Return the codes of every coder and segment read."""
    found: Given = {
        (str(coder), int(segment)): set()
        for coder, segment in project.codings.judgements(question)[["coder", "segment_id"]].to_numpy()
    }
    for row in project.codings.codings(question).itertuples():
        found[str(row.coder), int(row.segment_id)].add(str(row.code))  # type: ignore[call-overload]
    return found


@pytest.fixture
def coded(project: Project) -> list[int]:
    """Four answers: Ans read all, Ben the first two."""
    segments = add_question(project, ["nooit op tijd", "te laat en duur", "zelden een bus", "prima"])
    for segment, codes in zip(segments, [{"laat"}, {"laat", "duur"}, {"zelden"}, {"geen"}], strict=True):
        judge(project, "Ans", segment, codes)
    judge(project, "Ben", segments[0], {"laat", "zelden"})
    judge(project, "Ben", segments[1], {"duur"})
    return segments


def test_a_preview_counts_what_a_step_touches_and_changes_nothing(project: Project, coded: list[int]) -> None:
    before = given(project)
    merge = project.codebook_steps.preview(BOOK, Merge(("laat",), "zelden"))
    assert merge.touched == Touched(codings=3, answers=2, coders=2)
    assert merge.changes == ("Te laat is opgegaan in Rijdt zelden.",)
    assert merge.touched.sentence() == "Dit raakt 3 coderingen: 2 teksten, 2 codeurs."
    # Ans gave 'te laat' and 'te duur' together; 'geen klacht' stands alone
    beside = project.codebook_steps.preview(BOOK, Merge(("duur",), "geen")).touched
    assert beside == Touched(codings=2, answers=1, coders=2, beside_exclusive=1)
    assert project.codebook_steps.preview(BOOK, Edit("laat", {"label": "Laat"})).touched.answers == 2
    assert project.codebook_steps.preview(BOOK, Add(draft(codebook(), "Vol"))).touched == Touched()
    assert given(project) == before
    assert project.codebooks.current(BOOK).number == 1


def test_merging_gives_everybody_the_other_code_in_their_own_name(project: Project, coded: list[int]) -> None:
    one, two, three, four = coded
    step = project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), **WHO)
    assert given(project) == {
        ("Ans", one): {"zelden"},
        ("Ans", two): {"zelden", "duur"},
        ("Ans", three): {"zelden"},
        ("Ans", four): {"geen"},
        ("Ben", one): {"zelden"},
        ("Ben", two): {"duur"},
    }
    content = step.stored.content
    assert (content.code("laat").retired, content.code("laat").merged_into) == (True, "zelden")
    history = project.codings.history(one)
    moved = history[history["origin"] == "codebook"][["coder", "action", "code"]].values.tolist()
    assert moved == [
        ["Ans", "remove", "laat"],
        ["Ans", "add", "zelden"],
        ["Ben", "remove", "laat"],
    ]
    log = project.codebook_steps.log(BOOK)
    newest = log.iloc[0]
    assert (newest["kind"], newest["author"], newest["reason"]) == ("merge", "Ans", "proefronde")
    assert newest["touched"] == Touched(codings=3, answers=2, coders=2)
    assert newest["changes"] == ["Te laat is opgegaan in Rijdt zelden."]


def test_taking_a_merge_back_is_one_more_step_and_leaves_what_was_coded_in_between(
    project: Project, coded: list[int]
) -> None:
    one, two, three, four = coded
    before = given(project)
    merge = project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), **WHO)
    judge(project, "Ben", three, {"zelden"})  # in between, with the merged code
    judge(project, "Ans", two, {"duur"})  # in between, not that code after all
    undone = project.codebook_steps.undo(BOOK, merge.stored.number, author="Cor")
    assert undone.stored.content == codebook()
    assert given(project) == before | {("Ben", three): {"zelden"}, ("Ans", two): {"duur"}}
    assert project.codebook_steps.log(BOOK)[["kind", "undoes", "undone"]].values.tolist() == [
        ["undo", 2, False],
        ["merge", None, True],
        ["edit", None, False],
    ]
    with pytest.raises(CodingError, match="al ongedaan"):
        project.codebook_steps.undo(BOOK, 2, author="Cor")
    again = project.codebook_steps.undo(BOOK, undone.stored.number, author="Cor", reason="toch wel")
    assert again.stored.content == merge.stored.content
    assert given(project)["Ben", one] == {"zelden"}
    assert given(project)["Ans", four] == {"geen"}


def test_marked_words_move_with_their_code_and_come_back(project: Project, coded: list[int]) -> None:
    one = coded[0]
    judge(project, "Ben", one, {"laat", "zelden"}, marks=frozenset({MarkedSpan("laat", 0, 5)}))
    ben = project.codings.ensure_coder("Ben")
    project.codebook_steps.apply(BOOK, Merge(("laat",), "duur"), **WHO)
    state = project.codings.states([one], coder_id=ben)[one]
    assert (state.codes, state.marks) == ({"duur", "zelden"}, {MarkedSpan("duur", 0, 5)})
    project.codebook_steps.undo(BOOK, 2, author="Ans")
    state = project.codings.states([one], coder_id=ben)[one]
    assert (state.codes, state.marks) == ({"laat", "zelden"}, {MarkedSpan("laat", 0, 5)})


def test_two_merges_after_each_other_are_taken_back_from_new_to_old(
    project: Project, coded: list[int]
) -> None:
    before = given(project)
    project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), **WHO)
    project.codebook_steps.apply(BOOK, Merge(("zelden",), "duur"), **WHO)
    assert given(project)["Ben", coded[0]] == {"duur"}
    with pytest.raises(CodingError, match="van nieuw naar oud"):
        project.codebook_steps.undo(BOOK, 2, author="Ans")
    project.codebook_steps.undo(BOOK, 3, author="Ans")
    project.codebook_steps.undo(BOOK, 2, author="Ans")
    assert given(project) == before


def test_splitting_lays_out_what_must_be_looked_at_again(project: Project, coded: list[int]) -> None:
    book = codebook()
    new = draft(book, "Valt uit", definition="De bus komt niet.", like=book.code("laat"))
    before = given(project)
    step = project.codebook_steps.apply(BOOK, Split("laat", (new,)), **WHO)
    assert [code.id for code in step.stored.content.codes] == [
        "dienst",
        "laat",
        "zelden",
        "valt-uit",
        "duur",
        "geen",
    ]
    queues = project.codings.queues("7")
    names = dict(project.codings.coders()[["id", "name"]].to_numpy())
    queues = queues[queues["title"] == "Opnieuw bekijken: Te laat"]
    found = {
        names[row.coder_id]: project.codings.queue_segments(row.id)["segment_id"].tolist()
        for row in queues.itertuples()
    }
    assert found == {"Ans": coded[:2], "Ben": coded[:1]}
    assert given(project) == before


def test_retiring_and_restoring_leaves_codings_alone(project: Project, coded: list[int]) -> None:
    before = given(project)
    stored = project.codebook_steps.apply(BOOK, Retire("laat"), **WHO).stored
    assert [code.id for code in stored.content.live] == ["dienst", "zelden", "duur", "geen"]
    assert given(project) == before
    assert stored.content.code("laat").shown_label == "Te laat (vervallen)"
    with pytest.raises(CodingError, match="Onder Dienstregeling vallen nog codes: Rijdt zelden"):
        project.codebook_steps.apply(BOOK, Retire("dienst"), **WHO)
    back = project.codebook_steps.apply(BOOK, Restore("laat"), **WHO)
    assert back.stored.content == codebook()
    assert given(project) == before


def test_every_step_has_a_name_and_a_reason(project: Project) -> None:
    project.codebooks.add(codebook(), author="Ans", reason="begin")
    with pytest.raises(CodingError, match="Schrijf erbij waarom"):
        project.codebook_steps.apply(BOOK, Retire("laat"), author="Ans", reason=" ")
    with pytest.raises(CodingError, match="Zeg wie"):
        project.codebook_steps.apply(BOOK, Retire("laat"), author="", reason="x")
    assert project.codebooks.current(BOOK).number == 1


def test_who_works_on_other_codes_at_the_same_time_is_not_in_the_way(project: Project) -> None:
    project.codebooks.add(codebook(), author="Ans", reason="begin")
    project.codebook_steps.apply(BOOK, Edit("laat", {"label": "Vertraging"}), based_on=1, **WHO)
    step = project.codebook_steps.apply(
        BOOK, Edit("duur", {"label": "Prijs"}), author="Ben", reason="korter", based_on=1
    )
    assert step.meanwhile == ("Te laat, label: „Te laat” werd „Vertraging”.",)
    labels = {code.id: code.label for code in step.stored.content.codes}
    assert (labels["laat"], labels["duur"]) == ("Vertraging", "Prijs")


def test_who_changes_the_same_code_second_sees_the_first_and_decides(project: Project) -> None:
    project.codebooks.add(codebook(), author="Ans", reason="begin")
    project.codebook_steps.apply(
        BOOK, Edit("laat", {"label": "Vertraging", "definition": "Later dan gepland."}), **WHO
    )
    mine = Edit("laat", {"label": "Niet op tijd"})
    with pytest.raises(ConflictError) as caught:
        project.codebook_steps.apply(BOOK, mine, author="Ben", reason="x", based_on=1)
    error = caught.value
    assert (error.newest.number, error.author) == (2, "Ans")
    assert error.found == [
        "Te laat, label: „Te laat” werd „Vertraging”.",
        "Te laat, definitie: „d” werd „Later dan gepland.”.",
    ]
    assert project.codebooks.current(BOOK).number == 2
    step = project.codebook_steps.apply(BOOK, mine, author="Ben", reason="x", based_on=error.newest.number)
    code = step.stored.content.code("laat")
    assert (code.label, code.definition) == ("Niet op tijd", "Later dan gepland.")


def test_merging_into_what_another_retired_meanwhile_is_refused(project: Project) -> None:
    project.codebooks.add(codebook(), author="Ans", reason="begin")
    project.codebook_steps.apply(BOOK, Retire("zelden"), **WHO)
    with pytest.raises(ConflictError):
        project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), based_on=1, **WHO)


def test_a_file_with_merged_codes_carries_codings_over(project: Project, coded: list[int]) -> None:
    book = codebook()
    laat = replace(book.code("laat"), retired=True, merged_into="zelden")
    loaded = replace(book, codes=tuple(laat if code.id == "laat" else code for code in book.codes))
    with pytest.raises(CodingError, match="codebook_steps"):
        project.codebooks.add(loaded, author="Ans", reason="file")
    project.codebook_steps.save(loaded, **WHO)
    assert given(project)["Ben", coded[0]] == {"zelden"}
    assert project.codebook_steps.save(loaded, **WHO).changes == ()
    assert project.codebooks.current(BOOK).number == 2


def test_a_code_is_added_from_a_word_while_coding(project: Project) -> None:
    project.codebooks.add(codebook(), author="Ans", reason="begin")
    key = project.codebook_steps.add_code(
        BOOK, " Te  laat ! ", examples=["een uur wachten"], author="Ben", reason="tijdens het coderen"
    )
    assert key == "te-laat"
    code = project.codebooks.current(BOOK).content.code(key)
    assert (code.label, code.definition) == ("Te laat !", "Nog in te vullen")
    assert code.examples == ("een uur wachten", "Nog in te vullen")
    again = project.codebook_steps.add_code(BOOK, "Te laat?", author="Ben", reason="nog een")
    assert again == "te-laat-2"
    with pytest.raises(CodingError, match="dit label staat al op code 'Te duur'"):
        project.codebook_steps.add_code(BOOK, "te duur", author="Ben", reason="dubbel")


def test_a_window_from_before_a_merge_gives_the_code_it_went_up_in(
    project: Project, coded: list[int]
) -> None:
    project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), **WHO)
    judge(project, "Ben", coded[3], {"laat"}, marks=frozenset({MarkedSpan("laat", 0, 5)}))
    ben = project.codings.ensure_coder("Ben")
    state = project.codings.states([coded[3]], coder_id=ben)[coded[3]]
    assert (state.codes, state.marks) == ({"zelden"}, {MarkedSpan("zelden", 0, 5)})


def test_taking_back_what_one_did_before_a_merge_takes_back_the_code_it_went_up_in(
    project: Project, coded: list[int]
) -> None:
    judge(project, "Ben", coded[2], {"laat"})
    project.codebook_steps.apply(BOOK, Merge(("laat",), "zelden"), **WHO)
    undone = project.codings.undo_last("7", coder_id=project.codings.ensure_coder("Ben"))
    assert undone is not None
    assert undone.removed == ("zelden",)
    assert given(project)["Ben", coded[2]] == set()
    assert given(project)["Ben", coded[0]] == {"zelden"}  # the merge itself is no act of Ben's


def _random_step(random_numbers: random.Random, content: CodebookContent) -> object | None:
    live = list(content.live)
    code = random_numbers.choice(live)
    kind = random_numbers.choice(["merge", "merge", "rename", "retire", "restore", "add", "move", "split"])
    if kind == "merge":
        return Merge((code.id,), random_numbers.choice(live).id)
    if kind == "rename":
        return Edit(code.id, {"label": f"Naam {random_numbers.randrange(10**6)}"})
    if kind == "retire":
        return Retire(code.id)
    if kind == "restore":
        gone = [item for item in content.codes if item.retired]
        return Restore(random_numbers.choice(gone).id) if gone else None
    new = draft(content, f"Nieuw {random_numbers.randrange(10**6)}")
    if kind == "add":
        return Add(new)
    if kind == "move":
        return Move(code.id, None)
    return Split(code.id, (new,))


@pytest.mark.parametrize("seed", range(8))
def test_no_sequence_of_steps_loses_a_coding_and_the_way_back_leads_to_the_beginning(
    project: Project, seed: int
) -> None:
    numbers = random.Random(seed)
    segments = add_question(project, [f"antwoord {n}" for n in range(12)])
    codes = [code.id for code in codebook().codes]
    for coder in ("Ans", "Ben", "Cor"):
        for segment in segments:
            judge(project, coder, segment, set(numbers.sample(codes, numbers.randrange(3))))
    first, start = given(project), project.codebooks.current(BOOK).content
    done: list[int] = []
    for _turn in range(12):
        before, content = given(project), project.codebooks.current(BOOK).content
        change = _random_step(numbers, content)
        if change is None:
            continue
        try:
            step = project.codebook_steps.apply(BOOK, change, **WHO)  # type: ignore[arg-type]
        except CodingError:
            assert given(project) == before
            continue
        if step.changes:
            done.append(step.stored.number)
        # who had a code of a set that went together has one of that set, and nobody else has
        now = given(project)
        target = step.stored.content.current_id
        merged = isinstance(change, Merge)
        for pair, old in before.items():
            assert now[pair] == ({target(code) if merged else code for code in old} if merged else old)
    for number in reversed(done):
        project.codebook_steps.undo(BOOK, number, author="Ans")
    content = project.codebooks.current(BOOK).content
    assert given(project) == first
    assert content.live == start.live
    assert pd.Series(list(project.codebook_steps.log(BOOK)["undone"])).sum() >= len(done)
