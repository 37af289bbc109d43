"""Accounts as they were asked for and decided; nothing is ever overwritten."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, Select, insert, select, text
from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.ids import (
    AccountChangeId,
    CampaignId,
    CompanyId,
    MerchantCode,
    MerchantId,
)
from services.settlement.domain.account_change import AccountChange, Decision
from services.settlement.store import sealed_accounts
from services.settlement.store.tables import (
    ACCOUNT_CHANGE,
    ACCOUNT_DECISION,
    MERCHANT,
)

_TURN = text("select pg_advisory_xact_lock(hashtextextended(cast(:who as text), 0))")


def lock(tx: Session, merchant_id: MerchantId) -> None:
    """Let nobody else change this merchant's account until `tx` ends."""
    tx.execute(_TURN, {"who": f"account of {merchant_id}"})


def add(tx: Session, change: AccountChange, envelope: Envelope) -> None:
    """Write down what was asked for."""
    tx.execute(
        insert(ACCOUNT_CHANGE).values(
            change_id=change.change_id,
            campaign_id=change.campaign_id,
            merchant_id=change.merchant_id,
            merchant_code=change.merchant_code,
            sealed=sealed_accounts.sealed(change.account, envelope),
            number_tail=change.account.number_tail,
            requested_by=change.requested_by,
            requester=change.requester,
            requested_at=change.requested_at,
        )
    )


def decide(tx: Session, change: AccountChange, decision: Decision) -> None:
    """Write down the decision, and whose it is."""
    tx.execute(
        insert(ACCOUNT_DECISION).values(
            change_id=change.change_id,
            requested_by=change.requested_by,
            **asdict(decision),
        )
    )


def find(
    tx: Session, change_id: AccountChangeId, envelope: Envelope
) -> AccountChange | None:
    """Return what was asked for under this id, or None."""
    row = tx.execute(_changes().where(ACCOUNT_CHANGE.c.change_id == change_id)).first()
    return None if row is None else _change(row, envelope)


def approved(
    tx: Session, campaign_id: CampaignId, envelope: Envelope
) -> dict[MerchantId, Sequence[AccountChange]]:
    """Return every account that was approved, by merchant."""
    rows = tx.execute(
        _changes()
        .where(ACCOUNT_CHANGE.c.campaign_id == campaign_id)
        .where(ACCOUNT_DECISION.c.approved)
    )
    found: defaultdict[MerchantId, list[AccountChange]] = defaultdict(list)
    for row in rows:
        found[MerchantId(row.merchant_id)].append(_change(row, envelope))
    return dict(found)


def tails(tx: Session, campaign_id: CampaignId) -> dict[MerchantCode, str]:
    """Return the last digits of each merchant's latest approved account."""
    rows = tx.execute(
        select(ACCOUNT_CHANGE.c.merchant_code, ACCOUNT_CHANGE.c.number_tail)
        .join(ACCOUNT_DECISION)
        .where(ACCOUNT_CHANGE.c.campaign_id == campaign_id)
        .where(ACCOUNT_DECISION.c.approved)
        .order_by(ACCOUNT_DECISION.c.decided_at)
    )
    return {MerchantCode(code): tail for code, tail in rows}


def latest(
    tx: Session,
    campaign_id: CampaignId,
    company_id: CompanyId | None,
    envelope: Envelope,
) -> Iterator[AccountChange]:
    """Yield what was asked for, newest first; of one company only, if one is given."""
    found = _changes().where(ACCOUNT_CHANGE.c.campaign_id == campaign_id)
    if company_id is not None:
        own = select(MERCHANT.c.merchant_id).where(MERCHANT.c.company_id == company_id)
        found = found.where(ACCOUNT_CHANGE.c.merchant_id.in_(own))
    for row in tx.execute(found.order_by(ACCOUNT_CHANGE.c.requested_at.desc())):
        yield _change(row, envelope)


def _changes() -> Select[Any]:
    decided = ("approved", "decider", "decided_at", "usable_from")
    columns = [ACCOUNT_DECISION.c[name] for name in decided]
    return select(ACCOUNT_CHANGE, *columns).outerjoin(ACCOUNT_DECISION)


def _change(row: Row[Any], envelope: Envelope) -> AccountChange:
    return AccountChange(
        change_id=AccountChangeId(row.change_id),
        campaign_id=CampaignId(row.campaign_id),
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        account=sealed_accounts.opened(row.sealed, envelope),
        requested_by=row.requested_by,
        requester=row.requester,
        requested_at=row.requested_at,
        approved=row.approved,
        decider=row.decider or "",
        decided_at=row.decided_at,
        usable_from=row.usable_from,
    )
