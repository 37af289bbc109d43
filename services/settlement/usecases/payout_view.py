"""A payout as the office sees it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from machiken.contracts.settlement import (
    LeftOut,
    Outcome,
    PayoutUnknown,
    PayoutView,
    TransferView,
)
from machiken.ids import IssuerCode, PayoutId
from services.settlement.domain.payout import Payout
from services.settlement.store import payouts, transfers
from services.settlement.store.transfers import KeptTransfer


def find(tx: Session, payout_id: PayoutId) -> Payout:
    """Return the payout, locked until `tx` ends. Raises `PayoutUnknown`."""
    payout = payouts.lock(tx, payout_id)
    if payout is None:
        raise PayoutUnknown
    return payout


def whole_view(tx: Session, payout: Payout) -> PayoutView:
    """Return the payout with all of its transfers."""
    kept = transfers.of_payout(tx, payout.payout_id)
    told = [each.outcome for each in kept]
    return view(
        payout,
        told.count(Outcome.PAID),
        told.count(Outcome.RETURNED),
        tuple(map(_transfer, kept)),
    )


def view(
    payout: Payout,
    paid: int,
    returned: int,
    own: tuple[TransferView, ...] = (),
    left_out: Sequence[LeftOut] = (),
) -> PayoutView:
    """Return the payout; in a list without its transfers."""
    return PayoutView(
        payout_id=payout.payout_id,
        payout_no=payout.payout_no,
        issuer_code=IssuerCode(payout.issuer_code),
        state=payout.state,
        pay_on=payout.pay_on,
        prepared_by=payout.preparer,
        prepared_at=payout.prepared_at,
        decided_by=payout.decider,
        issued_at=payout.issued_at,
        count=payout.count,
        total=payout.total,
        paid=paid,
        returned=returned,
        sha256=payout.sha256,
        transfers=own,
        left_out=tuple(left_out),
    )


def _transfer(kept: KeptTransfer) -> TransferView:
    known = {each.value: each for each in Outcome}
    return TransferView(
        transfer_no=kept.transfer_no,
        merchant_code=kept.merchant_code,
        merchant_name=kept.merchant_name,
        last_on=kept.last_on,
        amount=kept.amount,
        number_tail=kept.number_tail,
        outcome=known.get(kept.outcome or ""),
        reason=kept.reason,
        fee=kept.fee,
    )
