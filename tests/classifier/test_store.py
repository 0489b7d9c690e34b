import random

import pytest
from sqlalchemy import select, update
from tests.builders import add_answers

from coding import language
from coding.classifier import format_quality
from coding.classifier.features import Texts
from coding.codebook import Code, CodebookContent
from coding.codings import JudgementUpdate
from coding.errors import CodingError, NotFoundError
from coding.language import WordVectors, word_vectors
from coding.language.vectors import BUILT_IN
from coding.project import Project
from coding.store.schema import Question, Suggestion

WORDS = {
    "wachtlijsten": ["lange wachtlijsten", "wachttijden jeugdhulp", "wachtlijst bij aanbieders"],
    "administratie": ["dubbele registratie", "te veel formulieren", "administratieve lasten"],
    "geen": ["geen knelpunten", "nee, loopt prima", "geen, alles loopt goed"],
}
FILLER = ["in onze gemeente", "volgens het team", "dit jaar", "sinds kort", "in de wijk", "bij nieuwe vragen"]


def _codebook(key: str, ids: tuple[str, ...]) -> CodebookContent:
    codes = tuple(
        Code(
            id=code,
            label=code.capitalize(),
            definition=f"Over {code}.",
            include="Altijd.",
            exclude="Nooit.",
            examples=("een", "twee"),
            key_terms=(code,),
            exclusive=code == "geen",
        )
        for code in ids
    )
    return CodebookContent(id=key, title="Proef", description="", source="", codes=codes)


def _give_codebook(project: Project, *ids: str, key: str = "proef") -> None:
    stored = project.codebooks.add(_codebook(key, ids), author="test", reason="test")
    with project.database.write() as connection:
        connection.execute(update(Question).values(codebook_id=stored.codebook_id))


def _answers(n: int, seed: int = 0) -> list[tuple[str, set[str]]]:
    draw = random.Random(seed)
    answers = []
    for number in range(n):
        code = list(WORDS)[number % 3]
        answers.append((f"{draw.choice(WORDS[code])} {draw.choice(FILLER)} {draw.choice(FILLER)}", {code}))
    return answers


def _code(project: Project, ids: list[int], label_sets: list[set[str]], name: str = "Noor") -> None:
    coder = project.codings.ensure_coder(name)
    project.codings.judge(
        [
            JudgementUpdate(segment_id, frozenset(codes), read=True, client=name, revision=number + 1)
            for number, (segment_id, codes) in enumerate(zip(ids, label_sets, strict=True))
        ],
        coder_id=coder,
    )


@pytest.fixture
def coded(project: Project) -> tuple[Project, list[int]]:
    """Sixty answers, of which the first 45 are coded; the last of those was read and got no code."""
    answers = _answers(60)
    ids = add_answers(project, "63", [text for text, _codes in answers])
    _give_codebook(project, "wachtlijsten", "administratie", "privacy", "geen")
    _code(project, ids[:45], [codes for _text, codes in answers[:44]] + [set()])
    return project, ids


def test_what_people_differ_about_is_learned_once_it_is_decided(
    coded: tuple[Project, list[int]],
) -> None:
    project, ids = coded
    _code(project, ids[:4], [{"privacy"}, {"administratie"}, {"geen"}, {"privacy"}], name="Tweede")
    differing = set(project.adjudication.queue("63")["segment_id"])
    assert project.classifiers.train("63", seed=2).n_coded == 45 - len(differing)
    assert len(differing) >= 2
    lead = project.codings.ensure_coder("Zora", role="lead")
    project.adjudication.take_over("63", min(differing), "Tweede", coder_id=lead)
    assert project.classifiers.train("63", seed=2).n_coded == 46 - len(differing)


def test_training_stores_quality_and_suggestions_for_all(coded: tuple[Project, list[int]]) -> None:
    project, ids = coded
    assert project.classifiers.latest("63") is None
    assert project.classifiers.suggestions("63").empty
    summary = project.classifiers.train("63", seed=2)
    assert summary == project.classifiers.latest("63")
    assert summary.n_coded == 45
    assert summary.pipeline == project.language.info.name
    assert summary.settings["seed"] == 2
    assert summary.metrics["micro_f1"] > 0.8
    per_code = {row["code"]: row for row in summary.metrics["per_code"]}
    assert [per_code[code]["n"] for code in ("wachtlijsten", "administratie", "privacy", "geen")] == [
        15,
        15,
        0,
        14,
    ]
    assert per_code["privacy"]["f1"] is None
    best = project.classifiers.suggestions("63", top=1).set_index("segment_id")["code"]
    assert set(best.index) == set(ids)
    expected = [list(WORDS)[number % 3] for number in range(60)]
    right = [best[segment_id] == code for segment_id, code in zip(ids, expected, strict=True)]
    assert sum(right[45:]) >= 14


