"""States at hand are those that stand, whoever changed them and however."""

from sqlalchemy import event
from tests.builders import add_question

from coding.codings import JudgementUpdate


def _update(segment, *codes, base=0, client="", revision=0, read=True):
    return JudgementUpdate(
        segment, codes=frozenset(codes), read=read, base_version=base, client=client, revision=revision
    )


def _statements(project, act):
    """Return the statements that an act takes."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(project.database.engine, "before_cursor_execute", note)
    act()
    event.remove(project.database.engine, "before_cursor_execute", note)
    return [statement for statement in found if statement.startswith("SELECT")]


def test_what_is_done_elsewhere_is_seen_and_what_is_not_changed_is_not_read_again(project):
    segments = add_question(project, ["Te laat", "Te duur", "Goed"])
    anna, bram = project.codings.ensure_coder("Anna"), project.codings.ensure_coder("Bram")
    kept = project.codings.kept_states(coder_id=anna)
    assert {state.version for state in kept.of(segments).values()} == {0}
    project.codings.judge([_update(segments[0], "laat")], coder_id=anna)
    project.codings.judge([_update(segments[1], "duur")], coder_id=bram)
    assert kept.of(segments) == project.codings.states(segments, coder_id=anna)
    assert kept.of(segments)[segments[0]].codes == {"laat"}
    assert len(_statements(project, lambda: kept.of(segments))) == 1
    project.codings.undo_last("7", coder_id=anna)
    assert kept.of(segments)[segments[0]].codes == set()


def test_a_state_that_was_just_stored_is_not_read_again(project):
    segments = add_question(project, ["Te laat", "Te duur"])
    anna = project.codings.ensure_coder("Anna")
    kept = project.codings.kept_states(coder_id=anna)
    kept.of(segments)
    [receipt] = project.codings.judge([_update(segments[0], "laat")], coder_id=anna)
    kept.note({segments[0]: receipt.state})
    assert len(_statements(project, lambda: kept.of(segments))) == 1
    assert kept.of(segments)[segments[0]] == receipt.state


def test_an_older_state_never_takes_the_place_of_a_newer(project):
    segments = add_question(project, ["Te laat"])
    anna = project.codings.ensure_coder("Anna")
    kept = project.codings.kept_states(coder_id=anna)
    [first] = project.codings.judge([_update(segments[0], "laat")], coder_id=anna)
    kept.note({segments[0]: first.state})  # before anything was asked: nothing to keep up to date
    project.codings.judge([_update(segments[0], "duur", base=1)], coder_id=anna)
    assert kept.of(segments)[segments[0]].codes == {"duur"}
    kept.note({segments[0]: first.state})
    assert kept.of(segments)[segments[0]].codes == {"duur"}


def test_what_comes_next_is_read_along(project):
    segments = add_question(project, ["Een", "Twee", "Drie"])
    anna = project.codings.ensure_coder("Anna")
    kept = project.codings.kept_states(coder_id=anna)
    assert set(kept.of(segments[:1], ahead=segments)) == set(segments[:1])
    assert len(_statements(project, lambda: kept.of(segments))) == 1
