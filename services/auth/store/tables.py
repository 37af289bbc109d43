"""The tables of the auth database: who there is. `sign_in_tables` has who comes in.

A person belongs to one company (or to the office) and signs in with one login id and
one password at each merchant that he is a member of.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from machiken.clock import rehearsal_clock_table
from machiken.database import READ_ADD_CHANGE, metadata
from machiken.inbox import inbox_table
from machiken.outbox import outbox_table
from services.auth.store import (
    audit_tables,
    authenticator_tables,
    device_tables,
    held_tables,
    merchant_tables,
    sign_in_tables,
)

METADATA = metadata()
INBOX = inbox_table(METADATA)
OUTBOX = outbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

_MOMENT = DateTime(timezone=True)

CAMPAIGN = Table(
    "campaign",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("issuer_code", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("switches", JSONB, nullable=False, server_default=text("'{}'")),
    Column("recruit_first_on", Date),
    Column(
        "recruit_deadlines", ARRAY(Date), nullable=False, server_default=text("'{}'")
    ),
    info=READ_ADD_CHANGE,
)

COMPANY = Table(
    "company",
    METADATA,
    Column("company_id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("company_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("registered_at", _MOMENT, nullable=False),
    UniqueConstraint("campaign_id", "company_code"),
    UniqueConstraint("company_id", "campaign_id"),  # what a merchant refers to
    info=READ_ADD_CHANGE,
)

MERCHANT = Table(
    "merchant",
    METADATA,
    Column("merchant_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("company_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("registered_at", _MOMENT, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'notified'")),
    Column("recruit_window", SmallInteger),
    Column("applied_on", Date),
    CheckConstraint(
        "state in ('applied', 'certified', 'registered', 'notified', 'active',"
        " 'suspended', 'turned_down')",
        name="state_known",
    ),
    # Who was turned down keeps his code in the records; another may have it.
    Index(
        "merchant_code_in_use_uq",
        "campaign_id",
        "merchant_code",
        unique=True,
        postgresql_where=text("state <> 'turned_down'"),
    ),
    Index(None, "campaign_id", "state"),
    # A merchant and its company take part in the same campaign.
    ForeignKeyConstraint(
        ["company_id", "campaign_id"], ["company.company_id", "company.campaign_id"]
    ),
    Index(None, "company_id", "campaign_id"),
    info=READ_ADD_CHANGE,
)

STAFF = Table(
    "staff",
    METADATA,
    Column("staff_id", Uuid, primary_key=True),
    Column("company_id", ForeignKey("company.company_id")),
    Column("office_role", Text),
    Column("login_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("registered_at", _MOMENT, nullable=False),
    Column("disabled_at", _MOMENT),
    CheckConstraint(
        "disabled_at is null or company_id is null", name="disabled_in_office"
    ),
    CheckConstraint(
        "(company_id is null) = (office_role is not null)", name="company_or_office"
    ),
    CheckConstraint(
        "office_role in ('office_viewer', 'office_clerk', 'office_approver',"
        " 'office_administrator')",
        name="office_role_known",
    ),
    UniqueConstraint("company_id", "login_id"),
    Index(
        "staff_office_login_id_uq",
        "login_id",
        unique=True,
        postgresql_where=text("company_id is null"),
    ),
    info=READ_ADD_CHANGE,
)

MEMBERSHIP = Table(
    "membership",
    METADATA,
    Column("staff_id", ForeignKey("staff.staff_id"), primary_key=True),
    Column("merchant_id", ForeignKey("merchant.merchant_id"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("since", _MOMENT, nullable=False),
    Column("disabled_at", _MOMENT),
    CheckConstraint(
        "role in ('staff', 'manager', 'representative')", name="role_known"
    ),
    CheckConstraint(
        "disabled_at is null or role <> 'representative'",
        name="representative_enabled",
    ),
    Index(
        "membership_one_representative_uq",
        "merchant_id",
        unique=True,
        postgresql_where=text("role = 'representative'"),
    ),
    Index(None, "merchant_id"),
    info=READ_ADD_CHANGE,
)

APPLICANT = merchant_tables.applicant_table(METADATA)
MERCHANT_STATE = merchant_tables.merchant_state_table(METADATA)
REGISTRATION_ORDER = merchant_tables.registration_order_table(METADATA)
INTAKE = merchant_tables.intake_table(METADATA)
PASSWORD = sign_in_tables.password_table(METADATA)
ATTEMPT = sign_in_tables.attempt_table(METADATA)
SIGN_IN = sign_in_tables.sign_in_table(METADATA)
RESET = sign_in_tables.reset_table(METADATA)
SESSION = sign_in_tables.session_table(METADATA)
PUZZLE = sign_in_tables.puzzle_table(METADATA)
REMEMBERED = sign_in_tables.remembered_table(METADATA)
DEVICE = device_tables.device_table(METADATA)
WRONG_NUMBER = device_tables.wrong_number_table(METADATA)
AUTHENTICATOR = authenticator_tables.authenticator_table(METADATA)
RECOVERY_CODE = authenticator_tables.recovery_code_table(METADATA)
MAIL_CHANGE = audit_tables.mail_change_table(METADATA)
MAIL_PROPOSAL = audit_tables.mail_proposal_table(METADATA)
HELD_INVITATION = held_tables.held_invitation_table(METADATA)
AUDIT = audit_tables.audit_table(METADATA)