def test_suggestions_are_ranked_limited_and_asked_per_segment(coded: tuple[Project, list[int]]) -> None:
    project, ids = coded
    project.classifiers.train("63")
    found = project.classifiers.suggestions("63", minimum=0.02, top=2)
    assert found.groupby("segment_id").size().max() <= 2
    assert (found.groupby("segment_id")["probability"].diff().dropna() <= 0).all()
    assert found["probability"].between(0.02, 1).all()
    assert "privacy" not in set(found["code"])
    some = project.classifiers.suggestions("63", segment_ids=[ids[50], ids[3]], minimum=0.02)
    assert set(some["segment_id"]) == {ids[3], ids[50]}
    assert project.classifiers.suggestions("63", segment_ids=[]).empty
    assert (project.classifiers.suggestions("63", minimum=0.5)["probability"] >= 0.5).all()


def test_an_exclusive_code_is_never_below_another(coded: tuple[Project, list[int]]) -> None:
    project, _ids = coded
    project.classifiers.train("63")
    with project.database.read() as connection:
        stored = connection.execute(select(Suggestion.segment_id, Suggestion.probability)).all()
    assert min(row.probability for row in stored) >= 0.02
    found = project.classifiers.suggestions("63", minimum=0.0, top=10)
    places = found.groupby("segment_id").cumcount()
    assert (places[found["code"] == "geen"] == 0).all()
    assert len(found) < len(stored)  # some were left out for that reason


def test_what_was_learned_from_is_suggested_by_a_model_without_it(project: Project) -> None:
    # One answer is coded against all others like it. A model that had seen it would remember its own word.
    answers = _answers(60)
    answers[0] = ("lange wachtlijsten in de wijk zeepaardje", {"administratie"})
    ids = add_answers(project, "63", [text for text, _codes in answers])
    _give_codebook(project, *WORDS)
    _code(project, ids, [codes for _text, codes in answers])
    project.classifiers.train("63")
    first = project.classifiers.suggestions("63", segment_ids=[ids[0]], top=1)
    assert first["code"].tolist() == ["wachtlijsten"]


def test_before_anything_is_coded_the_codebook_suggests_and_nothing_is_measured(project: Project) -> None:
    add_answers(project, "63", ["Lange wachtlijst voor hulp", "De bus is te laat"])
    _give_codebook(project, *WORDS)
    summary = project.classifiers.train("63")
    assert summary.n_coded == 0
    assert summary.rare == dict.fromkeys(WORDS, 0)
    assert all(row["f1"] is None for row in summary.metrics["per_code"])
    best = project.classifiers.suggestions("63", top=1)
    assert best["code"].tolist()[:1] == ["wachtlijsten"]
    assert "uit het codeboek" in format_quality(summary)
    with pytest.raises(NotFoundError, match="99"):
        project.classifiers.train("99")


def test_a_question_without_texts_has_nothing_to_suggest_for(project: Project) -> None:
    add_answers(project, "63", [])
    _give_codebook(project, *WORDS)
    with pytest.raises(CodingError, match="geen teksten"):
        project.classifiers.train("63")


def test_one_code_only_gives_a_working_model(project: Project) -> None:
    answers = _answers(30)
    ids = add_answers(project, "63", [text for text, _codes in answers])
    _give_codebook(project, *WORDS)
    _code(project, ids, [codes & {"geen"} for _text, codes in answers])
    summary = project.classifiers.train("63")
    measured = [row["code"] for row in summary.metrics["per_code"] if row["f1"] is not None]
    assert measured == ["geen"]


