"""The tables of the settlement database."""

from machiken.audit import audit_table
from machiken.clock import rehearsal_clock_table
from machiken.inbox import inbox_table
from machiken.outbox import outbox_table
from services.settlement.store.tables.base import METADATA
from services.settlement.store.tables.closings import (
    ADJUSTMENT,
    CLOSING,
    STANDING,
    STATEMENT,
)
from services.settlement.store.tables.copies import (
    CAMPAIGN,
    MERCHANT,
    SEALED_PERIOD,
    SEALED_SUM,
)
from services.settlement.store.tables.exports import EXPORT, EXPORT_PART
from services.settlement.store.tables.ledger import ENTRY, JOURNAL, LINK
from services.settlement.store.tables.payouts import (
    ACCOUNT_CHANGE,
    ACCOUNT_DECISION,
    BANK_FILE,
    HOLD,
    PAYER,
    PAYOUT,
    TRANSFER,
)

AUDIT = audit_table(METADATA)
OUTBOX = outbox_table(METADATA)
INBOX = inbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

__all__ = [
    "ACCOUNT_CHANGE",
    "ACCOUNT_DECISION",
    "ADJUSTMENT",
    "AUDIT",
    "BANK_FILE",
    "CAMPAIGN",
    "CLOCK",
    "CLOSING",
    "ENTRY",
    "EXPORT",
    "EXPORT_PART",
    "HOLD",
    "INBOX",
    "JOURNAL",
    "LINK",
    "MERCHANT",
    "METADATA",
    "OUTBOX",
    "PAYER",
    "PAYOUT",
    "SEALED_PERIOD",
    "SEALED_SUM",
    "STANDING",
    "STATEMENT",
    "TRANSFER",
]
