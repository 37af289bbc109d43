"""A half-month that is ready to be closed, and the people who do it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    PaymentRefunded,
    PeriodSealed,
    RedemptionCompleted,
    SealedSums,
)
from machiken.contracts.settlement import (
    ClosingQuery,
    ClosingView,
    DecideAdjustment,
    LedgerQuery,
    ProposeAdjustment,
)
from machiken.database import Transactions
from machiken.ids import AdjustmentId, MerchantId
from machiken.money import Yen, total
from services.settlement.usecases.close_period import close_next
from services.settlement.usecases.decide_adjustment import decide_adjustment
from services.settlement.usecases.propose_adjustment import propose_adjustment
from services.settlement.usecases.show_closing import preview_closing
from services.settlement.usecases.show_ledger import show_ledger
from services.settlement.usecases.verify_books import verify_books
from tests.settlement.town import (
    BAKERY,
    BOOKSHOP,
    CODES,
    ISSUER,
    PERIOD,
    campaign,
    merchant,
    payment,
    refund,
)
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_sealed_periods import SEALED

JULY = date(2026, 7, 15)
CLERK = Actor(role=Role.OFFICE_CLERK, subject="clerk", login_id="clerk01")
APPROVER = Actor(role=Role.OFFICE_APPROVER, subject="approver", login_id="boss01")
PAYMENTS = (payment(1, 3000), payment(2, 5000), payment(3, 4000, at=BOOKSHOP))
REFUNDS = (refund(PAYMENTS[0]),)


def sealed(
    paid: Sequence[RedemptionCompleted] = PAYMENTS,
    given_back: Sequence[PaymentRefunded] = REFUNDS,
    *,
    last_on: date = PERIOD,
) -> PeriodSealed:
    """Return the seal that redemption would announce."""
    merchants = sorted({each.merchant_id for each in paid}, key=CODES.__getitem__)
    sums = tuple(_sums(each, paid, given_back) for each in merchants)
    first_on = SEALED.first_on if last_on == PERIOD else date(2026, 7, 1)
    return replace(SEALED, first_on=first_on, last_on=last_on, merchants=sums)


def _sums(
    merchant_id: MerchantId,
    paid: Sequence[RedemptionCompleted],
    given_back: Sequence[PaymentRefunded],
) -> SealedSums:
    own = [each.total for each in paid if each.merchant_id == merchant_id]
    back = [each.amount for each in given_back if each.merchant_id == merchant_id]
    return SealedSums(
        merchant_id=merchant_id,
        merchant_code=CODES[merchant_id],
        payments=len(own),
        paid=total(own),
        refunds=len(back),
        refunded=total(back),
    )


def tell_all(db: Transactions) -> None:
    """Tell of the campaign, both merchants, their payments and the seal."""
    for event in (
        campaign(),
        merchant(BAKERY),
        merchant(BOOKSHOP, "木ノ町書店"),
        *PAYMENTS,
        *REFUNDS,
        sealed(),
    ):
        tell(db, event)


def shown(db: Transactions, last_on: date = PERIOD) -> ClosingView:
    """Return the half-month, closed or as it would be."""
    with db.begin() as tx:
        return preview_closing(tx, ClosingQuery(issuer_code=ISSUER, last_on=last_on))


def closed(db: Transactions, last_on: date = PERIOD) -> ClosingView:
    """Let the worker close what it can, and return the half-month."""
    close_next(db)
    return shown(db, last_on)


def adjusted(db: Transactions, yen: int, merchant_id: MerchantId = BAKERY) -> None:
    """Have a correction proposed by one person and approved by another."""
    proposal = ProposeAdjustment(
        adjustment_id=AdjustmentId(uuid4()),
        issuer_code=ISSUER,
        merchant_code=CODES[merchant_id],
        amount=Yen(yen),
        reason="二重決済の訂正",
    )
    with db.begin() as tx:
        propose_adjustment(tx, proposal, CLERK)
    decision = DecideAdjustment(adjustment_id=proposal.adjustment_id, approved=True)
    with db.begin() as tx:
        decide_adjustment(tx, decision, APPROVER)


def differences(db: Transactions) -> tuple[str, ...]:
    """Return where the books don't agree."""
    with db.begin() as tx:
        return verify_books(tx).differences


def owed(db: Transactions) -> Yen:
    """Return what the town owes its merchants."""
    with db.begin() as tx:
        return show_ledger(tx, LedgerQuery(issuer_code=ISSUER)).owed
