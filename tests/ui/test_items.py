"""The texts of a queue: passages with what stands around them, the same answers in one group."""

from tests.builders import add_question

from coding.corpus import REPORTS
from coding.ui.items import AROUND, load_items


def test_the_same_answers_are_one_group_and_answers_have_no_neighbours(project):
    add_question(project, ["Te laat.", "Duur", "te  laat"])
    items = load_items(project, "7", project.codings.default_queue("7"))
    assert [item.group for item in items] == [0, 1, 0]
    assert [(item.before, item.after, item.title) for item in items] == [("", "", None)] * 3
    assert [item.respondent for item in items] == ["Reiziger 1", "Reiziger 2", "Reiziger 3"]


def test_passages_have_the_ones_around_them_within_the_report(project):
    long = "Twee " * 199 + "twee."
    for name, text in (("a.md", f"# Kop\n\nEen.\n\n{long}\n\nDrie.\n"), ("b.md", "Vier.\n")):
        project.corpus.import_report(text.encode(), name=name, question_text="Wat gaat er mis?")
    items = load_items(project, REPORTS, project.codings.default_queue(REPORTS))
    one, two, three, four = items
    assert (one.before, two.before, two.after) == ("Kop", "Een.", "Drie.")
    assert one.after == long[:AROUND] + " …"
    assert three.before == "… " + long[-AROUND:]
    assert (three.after, four.before) == ("", "")
