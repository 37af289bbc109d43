"""Tables of how merchants join: applicants, states, files, orders to register."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from machiken.database import APPEND_ONLY, READ_ADD_REMOVE, READ_WRITE

_MOMENT = DateTime(timezone=True)


def applicant_table(metadata: MetaData) -> Table:
    """Declare the people whom applications name, as they were named."""
    return Table(
        "applicant",
        metadata,
        Column("merchant_id", ForeignKey("merchant.merchant_id"), primary_key=True),
        Column("login_id", Text, primary_key=True),
        Column("role", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("email", Text, nullable=False),
        CheckConstraint(
            "role in ('staff', 'manager', 'representative')", name="role_known"
        ),
        info=READ_ADD_REMOVE,
    )


def merchant_state_table(metadata: MetaData) -> Table:
    """Declare the states that merchants came into; a merchant's present one is last."""
    return Table(
        "merchant_state",
        metadata,
        Column("change_id", BigInteger, Identity(always=True), primary_key=True),
        Column("merchant_id", ForeignKey("merchant.merchant_id"), nullable=False),
        Column("state", Text, nullable=False),
        Column("at", _MOMENT, nullable=False),
        Column("actor_role", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Index(None, "merchant_id", "change_id"),
        info=APPEND_ONLY,
    )


def registration_order_table(metadata: MetaData) -> Table:
    """Declare the certified merchants whose accounts a worker is to make."""
    return Table(
        "registration_order",
        metadata,
        Column("merchant_id", ForeignKey("merchant.merchant_id"), primary_key=True),
        Column("asked_at", _MOMENT, nullable=False),
        Column("actor_role", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("login_id", Text, nullable=False),
        Index(None, "asked_at"),
        info=READ_WRITE,
    )


def intake_table(metadata: MetaData) -> Table:
    """Declare the files of applications; a taken one keeps its digest, not itself."""
    return Table(
        "intake",
        metadata,
        Column("intake_id", Uuid, primary_key=True),
        Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("file_name", Text, nullable=False),
        Column("content", LargeBinary),
        Column("checked_at", _MOMENT, nullable=False),
        Column("applied_at", _MOMENT),
        Column("form", Text, nullable=False),
        Column("rows", Integer, nullable=False),
        Column("merchants", Integer, nullable=False),
        Column("people", Integer, nullable=False),
        UniqueConstraint("campaign_id", "digest"),
        CheckConstraint(
            "(content is null) = (applied_at is not null)", name="kept_until_applied"
        ),
        Index(None, "checked_at"),
        info=READ_WRITE,
    )
