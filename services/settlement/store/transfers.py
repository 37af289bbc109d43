"""The transfers of a payout, and what the bank told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from machiken.contracts.settlement import Outcome
from machiken.ids import CompanyId, MerchantCode, MerchantId, PayoutId, StatementId
from machiken.money import Yen
from services.settlement.store.tables import STATEMENT, TRANSFER


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTransfer:
    """One transfer as it stands; its account is encrypted."""

    transfer_no: int
    statement_id: StatementId
    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_id: CompanyId
    last_on: date
    amount: Yen
    account_sealed: str
    number_tail: str
    outcome: str | None
    reason: str
    fee: Yen


def of_payout(tx: Session, payout_id: PayoutId) -> list[KeptTransfer]:
    """Return the transfers of a payout, in the order of their numbers."""
    about = ("merchant_id", "merchant_code", "merchant_name", "company_id", "last_on")
    rows = tx.execute(
        select(TRANSFER, *(STATEMENT.c[name] for name in about))
        .join(STATEMENT)
        .where(TRANSFER.c.payout_id == payout_id)
        .order_by(TRANSFER.c.transfer_no)
    )
    return [
        KeptTransfer(
            transfer_no=row.transfer_no,
            statement_id=StatementId(row.statement_id),
            merchant_id=MerchantId(row.merchant_id),
            merchant_code=MerchantCode(row.merchant_code),
            merchant_name=row.merchant_name,
            company_id=CompanyId(row.company_id),
            last_on=row.last_on,
            amount=Yen(row.amount_yen),
            account_sealed=row.account_sealed,
            number_tail=row.number_tail,
            outcome=row.outcome,
            reason=row.reason,
            fee=Yen(row.fee_yen),
        )
        for row in rows
    ]


def tell(
    tx: Session, transfer_no: int, outcome: Outcome, reason: str, fee: Yen
) -> None:
    """Note what the bank told of a transfer."""
    tx.execute(
        update(TRANSFER)
        .where(TRANSFER.c.transfer_no == transfer_no)
        .values(outcome=outcome, reason=reason, fee_yen=fee.amount)
    )


def outcomes(
    tx: Session, payouts: Sequence[PayoutId]
) -> dict[tuple[PayoutId, str], int]:
    """Return how many transfers of each payout have each outcome."""
    rows = tx.execute(
        select(TRANSFER.c.payout_id, TRANSFER.c.outcome, func.count())
        .where(TRANSFER.c.payout_id.in_(payouts))
        .where(TRANSFER.c.outcome.is_not(None))
        .group_by(TRANSFER.c.payout_id, TRANSFER.c.outcome)
    )
    return {(PayoutId(payout), outcome): count for payout, outcome, count in rows}
