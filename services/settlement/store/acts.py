"""What was done to money, for settlement's audit."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from machiken.audit import Act, record
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Fact
from machiken.contracts.settlement import SettlementAct
from machiken.ids import IssuerCode, MerchantCode
from services.settlement.domain.account_change import AccountChange
from services.settlement.domain.adjustment import Adjustment
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
    happening: SettlementAct, adjustment: Adjustment, **facts: Fact
) -> Act:
    """Return what was done to a merchant's adjustment."""
    name = f"adjustment {adjustment.issuer_code}/{adjustment.merchant_code}"
    named = {"adjustment_id": str(adjustment.adjustment_id), **facts}
    return Act(happening=happening, object=name, facts=named)


def on_account(
    happening: SettlementAct,
    issuer_code: IssuerCode,
    change: AccountChange,
    **facts: Fact,
) -> Act:
    """Return what was done to an account that is asked for, of its number the tail."""
    name = f"account {issuer_code}/{change.merchant_code}"
    named = {"number_tail": change.account.number_tail, **facts}
    return Act(happening=happening, object=name, facts=named)


def on_payout(happening: SettlementAct, payout: Payout, **facts: Fact) -> Act:
    """Return what was done to a payout."""
    name = f"payout {payout.issuer_code}/{payout.payout_no}"
    return Act(happening=happening, object=name, facts=facts)
