"""Saved recipes: versions, runs, and why a table came out otherwise."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from tests.builders import add_later, add_question

from coding.codebook import Edit
from coding.codings import JudgementUpdate, Role
from coding.corpus import make_mapping
from coding.errors import InputError, NotFoundError
from coding.project import Project
from coding.store.schema import TableRecipe, TableRun
from coding.tables import TableSpec

SPEC = TableSpec(question="7")


def coded(project: Project, n: int = 4) -> tuple[list[int], int]:
    segments = add_question(project, [f"antwoord {number}" for number in range(n)])
    ans = project.codings.ensure_coder("Ans", role=Role.LEAD)
    return segments, ans


def judge(
    project: Project, coder: int, segment: int, *codes: str, version: int = 0, read: bool = True
) -> None:
    update_ = JudgementUpdate(
        segment, frozenset(codes), read, base_version=version, client=f"t{coder}", revision=next(_revisions)
    )
    [receipt] = project.codings.judge([update_], coder_id=coder)
    assert receipt.accepted


_revisions = iter(range(1, 10**6))


def test_a_recipe_is_kept_by_name_and_every_version_stays(project: Project) -> None:
    coded(project)
    first = project.recipes.save("  Klachten  ", SPEC, author="Ans")
    assert (first.name, first.title, first.number, first.spec) == ("Klachten", "Klachten", 1, SPEC)
    assert project.recipes.save("Klachten", SPEC, author="Bas").number == 1  # the same changes nothing
    second = project.recipes.save("Klachten", TableSpec(question="7", decimals=1), author="Bas")
    assert (second.number, second.author) == (2, "Bas")
    assert [recipe.number for recipe in project.recipes.list()] == [2]
    assert project.recipes.retire("Klachten", author="Bas").retired
    assert project.recipes.list() == []
    assert [recipe.number for recipe in project.recipes.list(retired=True)] == [3]
    assert not project.recipes.save("Klachten", SPEC, author="Ans").retired
    with project.database.read() as connection:
        assert len(connection.execute(TableRecipe.__table__.select()).all()) == 4


def test_names_and_questions_that_cannot_be(project: Project) -> None:
    coded(project)
    with pytest.raises(InputError, match="naam"):
        project.recipes.save(" ", SPEC, author="")
    with pytest.raises(NotFoundError, match="99"):
        project.recipes.save("x", TableSpec(question="99"), author="")
    project.recipes.save("Klachten", SPEC, author="")
    with pytest.raises(NotFoundError, match="Klachten"):
        project.recipes.rerun("klacht", author="")


def test_what_was_kept_cannot_be_changed(project: Project) -> None:
    coded(project)
    project.recipes.save("Klachten", SPEC, author="")
    project.recipes.rerun("Klachten", author="")
    for statement in (update(TableRecipe).values(title="x"), delete(TableRun)):
        with pytest.raises(DatabaseError, match="never changed"), project.database.write() as connection:
            connection.execute(statement)


def test_a_rerun_says_what_changed_and_why(project: Project) -> None:
    segments, ans = coded(project)
    judge(project, ans, segments[0], "laat")
    judge(project, ans, segments[1], "duur")
    project.recipes.save("Klachten", SPEC, author="Ans")
    first = project.recipes.rerun("Klachten", author="Ans")
    assert first.before is None
    assert first.reasons == ()

    judge(project, ans, segments[2], "duur")
    judge(project, ans, segments[1], "laat", version=1)
    bas = project.codings.ensure_coder("Bas")
    judge(project, bas, segments[0], "duur")
    project.adjudication.decide("7", segments[0], "duur", "apply", coder_id=ans)
    project.adjudication.decide("7", segments[0], "laat", "not", coder_id=ans)
    second = project.recipes.rerun("Klachten", author="Bas")
    assert second.before == first.run
    assert second.reasons == (
        "1 tekst is nieuw gelezen.",
        "1 tekst is ook door iemand anders gelezen.",
        "1 tekst kreeg andere codes.",
        "Over 1 tekst is samen beslist.",
    )
    found = second.changes.set_index("code")
    # before: laat 1 of 2, duur 1 of 2; now: duur in 1 and 3, laat in 2, of 3
    assert found.loc["duur", ["n_before", "n", "percent_before", "percent"]].tolist() == [1, 2, 50, 67]
    assert found.loc["laat", "difference_percent"] == 33 - 50
    assert found.loc["geen", "kind"] == "same"
    assert [run.author for run in project.recipes.runs("Klachten")] == ["Bas", "Ans"]


def test_nothing_in_between_is_no_difference_and_no_reason(project: Project) -> None:
    segments, ans = coded(project)
    judge(project, ans, segments[0], "laat")
    project.recipes.save("Klachten", SPEC, author="")
    project.recipes.rerun("Klachten", author="")
    again = project.recipes.rerun("Klachten", author="")
    assert again.reasons == ()
    assert set(again.changes["kind"]) == {"same"}


def test_new_answers_another_recipe_and_the_codebook_are_told(project: Project) -> None:
    segments, ans = coded(project)
    judge(project, ans, segments[0], "laat")
    project.recipes.save("Klachten", SPEC, author="")
    project.recipes.rerun("Klachten", author="")
    add_later(project, ["nog een", "en nog een"])
    project.codebook_steps.apply(
        "vervoer", Edit("laat", {"label": "Niet op tijd"}), author="Ans", reason="beter"
    )
    project.recipes.save("Klachten", TableSpec(question="7", minimum_base=5), author="")
    reasons = project.recipes.rerun("Klachten", author="").reasons
    assert reasons == (
        "Het recept is gewijzigd: de kleinste groep met percentages.",
        "Er zijn 2 teksten bij gekomen.",
        "Het codeboek ging van versie 1 naar 2. Te laat, label: „Te laat” werd „Niet op tijd”.",
    )


def test_of_one_coder_only_what_that_person_did_counts(project: Project) -> None:
    segments, ans = coded(project)
    bas = project.codings.ensure_coder("Bas")
    judge(project, ans, segments[0], "laat")
    project.recipes.save("Van Ans", TableSpec(question="7", coder="Ans"), author="")
    project.recipes.rerun("Van Ans", author="")
    judge(project, bas, segments[0], "duur")
    judge(project, bas, segments[1], "duur")
    assert project.recipes.rerun("Van Ans", author="").reasons == ()
    judge(project, ans, segments[1], "laat")
    assert project.recipes.rerun("Van Ans", author="").reasons == ("1 tekst is nieuw gelezen.",)


def test_a_closed_question_is_kept_like_any_table(project: Project) -> None:
    content = b"gemeente;team\nA;ja\nB;nee\nC;ja\n"
    mapping = make_mapping(
        {
            "id": "peiling",
            "title": "Peiling",
            "respondent": "gemeente",
            "closed_questions": [{"column": "team", "id": "9", "text": "Teams?", "order": ["ja", "nee"]}],
        }
    )
    project.corpus.import_survey(content, name="a.csv", mapping=mapping)
    project.recipes.save("Teams", TableSpec(question="9", survey="peiling"), author="")
    assert project.recipes.rerun("Teams", author="").before is None
    project.corpus.import_survey(content.replace(b"C;ja", b"C;nee"), name="b.csv", mapping=mapping)
    again = project.recipes.rerun("Teams", author="")
    assert again.reasons == ("De kenmerken van respondenten waarmee de tabel rekent, zijn bijgewerkt.",)
    assert again.changes.set_index("code").loc["nee", ["n_before", "n"]].tolist() == [1, 2]
