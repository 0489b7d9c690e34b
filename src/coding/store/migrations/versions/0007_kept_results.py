"""what is kept of results: saved tables with their runs, waves with earlier figures, quotes"""

import sqlalchemy as sa

from alembic import op
from coding.store.migrations.fixed import forbid_changes

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REASON = "what was kept of results is added, never changed"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _signed() -> tuple[sa.Column[str], sa.Column[object]]:
    return (
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    _add_recipes()
    _add_waves()
    _add_quotes()
    for table in ("table_recipe", "table_run", "wave_series", "wave_part", "earlier_figure", "quote"):
        forbid_changes(table, REASON)


def _add_recipes() -> None:
    op.create_table(
        "table_recipe",
        _id(),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()),
        *_signed(),
        _key("table_recipe", "id"),
        sa.UniqueConstraint("name", "number", name=op.f("uq_table_recipe_name")),
    )
    op.create_table(
        "table_run",
        _id(),
        sa.Column("recipe_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        *_signed(),
        _refers("table_run", "recipe_id", "table_recipe"),
        _key("table_run", "id"),
    )
    op.create_index(op.f("ix_table_run_recipe_id"), "table_run", ["recipe_id"])


def _add_waves() -> None:
    op.create_table(
        "wave_series",
        _id(),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()),
        *_signed(),
        _key("wave_series", "id"),
        sa.UniqueConstraint("name", "number", name=op.f("uq_wave_series_name")),
    )
    op.create_table(
        "wave_part",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=True),
        sa.Column("survey", sa.String(length=60), nullable=True),
        _refers("wave_part", "series_id", "wave_series"),
        _key("wave_part", "series_id", "position"),
    )
    op.create_table(
        "earlier_figure",
        _id(),
        sa.Column("series", sa.String(length=100), nullable=False),
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("withdraws_id", sa.Integer(), nullable=True),
        *_signed(),
        _refers("earlier_figure", "withdraws_id", "earlier_figure"),
        _key("earlier_figure", "id"),
    )
    op.create_index(op.f("ix_earlier_figure_series"), "earlier_figure", ["series"])


def _add_quotes() -> None:
    op.create_table(
        "quote",
        _id(),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withdraws_id", sa.Integer(), nullable=True),
        *_signed(),
        _refers("quote", "segment_id", "segment"),
        _refers("quote", "code_id", "code"),
        _refers("quote", "withdraws_id", "quote"),
        _key("quote", "id"),
    )
    op.create_index(op.f("ix_quote_segment_id"), "quote", ["segment_id"])
    op.create_index(op.f("ix_quote_code_id"), "quote", ["code_id"])


def downgrade() -> None:
    raise NotImplementedError("projects only go forward; the copy made before the upgrade is the way back")
