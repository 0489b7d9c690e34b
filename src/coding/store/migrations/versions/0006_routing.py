"""to whom a question was put"""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question", sa.Column("asked_if", sa.JSON(), nullable=True))
    op.add_column("variable", sa.Column("asked_if", sa.JSON(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
