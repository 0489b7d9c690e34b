"""which answer comes next: queues that grow, why each answer is in them, the draw of the audit"""

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    op.add_column("queue", sa.Column("settings", sa.JSON(), nullable=True))
    op.add_column("queue_item", sa.Column("reason", sa.String(length=20), nullable=False, server_default=""))
    _add_model_of_item()
    _add_draws()


def _add_model_of_item() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # A constraint can come with a new column, not be added to a table that stands.
        op.execute(
            "ALTER TABLE queue_item ADD COLUMN model_id INTEGER "
            "CONSTRAINT fk_queue_item_model_id_model REFERENCES model (id)"
        )
        return
    op.add_column("queue_item", sa.Column("model_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_queue_item_model_id_model"), "queue_item", "model", ["model_id"], ["id"]
    )


def _add_draws() -> None:
    op.create_table(
        "audit_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("n_population", sa.Integer(), nullable=False),
        sa.Column("n_reserve", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _refers("audit_draw", "question_id", "question"),
        _refers("audit_draw", "coder_id", "coder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_draw")),
    )
    op.create_index(op.f("ix_audit_draw_question_id"), "audit_draw", ["question_id"])
    op.create_table(
        "audit_item",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        _refers("audit_item", "draw_id", "audit_draw"),
        _refers("audit_item", "segment_id", "segment"),
        sa.PrimaryKeyConstraint("draw_id", "rank", name=op.f("pk_audit_item")),
    )
    op.create_index(op.f("ix_audit_item_segment_id"), "audit_item", ["segment_id"])


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
