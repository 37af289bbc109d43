"""The tables of the settlement database."""

from machiken.clock import rehearsal_clock_table
from machiken.inbox import inbox_table
from services.settlement.store.tables.base import METADATA
from services.settlement.store.tables.copies import (
    CAMPAIGN,
    MERCHANT,
    SEALED_PERIOD,
    SEALED_SUM,
)
from services.settlement.store.tables.exports import EXPORT, EXPORT_PART
from services.settlement.store.tables.ledger import ENTRY, JOURNAL, LINK

INBOX = inbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

__all__ = [
    "CAMPAIGN",
    "CLOCK",
    "ENTRY",
    "EXPORT",
    "EXPORT_PART",
    "INBOX",
    "JOURNAL",
    "LINK",
    "MERCHANT",
    "METADATA",
    "SEALED_PERIOD",
    "SEALED_SUM",
]
