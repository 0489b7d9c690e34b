"""The texts that a list shows: what is nearly the same is found beside the coding."""

import subprocess

import pytest
from tests.builders import add_question

from coding.ui import answers
from coding.ui.answers import Answers

TEXTS = ["De bus is te laat", "bus te laat!", "bus niet te laat", "te duur"]


def _near(project):
    found = Answers(project, "7")
    found.wait()
    return found.near()


@pytest.mark.parametrize("project", ["sqlite"], indirect=True)  # slow, and the same on either
def test_many_texts_are_compared_in_another_process_with_the_same_outcome(project, monkeypatch):
    add_question(project, TEXTS)
    started = []
    really = subprocess.Popen

    def note(command, **options):
        started.append(command[-1])
        return really(command, **options)

    monkeypatch.setattr(answers.subprocess, "Popen", note)
    assert _near(project) == [0, 0, 1, 2]
    assert started == []
    monkeypatch.setattr(answers, "MANY", 2)
    assert _near(project) == [0, 0, 1, 2]
    assert started == ["7"]


def test_where_the_process_fails_only_the_same_texts_are_grouped(project, monkeypatch):
    add_question(project, [*TEXTS, "te laat, de bus", "TE DUUR."])
    monkeypatch.setattr(answers, "MANY", 2)
    monkeypatch.setattr(answers.sys, "executable", "/bin/false")
    assert _near(project) == [0, 1, 2, 3, 4, 3]
