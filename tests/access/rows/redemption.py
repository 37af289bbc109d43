"""Redemption: what a merchant's checkouts and payments are to another merchant.

What the office asks for here is of no campaign, so that it changes nothing.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from machiken.contracts import redemption as it
from machiken.contracts.redemption import verbs
from machiken.contracts.verbs import Ping
from machiken.contracts.verification import MoveClock, Verify
from machiken.ids import (
    BatchId,
    CheckoutId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    RefundId,
)
from machiken.money import ZERO, Yen
from tests.access.row import Row, answers
from tests.access.scene import Scene
from tests.journeys import people
from tests.journeys.people import KADOYA

NOWHERE = IssuerCode("KNMNONE01")


def _clashing(scene: Scene) -> it.CampaignRules:
    this = people.this_year(scene.today)
    return replace(this, use_first_on=this.use_last_on, use_last_on=this.use_first_on)


def _refund(scene: Scene) -> it.RefundPayment:
    return it.RefundPayment(
        refund_id=RefundId(uuid4()),
        checkout_id=scene.receipt.checkout_id,
        amount=scene.receipt.total,
    )


def _redeem(scene: Scene) -> it.RedeemVouchers:
    return it.RedeemVouchers(
        checkout_id=scene.receipt.checkout_id, voucher_codes=(scene.voucher_code,)
    )


def _owner(scene: Scene) -> MerchantId:
    assert scene.owner.merchant_id is not None
    return scene.owner.merchant_id


def _batch() -> BatchId:
    return BatchId(uuid4())


def _no_sales(answer: it.Sales) -> bool:
    return answer.total.paid == ZERO and answer.days == ()


_OFFICE = (
    Row(verb=verbs.PING, ask=lambda _: Ping(), said=answers),
    Row(verb=verbs.VERIFY, ask=lambda _: Verify(), said=answers),
    Row(
        verb=verbs.MOVE_CLOCK,
        ask=lambda _: MoveClock(shift=timedelta()),
        said=answers,
    ),
    Row(
        verb=verbs.CAMPAIGN,
        ask=lambda _: it.CampaignQuery(issuer_code=NOWHERE),
        said=it.CampaignUnknown,
    ),
    Row(verb=verbs.APPLY_CAMPAIGN, ask=_clashing, said=it.CampaignRulesClash),
    Row(
        verb=verbs.ISSUE_BATCH,
        ask=lambda _: it.IssueBatch(batch_id=_batch(), issuer_code=NOWHERE, count=10),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.BATCH,
        ask=lambda _: it.BatchQuery(batch_id=_batch()),
        said=it.BatchUnknown,
    ),
    Row(
        verb=verbs.ACTIVATE_BATCH,
        ask=lambda _: it.ActivateBatch(batch_id=_batch()),
        said=it.BatchUnknown,
    ),
    Row(
        verb=verbs.PRINT_FILE,
        ask=lambda _: it.FetchPrintFile(
            batch_id=_batch(), kind=it.PrintFileKind.CODES, part=1
        ),
        said=it.BatchUnknown,
    ),
    Row(
        verb=verbs.SELL_VOUCHERS,
        ask=lambda _: it.SellVouchers(
            issuer_code=NOWHERE, first_serial=1, last_serial=2
        ),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.STOP_VOUCHER,
        ask=lambda _: it.StopVoucher(issuer_code=NOWHERE, serial=1, reason="紛失"),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.REPLACE_VOUCHER,
        ask=lambda _: it.ReplaceVoucher(
            issuer_code=NOWHERE, serial=1, batch_id=_batch(), reason="紛失"
        ),
        said=it.CampaignUnknown,
    ),
    Row(verb=verbs.HOLIDAYS, ask=lambda _: it.HolidaysQuery(), said=answers),
    Row(
        verb=verbs.APPLY_HOLIDAYS,
        ask=lambda _: it.ApplyHolidays(holidays=()),
        said=it.HolidaysClash,
    ),
    Row(
        verb=verbs.VOUCHER_COUNTS,
        ask=lambda _: it.VoucherCountsQuery(issuer_code=NOWHERE),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.VOUCHER_HISTORY,
        ask=lambda _: it.HistoryQuery(issuer_code=NOWHERE, serial=1),
        said=it.CampaignUnknown,
    ),
)
_CONSOLE = (
    Row(
        verb=verbs.BATCHES,
        ask=lambda _: it.BatchesQuery(issuer_code=NOWHERE),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.OFFICE_SEARCH,
        ask=lambda _: it.OfficeSearch(issuer_code=NOWHERE, text="1"),
        said=it.CampaignUnknown,
    ),
    Row(
        verb=verbs.OFFICE_PAYMENT,
        ask=lambda _: it.OfficePaymentQuery(checkout_id=CheckoutId(uuid4())),
        said=it.PaymentUnknown,
    ),
    # The office may look at every merchant's payments.
    Row(
        verb=verbs.OFFICE_PAYMENTS,
        ask=lambda scene: it.OfficePaymentsQuery(merchant_id=_owner(scene)),
        said=answers,
    ),
    Row(
        verb=verbs.OVERVIEW,
        ask=lambda _: it.OverviewQuery(issuer_code=NOWHERE),
        said=it.CampaignUnknown,
    ),
    Row(verb=verbs.CAMPAIGNS, ask=lambda _: it.CampaignsQuery(), said=answers),
    Row(
        verb=verbs.CAMPAIGN_VERSIONS,
        ask=lambda _: it.CampaignVersionsQuery(issuer_code=NOWHERE),
        said=it.CampaignUnknown,
    ),
    Row(verb=verbs.PREVIEW_CAMPAIGN, ask=_clashing, said=it.CampaignRulesClash),
)
_TILL = (
    Row(
        verb=verbs.OPEN_CHECKOUT,
        ask=lambda scene: it.OpenCheckout(
            checkout_id=scene.checkout_id, target=Yen(2000)
        ),
        said=it.CheckoutReused,
    ),
    Row(
        verb=verbs.READ_VOUCHER,
        ask=lambda scene: it.ReadVoucher(
            checkout_id=scene.checkout_id, voucher_code=scene.voucher_code
        ),
        said=it.CheckoutUnknown,
    ),
    Row(
        verb=verbs.UNDO_READ,
        ask=lambda scene: it.UndoRead(checkout_id=scene.checkout_id, position=1),
        said=it.CheckoutUnknown,
    ),
    Row(
        verb=verbs.ABORT_CHECKOUT,
        ask=lambda scene: it.AbortCheckout(checkout_id=scene.checkout_id),
        said=it.CheckoutUnknown,
    ),
    Row(
        verb=verbs.CHECKOUT,
        ask=lambda scene: it.CheckoutQuery(checkout_id=scene.checkout_id),
        said=it.CheckoutUnknown,
    ),
    Row(
        verb=verbs.REDEEM_CHECKOUT,
        ask=lambda scene: it.RedeemCheckout(checkout_id=scene.checkout_id),
        said=it.CheckoutUnknown,
    ),
    Row(verb=verbs.REDEEM_VOUCHERS, ask=_redeem, said=it.CheckoutReused),
    Row(
        verb=verbs.RECEIPT,
        ask=lambda scene: it.ReceiptQuery(checkout_id=scene.receipt.checkout_id),
        said=it.PaymentUnknown,
    ),
    Row(
        verb=verbs.PAID_VOUCHERS,
        ask=lambda scene: it.ReceiptQuery(checkout_id=scene.receipt.checkout_id),
        said=it.PaymentUnknown,
    ),
    Row(
        verb=verbs.FIND_PAYMENTS,
        ask=lambda scene: it.FindPayments(payment_no=scene.receipt.payment_no),
        said=lambda found: found == it.Payments(receipts=(), more=False),
    ),
    Row(
        verb=verbs.FIND_COMPANY_PAYMENTS,
        ask=lambda scene: it.FindCompanyPayments(
            merchant_code=MerchantCode(KADOYA.code),
            payment_no=scene.receipt.payment_no,
        ),
        # The past campaign has the switch off.
        said=(it.MerchantOfOthers, it.PortalRefundsOff),
    ),
    Row(verb=verbs.REFUND_PAYMENT, ask=_refund, said=it.PaymentUnknown),
    Row(
        verb=verbs.BALANCE,
        ask=lambda _: it.BalanceQuery(voucher_code="no code"),
        said=it.VoucherMalformed,
    ),
    Row(
        verb=verbs.SALES,
        ask=lambda scene: it.SalesQuery(first_on=scene.today, last_on=scene.today),
        said=_no_sales,
    ),
)
ROWS = (*_OFFICE, *_CONSOLE, *_TILL)