def test_all_models_are_kept_and_can_be_read_back(coded: tuple[Project, list[int]]) -> None:
    project, ids = coded
    first = project.classifiers.train("63")
    _code(project, ids[45:], [{list(WORDS)[number % 3]} for number in range(45, 60)], name="Sam")
    second = project.classifiers.train("63")
    models = project.classifiers.models("63")
    assert models["id"].tolist() == [second.id, first.id]
    assert models["n_coded"].tolist() == [60, 45]
    fitted = project.classifiers.fitted(second.id)
    assert fitted.predict(Texts(["lange wachtlijsten"], [["lang", "wachtlijst"]])) == [["wachtlijsten"]]
    with pytest.raises(NotFoundError):
        project.classifiers.fitted(second.id + 100)


def test_a_model_of_other_vectors_is_made_again_never_loaded(
    coded: tuple[Project, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ids = coded
    summary = project.classifiers.train("63")
    assert summary.settings["vectors"] == word_vectors().name
    other = WordVectors.load(BUILT_IN)
    other.name = "andere-2"
    monkeypatch.setattr(language, "text_model", lambda database: other)
    with pytest.raises(CodingError, match="opnieuw gemaakt"):
        project.classifiers.fitted(summary.id, refit=False)
    assert not project.classifiers.suggestions("63").empty  # what is there stays
    assert project.classifiers.fitted(summary.id).features.model is other
    refitted = project.classifiers.summary(summary.id).settings["refitted"]
    assert refitted["versions"]["vectors"] == "andere-2"
    assert refitted["same"]  # the same numbers under another name


def test_with_another_codebook_the_old_suggestions_are_not_shown(coded: tuple[Project, list[int]]) -> None:
    project, _ids = coded
    project.classifiers.train("63")
    _give_codebook(project, "wonen", "geen", key="ander")
    assert project.classifiers.suggestions("63").empty
    _give_codebook(project, "wachtlijsten", "administratie", "privacy", "geen")
    assert set(project.classifiers.suggestions("63")["code"]) == {"wachtlijsten", "administratie", "geen"}


def test_training_changes_no_coding(coded: tuple[Project, list[int]]) -> None:
    project, _ids = coded
    before = project.codings.codings("63")
    project.classifiers.train("63")
    assert project.codings.codings("63").equals(before)


def test_the_quality_as_text(coded: tuple[Project, list[int]]) -> None:
    project, _ids = coded
    text = format_quality(project.classifiers.train("63"))
    lines = text.splitlines()
    assert "45 gecodeerde teksten" in lines[0]
    assert lines[2].split()[:2] == ["Wachtlijsten", "15"]
    privacy = next(line for line in lines if line.startswith("Privacy"))
    assert privacy.split()[1:] == ["0", "–", "–", "–"]
    assert "te weinig gegeven" in lines[-1]


def test_items_of_one_answer_are_never_on_both_sides(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coding.classifier import training
    from coding.corpus import make_mapping

    question = {"column": "vraag", "id": "63", "text": "Waarom?", "cut": "list"}
    mapping = make_mapping({"id": "p", "respondent": "wie", "open_questions": [question]})
    rows = "".join(f"g{n};1. wachtlijst {n} 2. registratie {n} 3. formulier {n}\n" for n in range(20))
    project.corpus.import_survey(f"wie;vraag\n{rows}".encode(), name="a.csv", mapping=mapping)
    project.language.analyse("63")
    _give_codebook(project, "wachtlijsten", "administratie")
    found = project.corpus.segments("63")
    codes = [{"wachtlijsten"} if "wachtlijst" in text else {"administratie"} for text in found["text"]]
    _code(project, [int(number) for number in found["id"]], codes)

    divided: list[tuple[list[int], list[int]]] = []
    divide = training.divide

    def watched(labels, groups, n_folds, *, seed):
        folds = divide(labels, groups, n_folds, seed=seed)
        divided.append((groups.tolist(), folds.tolist()))
        return folds

    monkeypatch.setattr(training, "divide", watched)
    project.classifiers.train("63", seed=1)
    groups, folds = divided[0]
    by_answer: dict[int, set[int]] = {}
    for answer, fold in zip(found["document_id"], folds, strict=True):
        by_answer.setdefault(int(answer), set()).add(fold)
    assert len(groups) == 60
    assert len(by_answer) == 20
    assert all(len(parts) == 1 for parts in by_answer.values())
    assert len(set(folds)) > 1
