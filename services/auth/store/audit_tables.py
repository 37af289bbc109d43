"""Tables of what changes about people, and the record of all that happened."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, READ_WRITE

_MOMENT = DateTime(timezone=True)


def mail_change_table(metadata: MetaData) -> Table:
    """Declare the new addresses that wait for their proof."""
    return Table(
        "mail_change",
        metadata,
        Column("mail_change_id", Uuid, primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("email", Text, nullable=False),
        Column("code_digest", LargeBinary, nullable=False),
        Column("tries", SmallInteger, nullable=False),
        Column("begun_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("ended_at", _MOMENT),
        CheckConstraint("tries between 0 and 5", name="tries_counted"),
        Index(
            "mail_change_one_open_uq",
            "staff_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index(None, "staff_id", "begun_at"),
        Index(None, "begun_at"),
        info=READ_WRITE,
    )


def mail_proposal_table(metadata: MetaData) -> Table:
    """Declare the new addresses that the office proposes; who decides is another."""
    return Table(
        "mail_proposal",
        metadata,
        Column("proposal_id", Uuid, primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("site", Text, nullable=False),
        Column("merchant_id", ForeignKey("merchant.merchant_id")),
        Column("email_before", Text, nullable=False),
        Column("email", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("proposed_by", Text, nullable=False),
        Column("proposer", Text, nullable=False),
        Column("proposed_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("approved", Boolean),
        Column("decided_by", Text),
        Column("decider", Text),
        Column("decided_at", _MOMENT),
        Column("voided_at", _MOMENT),
        CheckConstraint("site in ('shop', 'portal', 'office')", name="site_known"),
        CheckConstraint("email <> email_before", name="another_address"),
        CheckConstraint("proposed_by <> decided_by", name="two_persons"),
        CheckConstraint("decided_by <> staff_id::text", name="about_another"),
        CheckConstraint(
            "num_nonnulls(approved, decided_by, decider, decided_at) in (0, 4)",
            name="decided_whole",
        ),
        CheckConstraint("voided_at is null or approved is null", name="one_end"),
        Index(
            "mail_proposal_one_open_uq",
            "staff_id",
            unique=True,
            postgresql_where=text("approved is null and voided_at is null"),
        ),
        Index(None, "proposed_at"),
        info=READ_ADD_CHANGE,
    )


def audit_table(metadata: MetaData) -> Table:
    """Declare what happened, by whom, to whom, from where; rows are never changed."""
    return Table(
        "audit",
        metadata,
        Column("audit_id", BigInteger, Identity(always=True), primary_key=True),
        Column("at", _MOMENT, nullable=False),
        Column("happening", Text, nullable=False),
        Column("actor_role", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("staff_id", ForeignKey("staff.staff_id")),
        Column("site", Text),
        Column("merchant_id", ForeignKey("merchant.merchant_id")),
        Column("account", LargeBinary),
        Column("address", Text),
        Column("device", Text),
        Column("detail", Text, nullable=False),
        Index(None, "staff_id", "at"),
        Index(None, "merchant_id", "at"),
        Index(None, "at"),
        info=APPEND_ONLY,
    )
