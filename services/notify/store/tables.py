"""The tables of the notify database."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from machiken.audit import audit_table
from machiken.clock import rehearsal_clock_table
from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, READ_WRITE, metadata
from machiken.inbox import inbox_table

METADATA = metadata()
INBOX = inbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

_MOMENT = DateTime(timezone=True)

CAMPAIGN = Table(
    "campaign",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("issuer_name", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("mail_from", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("video_url", Text, nullable=False, server_default=text("''")),
    # Both may lack where the campaign was applied before we kept them.
    Column("use_last_on", Date),
    Column("redeem_last_on", Date),
    Column("mail_texts", JSONB, nullable=False, server_default=text("'{}'")),
    Column(
        "mail_languages",
        JSONB,
        nullable=False,
        server_default=text("""'["ja", "en"]'"""),
    ),
    Column("labels", JSONB, nullable=False, server_default=text("'{}'")),
    info=READ_ADD_CHANGE,
)

MERCHANT = Table(
    "merchant",
    METADATA,
    Column("merchant_id", Uuid, primary_key=True),
    Column("merchant_name", Text, nullable=False),
    # These may lack where the merchant was registered before we kept them.
    Column("campaign_id", Uuid),
    Column("merchant_code", Text),
    Column("company_id", Uuid),
    Column("representative_id", Uuid, nullable=False),
    Column("as_of", _MOMENT, nullable=False),
    Column("represented_before", Uuid),
    Column("changed_at", _MOMENT),  # since when it is no longer that one
    Index("merchant_campaign_ix", "campaign_id", "merchant_code"),
    info=READ_ADD_CHANGE,
)

CONTACT = Table(
    "contact",
    METADATA,
    Column("staff_id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("as_of", _MOMENT, nullable=False),
    Column("email_before", Text),
    Column("changed_at", _MOMENT),  # since when it is no longer that one
    info=READ_ADD_CHANGE,
)

LETTER = Table(
    "letter",
    METADATA,
    Column("letter_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("reader", Uuid, nullable=False),
    Column("campaign_id", Uuid),
    Column("email", Text),
    Column("facts", JSONB, nullable=False),
    Column("secret", Text),
    Column("written_at", _MOMENT, nullable=False),
    Column("expires_at", _MOMENT),
    Column("due_at", _MOMENT, nullable=False),
    Column("leased_until", _MOMENT),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("refused_at", _MOMENT),  # since when the server does not take it
    Column("failure", Text),  # the last one: the server's number, or what was found
    Column("resent", Integer, nullable=False, server_default=text("0")),
    Column("message_id", Text),
    Column("sent_at", _MOMENT),
    Column("given_up_at", _MOMENT),
    Column("returned_at", _MOMENT),
    UniqueConstraint("event_id", "kind", "reader"),
    CheckConstraint("num_nonnulls(sent_at, given_up_at) <= 1", name="one_end"),
    CheckConstraint(
        "returned_at is null or sent_at is not null", name="returned_was_sent"
    ),
    # A secret is kept until it is delivered, and no moment longer.
    CheckConstraint(
        "secret is null or (sent_at is null and given_up_at is null)",
        name="secret_erased",
    ),
    Index(
        "letter_waiting_ix",
        "urgent",
        "due_at",
        postgresql_where=text("sent_at is null and given_up_at is null"),
    ),
    # What the office looks through: the letters of a campaign, the latest first.
    Index("letter_campaign_ix", "campaign_id", "written_at", "letter_id"),
    info=READ_ADD_CHANGE,
)

UNADDRESSED = Table(
    "unaddressed",
    METADATA,
    Column("event_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid, nullable=False, index=True),
    Column("staff_id", Uuid),
    Column("facts", JSONB, nullable=False),
    info=READ_WRITE,
)

AUDIT = audit_table(METADATA)

NOTICE = Table(
    "notice",
    METADATA,
    Column("notice_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid),  # null: to all merchants of the campaign
    Column("merchant_code", Text),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("published_at", _MOMENT, nullable=False),
    Column("changed_at", _MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("withdrawn_at", _MOMENT),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    CheckConstraint("author in ('city', 'system')", name="author_known"),
    CheckConstraint(
        "(merchant_id is null) = (merchant_code is null)", name="merchant_whole"
    ),
    Index("notice_campaign_ix", "campaign_id", "last_on"),
    info=READ_ADD_CHANGE,
)

INQUIRY = Table(
    "inquiry",
    METADATA,
    Column("inquiry_id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_code", Text),  # proven by a sign-in, or null
    Column("sort", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("sent_at", _MOMENT, nullable=False, index=True),
    Column("answered_at", _MOMENT),
    UniqueConstraint("campaign_id", "number"),
    info=READ_ADD_CHANGE,
)

ANSWER = Table(
    "answer",
    METADATA,
    Column("answer_id", Uuid, primary_key=True),
    Column("inquiry_id", ForeignKey("inquiry.inquiry_id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("answered_at", _MOMENT, nullable=False),
    Column("answered_by", Text, nullable=False),
    info=APPEND_ONLY,
)

REMINDER = Table(
    "reminder",
    METADATA,
    Column("merchant_id", Uuid, primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("told_at", _MOMENT, nullable=False),
    info=APPEND_ONLY,
)
