"""The table of completion mails that wait for the office's word."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

from machiken.database import READ_ADD_CHANGE

_MOMENT = DateTime(timezone=True)


def held_invitation_table(metadata: MetaData) -> Table:
    """Declare the invitations that are held; each loses its password when it goes."""
    return Table(
        "held_invitation",
        metadata,
        Column("staff_id", ForeignKey("staff.staff_id"), primary_key=True),
        Column("merchant_id", ForeignKey("merchant.merchant_id"), nullable=False),
        Column("recruitment", SmallInteger, nullable=False),
        Column("initial_password", Text),
        Column("held_at", _MOMENT, nullable=False),
        Column("asked_at", _MOMENT),
        Column("sent_at", _MOMENT),
        CheckConstraint("recruitment > 0", name="recruitment_counts"),
        CheckConstraint(
            "(sent_at is null) = (initial_password is not null)",
            name="password_erased",
        ),
        Index(None, "merchant_id"),
        Index(
            "held_invitation_leaving_ix",
            "asked_at",
            postgresql_where=text("asked_at is not null and sent_at is null"),
        ),
        info=READ_ADD_CHANGE,
    )
