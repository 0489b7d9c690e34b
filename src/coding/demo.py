"""The example project: the whole way once, from raw files to theme tables."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from coding.codings import Role
from coding.i18n import _
from coding.project import Project
from coding.resources import resource

SURVEY = "peiling"
REPORTS = "rapporten"
REPORTS_CODEBOOK = "aandachtsgebieden"
SHOWN_QUESTION = "63"
REFERENCE_CODER = "referentie"
SECOND_CODER = "tweede codeur"


class _Steps:
    """Runs steps with a progress bar each and remembers how long they took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, message: str) -> Iterator[Any]:
        from coding.progress import progress_bar

        start = time.perf_counter()
        with progress_bar(message) as progress:
            yield progress
        self.seconds[message] = time.perf_counter() - start


def build_demo(location: str, *, tables_file: Path | None = None) -> dict[str, float]:
    """Build the example project and print the theme table of question 63.

    Running it again on the same project changes nothing that is already there.

    Parameters
    ----------
    location
        Project file or database URL.
    tables_file
        Where the theme tables go (XLSX); default: beside a project file.

    Returns
    -------
    dict
        Seconds per step, in order.
    """
    steps = _Steps()
    with Project(location) as project:
        with steps.step(_("Codeboeken")):
            _add_codebooks(project)
        with steps.step(_("Peiling importeren")):
            _import_survey(project)
        with steps.step(_("Rapporten importeren")) as progress:
            _import_reports(project, progress)
        with steps.step(_("Referentiecoderingen")):
            _import_codings(project)
        with steps.step(_("Taal ontleden")) as progress:
            project.language.analyse(progress=progress)
        questions = _coded_questions(project)
        with steps.step(_("Antwoorden groeperen")) as progress:
            for number, key in enumerate(questions, start=1):
                if project.clusters.latest(key) is None:
                    project.clusters.cluster(key)
                progress(number, len(questions))
        with steps.step(_("Voorstellen trainen")) as progress:
            for number, key in enumerate(questions, start=1):
                if project.classifiers.latest(key) is None:
                    project.classifiers.train(key)
                progress(number, len(questions))
        with steps.step(_("Thematabellen")):
            written = _write_tables(project, questions, location, tables_file)
        _print_result(project, location, written)
    return steps.seconds


def _add_codebooks(project: Project) -> None:
    from coding.codebook import load_codebook

    for file in sorted(resource("codebooks").glob("*.yaml")):
        project.codebooks.add(load_codebook(file), author=_("voorbeeld"), reason=_("meegeleverd codeboek"))
    if not project.settings().get("name"):
        project.set("name", _("Voorbeeld: peiling sociale teams"))


def _import_survey(project: Project) -> None:
    from coding.corpus import load_mapping

    folder = resource("corpora") / SURVEY
    project.corpus.import_survey(
        (folder / "peiling.csv").read_bytes(),
        name="peiling.csv",
        mapping=load_mapping(folder / "mapping.yaml"),
    )


def _import_reports(project: Project, progress: Any) -> None:
    import yaml

    folder = resource("corpora") / REPORTS
    documents = yaml.safe_load((folder / "rapporten.yaml").read_text(encoding="utf-8"))["documents"]
    for number, document in enumerate(documents, start=1):
        details = {key: value for key, value in document.items() if key not in {"file", "title"}}
        project.corpus.import_report(
            (folder / document["file"]).read_bytes(),
            name=document["file"],
            question=REPORTS,
            question_text=_("Evaluatierapporten over de sociale teams"),
            codebook=REPORTS_CODEBOOK,
            title=document["title"],
            details=details,
        )
        progress(number, len(documents))


def _import_codings(project: Project) -> None:
    project.codings.ensure_coder(REFERENCE_CODER, role=Role.LEAD)
    project.codings.ensure_coder(SECOND_CODER)
    for part in (SURVEY, REPORTS):
        file = resource("corpora") / part / "codings.csv"
        project.codings.import_codings(file.read_bytes(), name=f"{part}/{file.name}")


def _coded_questions(project: Project) -> list[str]:
    questions = project.corpus.questions()
    return [str(key) for key in questions.loc[questions["codebook"].notna(), "key"]]


def _write_tables(project: Project, questions: list[str], location: str, file: Path | None) -> Path:
    from datetime import datetime

    from coding.cli_options import write_file
    from coding.exchange import Exhibit, tables_xlsx
    from coding.tables import TableSpec

    if file is None:
        base = Path("demo") if "://" in location else Path(location)
        file = base.with_name(f"{base.stem}-tabellen.xlsx")
    exhibits = [Exhibit(project.tables.theme_table(TableSpec(question=key))) for key in questions]
    write_file(file, tables_xlsx(exhibits, made_at=datetime.now().astimezone()))
    return file


def _print_result(project: Project, location: str, written: Path) -> None:
    import shlex

    from coding.tables import TableSpec, format_text

    shown = shlex.quote(location)  # an address holds a ?, a path may hold blanks
    typer.echo()
    typer.echo(format_text(project.tables.theme_table(TableSpec(question=SHOWN_QUESTION))))
    typer.echo()
    typer.echo(_("Alle thematabellen staan in {file}.").format(file=written))
    typer.echo(_("Open het project in de browser met:  coding app --project {project}").format(project=shown))
    typer.echo(
        _("(uit een kopie van de broncode: python3 run.py app --project {project})").format(project=shown)
    )
