"""Tables of devices: where people signed in before, and how often they guessed."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Uuid,
)

from machiken.database import APPEND_ONLY, READ_WRITE

_MOMENT = DateTime(timezone=True)


def device_table(metadata: MetaData) -> Table:
    """Declare the devices; the secret that one keeps is known by its digest."""
    return Table(
        "device",
        metadata,
        Column("device_id", Uuid, primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("secret_digest", LargeBinary, nullable=False, unique=True),
        Column("known_since", _MOMENT, nullable=False),
        Column("last_seen_at", _MOMENT, nullable=False),
        Index(None, "staff_id"),
        Index(None, "last_seen_at"),
        info=READ_WRITE,
    )


def wrong_number_table(metadata: MetaData) -> Table:
    """Declare the wrong numbers; the service can't make one unsaid."""
    return Table(
        "wrong_number",
        metadata,
        Column("wrong_number_id", BigInteger, Identity(always=True), primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("device_id", Uuid),  # of one that may be forgotten by now
        Column("at", _MOMENT, nullable=False),
        Index(None, "staff_id", "at"),
        info=APPEND_ONLY,
    )
