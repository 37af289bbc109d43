"""What was done to money, for settlement's audit."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from machiken.audit import Act, record
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Fact
from machiken.contracts.settlement import SettlementAct
from machiken.ids import AccountChangeId, AdjustmentId, IssuerCode, MerchantCode
from services.settlement.domain.payout import Payout
from services.settlement.store.tables import AUDIT


def note(tx: Session, act: Act, actor: Actor, *, at: datetime) -> None:
    """Write the act down, with the change it made or not at all."""
    record(tx, AUDIT, act, actor, at=at)


def on_campaign(
    happening: SettlementAct, issuer_code: IssuerCode, **facts: Fact
) -> Act:
    """Return what was done to a campaign's money."""
    return Act(happening=happening, object=f"campaign {issuer_code}", facts=facts)


def on_cycle(
    happening: SettlementAct, issuer_code: IssuerCode, last_on: date, **facts: Fact
) -> Act:
    """Return what was done to a half-month."""
    name = f"cycle {issuer_code}/{last_on}"
    return Act(happening=happening, object=name, facts=facts)


def on_merchant(
    happening: SettlementAct,
    issuer_code: IssuerCode,
    merchant_code: MerchantCode,
    **facts: Fact,
) -> Act:
    """Return what was done to a merchant's money."""
    name = f"merchant {issuer_code}/{merchant_code}"
    return Act(happening=happening, object=name, facts=facts)


def on_adjustment(
    happening: SettlementAct, adjustment_id: AdjustmentId, **facts: Fact
) -> Act:
    """Return what was done to an adjustment."""
    return Act(happening=happening, object=f"adjustment {adjustment_id}", facts=facts)


def on_account(
    happening: SettlementAct, change_id: AccountChangeId, **facts: Fact
) -> Act:
    """Return what was done to a requested account."""
    return Act(happening=happening, object=f"account {change_id}", facts=facts)


def on_payout(happening: SettlementAct, payout: Payout, **facts: Fact) -> Act:
    """Return what was done to a payout."""
    name = f"payout {payout.issuer_code}/{payout.payout_no}"
    return Act(happening=happening, object=name, facts=facts)
