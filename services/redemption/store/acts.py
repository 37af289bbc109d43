"""The office's acts, and the companies' refunds, written into redemption's audit."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken.audit import Act, record
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Fact
from machiken.contracts.redemption import PaymentRefunded, RedemptionAct
from machiken.ids import BatchId, IssuerCode
from services.redemption.store.tables import AUDIT


def note(tx: Session, act: Act, actor: Actor, *, at: datetime) -> None:
    """Write down what the actor did, if and only if `tx` commits."""
    record(tx, AUDIT, act, actor, at=at)


def on_campaign(
    happening: RedemptionAct, issuer_code: IssuerCode, **facts: Fact
) -> Act:
    """Return what was done to a campaign."""
    return Act(happening=happening, object=f"campaign {issuer_code}", facts=facts)


def on_batch(happening: RedemptionAct, batch_id: BatchId, **facts: Fact) -> Act:
    """Return what was done to a batch."""
    return Act(happening=happening, object=f"batch {batch_id}", facts=facts)


def on_voucher(
    happening: RedemptionAct, issuer_code: IssuerCode, serial: int, **facts: Fact
) -> Act:
    """Return what was done to a voucher."""
    name = f"voucher {issuer_code}/{serial}"
    return Act(happening=happening, object=name, facts=facts)


def on_payment(happening: RedemptionAct, event: PaymentRefunded) -> Act:
    """Return what was done to a payment."""
    return Act(
        happening=happening,
        object=f"payment {event.payment_no}",
        facts={
            "merchant_code": event.merchant_code,
            "refund_id": str(event.refund_id),
            "amount": event.amount.amount,
            "count": event.count,
        },
    )
