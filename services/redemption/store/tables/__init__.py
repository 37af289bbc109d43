"""The tables of the redemption database."""

from machiken.audit import audit_table
from machiken.clock import rehearsal_clock_table
from machiken.inbox import inbox_table
from machiken.outbox import outbox_table
from services.redemption.store.tables.base import METADATA
from services.redemption.store.tables.campaigns import (
    BANK_YEAR,
    CAMPAIGN,
    CAMPAIGN_VERSION,
    PERIOD,
)
from services.redemption.store.tables.copies import MERCHANT
from services.redemption.store.tables.counts import CAMPAIGN_COUNT, DAY_COUNT, SIGN_DAY
from services.redemption.store.tables.payments import (
    CHECKOUT,
    CHECKOUT_READ,
    PAYMENT_COUNTER,
    PRACTICE_PAYMENT,
    REDEMPTION,
    REDEMPTION_LINE,
)
from services.redemption.store.tables.refunds import REFUND, REFUND_LINE
from services.redemption.store.tables.tries import VOUCHER_TRY
from services.redemption.store.tables.vouchers import (
    BATCH,
    PRINT_FILE,
    PRINT_FILE_FETCH,
    VOUCHER,
)

AUDIT = audit_table(METADATA)
INBOX = inbox_table(METADATA)
OUTBOX = outbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

__all__ = [
    "AUDIT",
    "BANK_YEAR",
    "BATCH",
    "CAMPAIGN",
    "CAMPAIGN_COUNT",
    "CAMPAIGN_VERSION",
    "CHECKOUT",
    "CHECKOUT_READ",
    "CLOCK",
    "DAY_COUNT",
    "INBOX",
    "MERCHANT",
    "METADATA",
    "OUTBOX",
    "PAYMENT_COUNTER",
    "PERIOD",
    "PRACTICE_PAYMENT",
    "PRINT_FILE",
    "PRINT_FILE_FETCH",
    "REDEMPTION",
    "REDEMPTION_LINE",
    "REFUND",
    "REFUND_LINE",
    "SIGN_DAY",
    "VOUCHER",
    "VOUCHER_TRY",
]
