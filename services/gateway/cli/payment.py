"""`machiken payment`: a merchant's payments, and one of them with its vouchers."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import click

from machiken.contracts.redemption import (
    OfficePaymentQuery,
    OfficePaymentsQuery,
    Receipt,
    verbs,
)
from machiken.ids import CheckoutId, IssuerCode
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.joining import code, ids_of
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def payment() -> None:
    """Look at payments."""


@payment.command("list")
@issuer
@code
@click.option("--on", type=click.DateTime(formats=["%Y-%m-%d"]), help="Of one day.")
@as_json
def list_payments(
    issuer_code: str, code: str, on: datetime | None, *, as_json: bool
) -> None:
    """List a merchant's payments, the latest first."""
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    query = OfficePaymentsQuery(
        merchant_id=merchant_id, paid_on=on.date() if on else None
    )
    found = operator().call(verbs.OFFICE_PAYMENTS, query)
    lines = [_line(each) for each in found.receipts]
    show(found, [*lines, *(["more"] if found.more else [])], to_machine=as_json)


@payment.command("show")
@click.argument("checkout_id", type=UUID)
@as_json
def show_payment(checkout_id: UUID, *, as_json: bool) -> None:
    """Show a payment with the serials of its vouchers."""
    query = OfficePaymentQuery(checkout_id=CheckoutId(checkout_id))
    found = operator().call(verbs.OFFICE_PAYMENT, query)
    show(found, _lines(found.receipt, found.serials), to_machine=as_json)


def _lines(receipt: Receipt, serials: tuple[int, ...]) -> Iterator[str]:
    yield _line(receipt)
    yield f"serials  {', '.join(map(str, serials))}"


def _line(receipt: Receipt) -> str:
    back = f"  refunded {receipt.refunded}" if receipt.refunds else ""
    return (
        f"{receipt.checkout_id}  {receipt.redeemed_at:%Y-%m-%d %H:%M}"
        f"  {receipt.payment_no}  {receipt.total}{back}"
    )
