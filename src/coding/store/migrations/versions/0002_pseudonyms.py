"""texts that wait for a review of personal data"""

import sqlalchemy as sa

from alembic import op
from coding.store.migrations.fixed import forbid_changes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pseudonym_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mapping_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonym_batch")),
    )
    op.create_table(
        "pseudonym_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("belongs", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["pseudonym_batch.id"], name=op.f("fk_pseudonym_text_batch_id_pseudonym_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonym_text")),
        sa.UniqueConstraint("batch_id", "place", name=op.f("uq_pseudonym_text_batch_id")),
    )
    op.create_table(
        "pseudonym_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["pseudonym_batch.id"], name=op.f("fk_pseudonym_finding_batch_id_pseudonym_batch")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["pseudonym_text.id"], name=op.f("fk_pseudonym_finding_text_id_pseudonym_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonym_finding")),
    )
    op.create_index(op.f("ix_pseudonym_finding_batch_id"), "pseudonym_finding", ["batch_id"])
    op.create_index(op.f("ix_pseudonym_finding_text_id"), "pseudonym_finding", ["text_id"])
    op.create_table(
        "pseudonym_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["pseudonym_batch.id"], name=op.f("fk_pseudonym_event_batch_id_pseudonym_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonym_event")),
    )
    op.create_index(op.f("ix_pseudonym_event_batch_id"), "pseudonym_event", ["batch_id"])
    forbid_changes("pseudonym_event", "decisions are events: they are added, never changed")


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
