"""models: who made them, exactly what they learned from, which one suggests"""

import sqlalchemy as sa

from alembic import op
from coding.store.migrations.fixed import forbid_changes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("model", sa.Column("author", sa.Text(), nullable=False, server_default=""))
    op.add_column("model", sa.Column("origin", sa.String(length=20), nullable=False, server_default="hand"))
    op.add_column("model", sa.Column("snapshot", sa.LargeBinary(), nullable=True))
    _let_go_of_payload()
    _add_choices()


def _let_go_of_payload() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("model", "payload", existing_type=sa.LargeBinary(), nullable=True)
        return
    # SQLite changes a column by making the table anew, and codings point at its rows: a column beside it, then
    op.add_column("model", sa.Column("kept", sa.LargeBinary(), nullable=True))
    op.execute("UPDATE model SET kept = payload")
    op.execute("ALTER TABLE model DROP COLUMN payload")
    op.execute("ALTER TABLE model RENAME COLUMN kept TO payload")


def _add_choices() -> None:
    op.create_table(
        "model_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_model_choice_question_id_question")
        ),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"], name=op.f("fk_model_choice_model_id_model")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_choice")),
    )
    op.create_index(op.f("ix_model_choice_question_id"), "model_choice", ["question_id"])
    forbid_changes("model_choice", "which model suggests is added, never changed")


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
