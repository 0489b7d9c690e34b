"""What changed lately is told by number: of one person, or of all."""

from tests.builders import add_question

from coding.codings import JudgementUpdate


def test_what_came_after_a_number(project):
    segments = add_question(project, ["Te laat.", "Te duur.", "Prima."])
    assert project.changes.newest() == 0
    anna, bram = (project.codings.ensure_coder(name) for name in ("Anna", "Bram"))
    project.codings.judge([JudgementUpdate(segments[0], frozenset({"laat"}), read=True)], coder_id=anna)
    between = project.changes.newest()
    project.codings.judge([JudgementUpdate(segments[1], frozenset(), read=True)], coder_id=bram)
    assert project.changes.segments("7", after=0) == {segments[0], segments[1]}
    assert project.changes.segments("7", after=between) == {segments[1]}
    assert project.changes.segments("7", after=between, coder_id=anna) == set()
    assert project.changes.readers("7") == {segments[0]: [(anna, "Anna")], segments[1]: [(bram, "Bram")]}
    assert project.changes.readers("7", [segments[1], segments[2]]) == {segments[1]: [(bram, "Bram")]}
