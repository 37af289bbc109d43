"""What is done to money, as settlement's audit names it."""

from enum import StrEnum


class SettlementAct(StrEnum):
    """One kind of what an audit row tells of."""

    PERIOD_CLOSED = "period_closed"
    ADJUSTMENT_PROPOSED = "adjustment_proposed"
    ADJUSTMENT_DECIDED = "adjustment_decided"
    ACCOUNT_REQUESTED = "account_requested"
    ACCOUNT_DECIDED = "account_decided"
    MERCHANT_HELD = "merchant_held"
    MERCHANT_RELEASED = "merchant_released"
    PAYER_SET = "payer_set"
    PAYOUT_PREPARED = "payout_prepared"
    PAYOUT_APPROVED = "payout_approved"
    PAYOUT_REJECTED = "payout_rejected"
    BANK_FILE_ISSUED = "bank_file_issued"
    BANK_FILE_FETCHED = "bank_file_fetched"
    RESULTS_IMPORTED = "results_imported"
