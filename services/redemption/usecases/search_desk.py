"""The office looks up vouchers and payments, whosever they are."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from machiken import town_time
from machiken.contracts.redemption import (
    BATCHES_MAX,
    BatchesQuery,
    BatchList,
    OfficePayment,
    OfficePaymentQuery,
    OfficePaymentsQuery,
    OfficeSearch,
    Payments,
    PaymentUnknown,
    SearchEmpty,
    SearchHits,
    VoucherFound,
    VoucherOfOtherCampaign,
    VoucherUnknown,
)
from services.redemption.domain.payment_no import read_payment_no
from services.redemption.domain.voucher import Voucher
from services.redemption.store import campaigns, desk, payments
from services.redemption.store.payments import FOUND_MAX
from services.redemption.usecases import looking

_SERIAL_DIGITS_MAX: Final = 12
_PAGES_MAX: Final = 10_000


def office_search(tx: Session, query: OfficeSearch, *, key: bytes) -> SearchHits:
    """Return what the text means: a payment's number, a serial, or a code.

    Raises `CampaignUnknown`, `SearchEmpty`, `VoucherMalformed`.
    """
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    text = query.text.strip()
    if not text:
        raise SearchEmpty
    number = read_payment_no(text)
    if number is not None:
        found = desk.payment_numbered(tx, campaign.campaign_id, number)
        return SearchHits(voucher=None, payment=found)
    if text.isascii() and text.isdigit() and len(text) <= _SERIAL_DIGITS_MAX:
        voucher = desk.voucher_numbered(tx, campaign.campaign_id, int(text))
        return SearchHits(voucher=_found(tx, voucher), payment=None)
    try:
        voucher = looking.looked_up(tx, campaign, text, key=key)
    except (VoucherUnknown, VoucherOfOtherCampaign):
        voucher = None
    return SearchHits(voucher=_found(tx, voucher), payment=None)


def office_payment(tx: Session, query: OfficePaymentQuery) -> OfficePayment:
    """Return the payment and its vouchers' serials. Raises `PaymentUnknown`."""
    found = payments.find(tx, query.checkout_id)
    if found is None:
        raise PaymentUnknown
    campaign = campaigns.get(tx, found.campaign_id)
    return OfficePayment(
        issuer_code=campaign.rules.issuer_code,
        receipt=found.receipt,
        serials=tuple(desk.serials_of(tx, query.checkout_id)),
    )


def office_payments(tx: Session, query: OfficePaymentsQuery) -> Payments:
    """Return the merchant's payments, the latest first, `FOUND_MAX` at most."""
    if query.paid_on in {date.min, date.max}:  # no neighbours to reckon bounds with
        return Payments(receipts=(), more=False)
    moments = None
    if query.paid_on is not None:
        moments = (
            town_time.first_moment(query.paid_on),
            town_time.moment_after(query.paid_on),
        )
    found = payments.search(
        tx, [query.merchant_id], payment_no=None, moments=moments, amount=None
    )
    return Payments(receipts=tuple(found[:FOUND_MAX]), more=len(found) > FOUND_MAX)


def list_batches(tx: Session, query: BatchesQuery) -> BatchList:
    """Return one page of the campaign's batches. Raises `CampaignUnknown`."""
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    page = min(max(query.page, 1), _PAGES_MAX)
    lines, count = desk.batches_of(tx, campaign.campaign_id, page)
    return BatchList(
        lines=tuple(lines), page=page, pages=max(1, -(-count // BATCHES_MAX))
    )


def _found(tx: Session, voucher: Voucher | None) -> VoucherFound | None:
    if voucher is None:
        return None
    batch_id, reason = desk.origin_of(tx, voucher.voucher_id)
    return VoucherFound(
        serial=voucher.serial,
        code_tail=voucher.code_tail,
        batch_id=batch_id,
        face_value=voucher.face_value,
        balance=voucher.balance,
        sample=voucher.sample,
        live=voucher.live,
        used_at=voucher.used_at,
        stopped_at=voucher.stopped_at,
        stop_reason=reason,
        payments=tuple(desk.payments_with(tx, voucher.voucher_id)),
    )
