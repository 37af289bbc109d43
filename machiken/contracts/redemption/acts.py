"""What is done at desks to campaigns, vouchers and payments, as the audit names it."""

from enum import StrEnum


class RedemptionAct(StrEnum):
    """One kind of what an audit row tells of."""

    CAMPAIGN_APPLIED = "campaign_applied"
    HOLIDAYS_APPLIED = "holidays_applied"
    BATCH_REQUESTED = "batch_requested"
    BATCH_ACTIVATED = "batch_activated"
    PRINT_FILE_FETCHED = "print_file_fetched"
    VOUCHERS_SOLD = "vouchers_sold"
    VOUCHER_STOPPED = "voucher_stopped"
    VOUCHER_REPLACED = "voucher_replaced"
    PAYMENT_REFUNDED = "payment_refunded"
    SIGNS_CHECKED = "signs_checked"
