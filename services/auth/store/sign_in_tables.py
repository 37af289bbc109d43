"""Tables of coming in: passwords, tries, sign-ins, sessions, and what is told of them.

Nothing here opens a door by being read: passwords are argon2id hashes, secrets of
browsers are digests, mailed numbers and typed accounts are keyed digests.
"""

from typing import Any

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

from machiken.database import READ_ADD_CHANGE, READ_WRITE

_MOMENT = DateTime(timezone=True)


def password_table(metadata: MetaData) -> Table:
    """Declare the passwords, replaced ones too: they may not come back (S-PW-2)."""
    return Table(
        "password",
        metadata,
        Column("password_id", BigInteger, Identity(always=True), primary_key=True),
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("hash", Text, nullable=False),
        Column("initial", Boolean, nullable=False),
        Column("set_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT),
        Column("replaced_at", _MOMENT),
        CheckConstraint("starts_with(hash, '$argon2id$')", name="argon2id"),
        CheckConstraint("initial = (expires_at is not null)", name="initial_expires"),
        Index(
            "password_one_current_uq",
            "staff_id",
            unique=True,
            postgresql_where=text("replaced_at is null"),
        ),
        Index(None, "staff_id", "set_at"),
        info=READ_ADD_CHANGE,
    )


def attempt_table(metadata: MetaData) -> Table:
    """Declare the tries at passwords; each counts as failed until it was right."""
    return Table(
        "attempt",
        metadata,
        Column("attempt_id", BigInteger, Identity(always=True), primary_key=True),
        Column("account", LargeBinary, nullable=False),
        Column("address", Text, nullable=False),
        Column("attempted_at", _MOMENT, nullable=False),
        Column("failed", Boolean, nullable=False),
        Index(None, "account", "attempted_at"),
        Index(None, "attempted_at"),
        info=READ_WRITE,
    )


def sign_in_table(metadata: MetaData) -> Table:
    """Declare the sign-ins: right password, mailed number still to come."""
    return Table(
        "sign_in",
        metadata,
        Column("sign_in_id", Uuid, primary_key=True),
        Column("secret_digest", LargeBinary, nullable=False, unique=True),
        *_standing(),
        Column("otp_digest", LargeBinary, nullable=False),
        Column("tries", SmallInteger, nullable=False),
        Column("begun_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("used_at", _MOMENT),
        Column("superseded_at", _MOMENT),
        CheckConstraint("tries between 0 and 3", name="tries_counted"),
        Index(
            "sign_in_one_open_uq",
            "staff_id",
            "site",
            unique=True,
            postgresql_where=text("used_at is null and superseded_at is null"),
        ),
        Index(None, "staff_id", "site", "begun_at"),
        Index(None, "begun_at"),
        info=READ_WRITE,
    )


def reset_table(metadata: MetaData) -> Table:
    """Declare the resets of forgotten passwords, for accounts that exist or not."""
    return Table(
        "reset",
        metadata,
        Column("reset_id", Uuid, primary_key=True),
        Column("secret_digest", LargeBinary, nullable=False, unique=True),
        Column("account", LargeBinary, nullable=False),
        Column("staff_id", ForeignKey("staff.staff_id")),
        Column("code_digest", LargeBinary, nullable=False),
        Column("tries", SmallInteger, nullable=False),
        Column("begun_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("proven_at", _MOMENT),
        Column("ended_at", _MOMENT),
        CheckConstraint("tries between 0 and 5", name="tries_counted"),
        Index(None, "account", "begun_at"),
        Index(None, "begun_at"),
        info=READ_WRITE,
    )


def session_table(metadata: MetaData) -> Table:
    """Declare the sessions; one ends by its times or by `ended_at`."""
    return Table(
        "session",
        metadata,
        Column("session_id", Uuid, primary_key=True),
        Column("secret_digest", LargeBinary, nullable=False, unique=True),
        *_standing(),
        Column("opened_at", _MOMENT, nullable=False),
        Column("last_seen_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("ended_at", _MOMENT),
        Column("family_id", Uuid),
        Column("address", Text),
        Column("device", Text),
        Column("proven_at", _MOMENT),
        Index(None, "staff_id"),
        Index(None, "expires_at"),
        Index(None, "family_id"),
        info=READ_WRITE,
    )


def puzzle_table(metadata: MetaData) -> Table:
    """Declare the puzzles that wait for their answer; an answered one is gone."""
    return Table(
        "puzzle",
        metadata,
        Column("secret_digest", LargeBinary, primary_key=True),
        Column("x", SmallInteger, nullable=False),
        Column("drawn_at", _MOMENT, nullable=False),
        Index(None, "drawn_at"),
        info=READ_WRITE,
    )


def remembered_table(metadata: MetaData) -> Table:
    """Declare the browsers that stay signed in: families of tokens, each good once."""
    return Table(
        "remembered",
        metadata,
        Column("family_id", Uuid, primary_key=True),
        *_standing(),
        Column("present_digest", LargeBinary, nullable=False),
        Column("last_digest", LargeBinary),
        Column("rotated_at", _MOMENT, nullable=False),
        Column("remembered_at", _MOMENT, nullable=False),
        Column("expires_at", _MOMENT, nullable=False),
        Column("ended_at", _MOMENT),
        Index(None, "staff_id"),
        Index(None, "expires_at"),
        info=READ_WRITE,
    )


def _standing() -> list[Column[Any] | CheckConstraint]:
    # Who, where, and as what: a till has a merchant, a PC a company, the office none.
    return [
        Column("staff_id", ForeignKey("staff.staff_id"), nullable=False),
        Column("site", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("merchant_id", ForeignKey("merchant.merchant_id")),
        Column("company_id", ForeignKey("company.company_id")),
        CheckConstraint("site in ('shop', 'portal', 'office')", name="site_known"),
        CheckConstraint(
            "(site = 'shop') = (merchant_id is not null)", name="shop_has_merchant"
        ),
        CheckConstraint(
            "(site = 'portal') = (company_id is not null)", name="portal_has_company"
        ),
    ]
