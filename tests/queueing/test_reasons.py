"""Why a text is shown, in words, and never a code's name where one must not be led."""

from sqlalchemy import insert, select
from tests.builders import add_question

from coding.project import Project
from coding.queueing import Why, reasons_of
from coding.store.schema import (
    Cluster,
    ClusterMember,
    ClusterRun,
    Code,
    CodebookVersion,
    Model,
    Question,
    QueueItem,
    Suggestion,
)

LABELS = {"laat": "Te laat", "duur": "Te duur", "geen": "Geen klacht"}


def lay(project: Project, queue: int, *items: tuple[int, str, int | None]) -> None:
    with project.database.write() as connection:
        connection.execute(
            insert(QueueItem),
            [
                {
                    "queue_id": queue,
                    "position": position,
                    "segment_id": segment,
                    "reason": reason,
                    "model_id": model,
                }
                for position, (segment, reason, model) in enumerate(items)
            ],
        )


def add_model(project: Project, given: dict[int, dict[str, float]]) -> int:
    with project.database.write() as connection:
        codes = dict(connection.execute(select(Code.key, Code.id)).all())
        model = connection.execute(
            insert(Model)
            .values(
                question_id=connection.scalars(select(Question.id)).first(),
                codebook_version_id=connection.scalars(select(CodebookVersion.id)).first(),
                pipeline="test",
                settings={},
                metrics={},
            )
            .returning(Model.id)
        ).scalar_one()
        rows = [
            {"model_id": model, "segment_id": segment, "code_id": codes[code], "probability": p}
            for segment, found in given.items()
            for code, p in found.items()
        ]
        connection.execute(insert(Suggestion), rows)
    return int(model)


def test_every_reason_in_words(project: Project) -> None:
    found = add_question(project, [f"antwoord {n}" for n in range(7)])
    project.codings.ensure_coder("Anna")
    queue = project.queueing.open("7", coder_id=1)
    reasons = ["audit", "random", "typical", "diverse", "disagreement", "rest", "order"]
    lay(project, queue, *((segment, reason, None) for segment, reason in zip(found, reasons, strict=True)))
    why = reasons_of(project.database, queue, found, labels=LABELS)
    assert [why[segment].text for segment in found[:6]] == [
        "Willekeurig getrokken: telt mee voor betrouwbare cijfers",
        "Willekeurig gekozen uit wat nog niet gelezen is",
        "Typisch voor een groep teksten die op elkaar lijken",
        "Lijkt op niets wat al gecodeerd is",
        "De laatste modellen zijn het over deze tekst niet eens",
        "Nog niet gelezen; lijkt op wat al gecodeerd is",
    ]
    assert found[6] not in why  # in order: nothing to tell
    assert all(one.text == one.plain for one in why.values())


def test_what_the_program_doubts_about_is_named_the_most_open_first(project: Project) -> None:
    one, two, three, four = add_question(project, [f"antwoord {n}" for n in range(4)])
    project.codings.ensure_coder("Anna")
    queue = project.queueing.open("7", coder_id=1)
    model = add_model(
        project,
        {
            one: {"laat": 0.9, "duur": 0.45, "geen": 0.2},
            two: {"duur": 0.3, "laat": 0.05},
            three: {"duur": 0.04},
            four: {"zelden": 0.5, "laat": 0.3},  # a code that is not known any more
        },
    )
    add_model(project, {one: {"geen": 0.5}})  # a later model did not choose these
    lay(project, queue, *((segment, "uncertain", model) for segment in (one, two, three, four)))
    plain = "Hier kan het programma veel van leren"
    assert reasons_of(project.database, queue, [one, two, three, four], labels=LABELS) == {
        one: Why("Het programma twijfelt tussen ‘Te duur’ en ‘Geen klacht’", plain),
        two: Why("Het programma twijfelt of ‘Te duur’ hier past", plain),
        three: Why(plain, plain),
        four: Why("Het programma twijfelt of ‘Te laat’ hier past", plain),
    }


def test_the_group_a_text_is_typical_of(project: Project) -> None:
    [one] = add_question(project, ["De bus is te laat"])
    project.codings.ensure_coder("Anna")
    queue = project.queueing.open("7", coder_id=1)
    with project.database.write() as connection:
        question = connection.scalars(select(Question.id)).one()
        run = connection.execute(
            insert(ClusterRun)
            .values(question_id=question, pipeline="test", settings={})
            .returning(ClusterRun.id)
        ).scalar_one()
        for number, label in ((0, "duur, kaartje"), (1, "laat, wachten")):
            connection.execute(
                insert(Cluster).values(run_id=run, number=number, label=label, words=[], size=1)
            )
        connection.execute(
            insert(ClusterMember).values(run_id=run, segment_id=one, number=1, x=0, y=0, typicality=1)
        )
    lay(project, queue, (one, "typical", None))
    why = reasons_of(project.database, queue, [one], labels=LABELS)
    assert why[one].text == "Typisch voor de groep ‘laat, wachten’"


def test_queues_that_were_laid_out_at_once(project: Project) -> None:
    found = add_question(project, ["een", "twee"])
    by_chance = project.codings.make_queue("7", title="Proef", strategy="random", n=2)
    by_hand = project.codings.make_queue("7", title="Proef", strategy="hand", segment_ids=found)
    texts = {why.text for why in reasons_of(project.database, by_chance, found, labels={}).values()}
    assert texts == {"Willekeurig gekozen uit wat nog niet gelezen is"}
    assert reasons_of(project.database, by_hand, found, labels={}) == {}
    assert reasons_of(project.database, 99, found, labels={}) == {}
