import subprocess
import sys

import numpy as np

from coding.clusters.topics import Topic, find_topics

LEMMAS = [["wachtlijst", "lang"]] * 6 + [["privacy", "één", "coördinatie"]] * 5 + [["bekend", "niet"]] * 4
POINTS = np.repeat(np.eye(3), [6, 5, 4], axis=0)


def test_groups_largest_first_with_their_own_words_accents_and_all() -> None:
    topics = find_topics(POINTS, LEMMAS, n_groups=3, seed=1)
    assert [len(topic.rows) for topic in topics] == [6, 5, 4]
    assert [{word for word, _weight in topic.words} for topic in topics] == [
        {"wachtlijst", "lang"},
        {"privacy", "één", "coördinatie"},
        {"bekend", "niet"},
    ]
    assert sorted(row for topic in topics for row in topic.rows) == list(range(15))


def test_the_points_of_the_caller_are_not_written_to() -> None:
    points = POINTS.copy()
    find_topics(points, LEMMAS, n_groups=3, seed=1)
    assert (points == POINTS).all()


def test_a_word_of_one_text_does_not_name_a_group() -> None:
    lemmas = [[*words, f"eenmalig{row}"] for row, words in enumerate(LEMMAS[6:11])] + LEMMAS[:6]
    points = np.repeat(np.eye(2), [5, 6], axis=0)
    small = find_topics(points, lemmas, n_groups=2, seed=1)[1]
    assert {word for word, _weight in small.words} == {"privacy", "één", "coördinatie"}


def test_one_group_is_named_by_its_commonest_words() -> None:
    (topic,) = find_topics(POINTS[:6], LEMMAS[:6], n_groups=1, seed=1)
    assert topic.words == [("lang", 1.0), ("wachtlijst", 1.0)]
    assert topic.label == "lang, wachtlijst"


def test_a_group_is_named_in_words_that_people_used() -> None:
    topic = Topic([0, 1], [("wachtlijst", 0.6), ("sociaal_team", 0.4), ("doen", 0.2)])
    named = topic.in_words({"wachtlijst": "wachtlijsten", "sociaal team": "sociale team"})
    assert named.words == [("wachtlijsten", 0.6), ("sociale team", 0.4), ("doen", 0.2)]
    assert named.label == "wachtlijsten, sociale team, doen"


def test_warnings_of_the_process_are_not_muted() -> None:
    code = (
        "import warnings, numpy as np\n"
        "from coding.clusters.topics import Topic, find_topics\n"
        "points = np.repeat(np.eye(3), 5, axis=0)\n"
        "find_topics(points, [['een']] * 5 + [['twee']] * 5 + [['drie']] * 5, n_groups=3, seed=1)\n"
        "broad = [('ignore', None, kind, None, 0) for kind in (Warning, UserWarning, FutureWarning)]\n"
        "print([one for one in warnings.filters if one in broad])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
