"""Tables of the second proof that somebody's own phone makes, and of its spare codes.

The secret has to be read again at each sign-in, so it is sealed, not hashed.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from machiken.database import READ_WRITE

_MOMENT = DateTime(timezone=True)


def authenticator_table(metadata: MetaData) -> Table:
    """Declare the authenticators; one without its first digits proves nothing."""
    return Table(
        "authenticator",
        metadata,
        Column("staff_id", ForeignKey("staff.staff_id"), primary_key=True),
        Column("sealed_secret", Text, nullable=False),
        Column("begun_at", _MOMENT, nullable=False),
        Column("confirmed_at", _MOMENT),
        Column("last_step", BigInteger),
        CheckConstraint(
            "(confirmed_at is null) = (last_step is null)", name="step_of_confirmed"
        ),
        info=READ_WRITE,
    )


def recovery_code_table(metadata: MetaData) -> Table:
    """Declare the spare codes, by their digests."""
    return Table(
        "recovery_code",
        metadata,
        Column("code_digest", LargeBinary, primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("used_at", _MOMENT),
        Index(None, "staff_id"),
        info=READ_WRITE,
    )
