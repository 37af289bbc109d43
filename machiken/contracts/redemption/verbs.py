"""The verbs of the redemption service."""

from typing import Final, TypeVar

from machiken.contracts import audit, verification
from machiken.contracts.actor import EVERYBODY, OFFICE, OPERATOR, SHOP, Role
from machiken.contracts.redemption.batches import (
    ActivateBatch,
    BatchQuery,
    BatchView,
    FetchPrintFile,
    FilePart,
    IssueBatch,
    ReplaceVoucher,
    SellVouchers,
    StopVoucher,
    VouchersSold,
    VoucherStopped,
)
from machiken.contracts.redemption.campaigns import (
    CampaignQuery,
    CampaignRules,
    CampaignView,
)
from machiken.contracts.redemption.checkouts import (
    AbortCheckout,
    CheckoutQuery,
    CheckoutView,
    OpenCheckout,
    ReadVoucher,
    Receipt,
    RedeemCheckout,
    RedeemVouchers,
    RefundPayment,
    UndoRead,
)
from machiken.contracts.redemption.desk_verbs import *  # noqa: F403 - one table
from machiken.contracts.redemption.holidays import (
    ApplyHolidays,
    HolidaysQuery,
    HolidaysView,
)
from machiken.contracts.redemption.inquiries import (
    BalanceQuery,
    BalanceView,
    FindPayments,
    PaidVouchers,
    Payments,
    ReceiptQuery,
    Sales,
    SalesQuery,
)
from machiken.contracts.redemption.portal import FindCompanyPayments
from machiken.contracts.redemption.vouchers import (
    Histories,
    HistoryQuery,
    VoucherCounts,
    VoucherCountsQuery,
)
from machiken.contracts.verbs import Verb, ping

SERVICE: Final = "redemption"
ADMINISTRATORS: Final = OPERATOR | {Role.OFFICE_ADMINISTRATOR}

_Request = TypeVar("_Request")
_Answer = TypeVar("_Answer")


def _verb(
    name: str,
    request: type[_Request],
    answer: type[_Answer],
    roles: frozenset[Role],
) -> Verb[_Request, _Answer]:
    return Verb(service=SERVICE, name=name, request=request, answer=answer, roles=roles)


PING = ping(SERVICE)
VERIFY = verification.verify(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)
AUDIT = audit.audit(SERVICE)

CAMPAIGN = _verb("campaign", CampaignQuery, CampaignView, EVERYBODY)
APPLY_CAMPAIGN = _verb("apply_campaign", CampaignRules, CampaignView, ADMINISTRATORS)

HOLIDAYS = _verb("holidays", HolidaysQuery, HolidaysView, OPERATOR | OFFICE)
APPLY_HOLIDAYS = _verb("apply_holidays", ApplyHolidays, HolidaysView, ADMINISTRATORS)

ISSUE_BATCH = _verb("issue_batch", IssueBatch, BatchView, ADMINISTRATORS)
BATCH = _verb("batch", BatchQuery, BatchView, OPERATOR | OFFICE)
ACTIVATE_BATCH = _verb("activate_batch", ActivateBatch, BatchView, ADMINISTRATORS)
PRINT_FILE = _verb("print_file", FetchPrintFile, FilePart, ADMINISTRATORS)
_DESK: Final = ADMINISTRATORS | {Role.OFFICE_CLERK}
SELL_VOUCHERS = _verb("sell_vouchers", SellVouchers, VouchersSold, _DESK)
STOP_VOUCHER = _verb("stop_voucher", StopVoucher, VoucherStopped, _DESK)
VOUCHER_COUNTS = _verb(
    "voucher_counts", VoucherCountsQuery, VoucherCounts, OPERATOR | OFFICE
)
VOUCHER_HISTORY = _verb("voucher_history", HistoryQuery, Histories, OPERATOR | OFFICE)
REPLACE_VOUCHER = _verb("replace_voucher", ReplaceVoucher, BatchView, ADMINISTRATORS)

OPEN_CHECKOUT = _verb("open_checkout", OpenCheckout, CheckoutView, SHOP)
READ_VOUCHER = _verb("read_voucher", ReadVoucher, CheckoutView, SHOP)
UNDO_READ = _verb("undo_read", UndoRead, CheckoutView, SHOP)
ABORT_CHECKOUT = _verb("abort_checkout", AbortCheckout, CheckoutView, SHOP)
CHECKOUT = _verb("checkout", CheckoutQuery, CheckoutView, SHOP)
REDEEM_CHECKOUT = _verb("redeem_checkout", RedeemCheckout, Receipt, SHOP)
REDEEM_VOUCHERS = _verb("redeem_vouchers", RedeemVouchers, Receipt, SHOP)

COMPANY: Final = frozenset({Role.COMPANY})
"""A company at its PC; its reader, come in without a mailed number, may not refund."""
RECEIPT = _verb("receipt", ReceiptQuery, Receipt, SHOP | COMPANY)
PAID_VOUCHERS = _verb("paid_vouchers", ReceiptQuery, PaidVouchers, SHOP | COMPANY)
FIND_PAYMENTS = _verb("find_payments", FindPayments, Payments, SHOP)
FIND_COMPANY_PAYMENTS = _verb(
    "find_company_payments", FindCompanyPayments, Payments, COMPANY
)
REFUND_PAYMENT = Verb(
    service=SERVICE,
    name="refund_payment",
    request=RefundPayment,
    answer=Receipt,
    roles=SHOP | COMPANY,
    proven=True,
)
BALANCE = _verb("balance", BalanceQuery, BalanceView, SHOP)
SALES = _verb("sales", SalesQuery, Sales, SHOP)
