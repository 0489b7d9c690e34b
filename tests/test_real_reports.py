"""Real, messy reports go the whole way: in, cut, grouped, coded, counted."""

from pathlib import Path

from coding.codebook import load_codebook
from coding.codings import JudgementUpdate
from coding.project import Project
from coding.tables import TableSpec
from tests.conftest import REPOSITORY


def test_real_reports_can_be_grouped_and_coded(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "reports").glob("*.txt"))
    assert files
    with Project(tmp_path / "reports.db") as project:
        book = load_codebook(REPOSITORY / "codebooks" / "aandachtsgebieden.yaml")
        project.codebooks.add(book, author="test", reason="test")
        for file in files:
            report = project.corpus.import_report(
                file.read_bytes(), name=file.name, codebook="aandachtsgebieden"
            )
            assert report.n_segments > 0
        segments = project.corpus.segments("rapporten")
        result = project.clusters.cluster("rapporten", n_clusters=8)
        assert set(result.members["segment_id"]) == set(segments["id"])
        assert result.clusters["size"].sum() == len(segments)
        coder = project.codings.ensure_coder("Ans")
        first, second = (int(segment) for segment in segments["id"].iloc[[0, -1]])
        project.codings.judge(
            [
                JudgementUpdate(first, frozenset({"werkwijze", "ervaring"}), read=True),
                JudgementUpdate(second, frozenset(), read=True),
            ],
            coder_id=coder,
        )
        table = project.tables.theme_table(TableSpec(question="rapporten"))
        assert (table.n_answered, table.n_read, table.n_documents) == (len(segments), 2, len(files))
        rows = table.rows.set_index("code")
        assert (rows.loc["werkwijze", "n"], rows.loc["werkwijze", "percent"]) == (1, 50)
