"""a team: marked words, what was decided together, notes at codes, steps of a codebook, division of work"""

import sqlalchemy as sa

from alembic import op
from coding.store.migrations.fixed import forbid_changes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _made() -> sa.Column[object]:
    return sa.Column("created_at", sa.DateTime(timezone=True), nullable=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    _widen_what_there_is()
    _add_team_events()
    _add_marks()
    _add_adjudication()
    _add_code_notes()
    _add_codebook_changes()
    _add_divisions()


def _widen_what_there_is() -> None:
    op.add_column("coding_event", sa.Column("details", sa.JSON(), nullable=True))
    op.add_column(
        "judgement", sa.Column("flagged", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("source_file", sa.Column("author", sa.Text(), nullable=False, server_default=""))
    op.add_column("coder", sa.Column("login", sa.String(length=300), nullable=True))
    op.create_index("ix_coder_login", "coder", ["login"], unique=True)
    op.add_column(
        "queue_item", sa.Column("purpose", sa.String(length=20), nullable=False, server_default="")
    )


def _add_team_events() -> None:
    op.create_table(
        "team_event",
        _id(),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        _made(),
        _refers("team_event", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_event")),
    )
    op.create_index(op.f("ix_team_event_coder_id"), "team_event", ["coder_id"])
    forbid_changes("team_event", "what happened is added, never changed")


def _add_marks() -> None:
    key = ("segment_id", "coder_id", "code_id", "start", "end")
    op.create_table(
        "mark",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in key),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        _refers("mark", "segment_id", "segment"),
        _refers("mark", "coder_id", "coder"),
        _refers("mark", "code_id", "code"),
        _refers("mark", "event_id", "coding_event"),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_mark")),
    )


def _add_adjudication() -> None:
    op.create_table(
        "adjudication",
        _id(),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("batch", sa.String(length=64), nullable=False),
        sa.Column("codebook_version_id", sa.Integer(), nullable=False),
        _made(),
        _refers("adjudication", "segment_id", "segment"),
        _refers("adjudication", "code_id", "code"),
        _refers("adjudication", "author_id", "coder"),
        _refers("adjudication", "codebook_version_id", "codebook_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjudication")),
    )
    op.create_index("ix_adjudication_segment_id_code_id", "adjudication", ["segment_id", "code_id"])
    forbid_changes("adjudication", "decisions are events: they are added, never changed")


def _add_code_notes() -> None:
    op.create_table(
        "code_note",
        _id(),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("closes_id", sa.Integer(), nullable=True),
        _made(),
        _refers("code_note", "code_id", "code"),
        _refers("code_note", "author_id", "coder"),
        _refers("code_note", "segment_id", "segment"),
        _refers("code_note", "closes_id", "code_note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_note")),
    )
    op.create_index(op.f("ix_code_note_code_id"), "code_note", ["code_id"])
    forbid_changes("code_note", "notes are added, never changed")


def _add_codebook_changes() -> None:
    op.create_table(
        "codebook_change",
        _id(),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("batch", sa.String(length=64), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        _made(),
        _refers("codebook_change", "codebook_id", "codebook"),
        _refers("codebook_change", "version_id", "codebook_version"),
        _refers("codebook_change", "undoes_id", "codebook_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook_change")),
    )
    op.create_index(op.f("ix_codebook_change_codebook_id"), "codebook_change", ["codebook_id"])
    forbid_changes("codebook_change", "steps of a codebook are added, never changed")


def _add_divisions() -> None:
    op.create_table(
        "division",
        _id(),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        _made(),
        _refers("division", "question_id", "question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division")),
    )
    op.create_index(op.f("ix_division_question_id"), "division", ["question_id"])
    op.create_table(
        "division_part",
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("queue_id", sa.Integer(), nullable=False),
        _refers("division_part", "division_id", "division"),
        _refers("division_part", "queue_id", "queue"),
        sa.PrimaryKeyConstraint("division_id", "queue_id", name=op.f("pk_division_part")),
    )


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
