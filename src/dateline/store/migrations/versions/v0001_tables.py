"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TEXT

revision = "0001"
down_revision = None

Id = sa.Text().with_variant(TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "archive",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_archive")),
    )
    op.create_table(
        "events",
        sa.Column("id", Id, nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_table(
        "failures",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", Id, nullable=False),
        sa.Column("name", Id, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_failures")),
        sa.UniqueConstraint("stage", "name", name=op.f("uq_failures_stage_name")),
    )
    op.create_table(
        "gone",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document_id", Id, server_default="", nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("became", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "document_id", "id", name=op.f("pk_gone")),
    )
    op.create_table(
        "purged",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("bytes_mark", sa.Text(), nullable=False),
        sa.Column("address_mark", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("scrubbed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_purged")),
    )
    op.create_index(op.f("ix_purged_address_mark"), "purged", ["address_mark"], unique=False)
    op.create_index(op.f("ix_purged_bytes_mark"), "purged", ["bytes_mark"], unique=False)
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.Column("configuration", sa.Text(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.Column("data_files", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
    )
    op.create_table(
        "verdicts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("report_id", Id, nullable=True),
        sa.Column("other_document_id", Id, nullable=True),
        sa.Column("other_report_id", Id, nullable=True),
        sa.Column("event_id", Id, nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["verdicts.number"], name=op.f("fk_verdicts_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_report_id"), "verdicts", ["report_id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Text(), server_default="", nullable=False),
        sa.Column("publisher", sa.Text(), server_default="", nullable=False),
        sa.Column("byline", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("lang", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("set_aside", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["archive.sha256"], name=op.f("fk_documents_sha256")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", "version", name=op.f("uq_documents_id_version")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
    )
    op.create_index(op.f("ix_documents_address"), "documents", ["address"], unique=False)
    op.create_index(op.f("ix_documents_origin"), "documents", ["origin"], unique=False)
    op.create_index(op.f("ix_documents_publisher"), "documents", ["publisher"], unique=False)
    op.create_table(
        "event_reports",
        sa.Column("document_id", Id, nullable=False),
        sa.Column("report_id", Id, nullable=False),
        sa.Column("event", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_reports_event")),
        sa.PrimaryKeyConstraint("document_id", "report_id", name=op.f("pk_event_reports")),
    )
    op.create_index(op.f("ix_event_reports_event"), "event_reports", ["event"], unique=False)
    op.create_table(
        "codings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("other_field", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_codings_document")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_codings_run")),
        sa.PrimaryKeyConstraint("document", "run", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_run"), "codings", ["run"], unique=False)
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("made_as", sa.Text(), nullable=False),
        sa.Column("place_in_document", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name=op.f("fk_reports_document")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_reports_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("document", "run", "id", name=op.f("uq_reports_document_run_id")),
    )
    op.create_index(op.f("ix_reports_id"), "reports", ["id"], unique=False)
    op.create_index(op.f("ix_reports_run"), "reports", ["run"], unique=False)
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("first_character", sa.Integer(), nullable=True),
        sa.Column("last_character", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("attitude", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_claims_report")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_claims_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_report"), "claims", ["report"], unique=False)
    op.create_index(op.f("ix_claims_run"), "claims", ["run"], unique=False)
