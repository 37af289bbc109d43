"""Sealed half-months as redemption told them, beside what the ledger says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, text
from sqlalchemy.orm import Session

from machiken.contracts.redemption import PeriodSealed
from machiken.ids import CampaignId
from services.settlement.domain.sealed import Sums
from services.settlement.store.tables import SEALED_PERIOD, SEALED_SUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One merchant in one sealed half-month, as sealed and as booked."""

    issuer_code: str
    merchant_code: str
    last_on: date
    sealed: Sums
    booked: Sums


# Booked sums come from the entries, not from the journal's own word.
_COMPARED = """
    with sealed as (
      select p.issuer_code, p.campaign_id, p.last_on, s.merchant_code, s.payments,
             s.paid_yen, s.refunds, s.refunded_yen
      from sealed_period p join sealed_sum s using (campaign_id, last_on)
      {only}
    ), booked as (
      select p.issuer_code, j.campaign_id, j.period_last_on as last_on, j.merchant_code,
             count(*) filter (where j.kind = 'redemption') as payments,
             sum(-e.amount_yen) filter (where j.kind = 'redemption') as paid_yen,
             count(*) filter (where j.kind = 'refund') as refunds,
             sum(e.amount_yen) filter (where j.kind = 'refund') as refunded_yen
      from journal j
      join sealed_period p
        on p.campaign_id = j.campaign_id and p.last_on = j.period_last_on
      join entry e
        on e.journal_id = j.journal_id and e.account like 'owed\\_to\\_merchant:%'
       and j.kind in ('redemption', 'refund')
      {only}
      group by 1, 2, 3, 4
    )
    select issuer_code, merchant_code, last_on,
           coalesce(sealed.payments, 0), coalesce(sealed.paid_yen, 0),
           coalesce(sealed.refunds, 0), coalesce(sealed.refunded_yen, 0),
           coalesce(booked.payments, 0), coalesce(booked.paid_yen, 0),
           coalesce(booked.refunds, 0), coalesce(booked.refunded_yen, 0)
    from sealed
    full join booked using (issuer_code, campaign_id, last_on, merchant_code)
    order by issuer_code, last_on, merchant_code
    """
_ALL = text(_COMPARED.format(only=""))
_ONE = text(
    _COMPARED.format(only="where p.campaign_id = :campaign_id and p.last_on = :last_on")
)


def keep(tx: Session, event: PeriodSealed) -> None:
    """Keep what was sealed; a half-month is sealed once, so a second one is a fault."""
    period = {"campaign_id": event.campaign_id, "last_on": event.last_on}
    tx.execute(
        insert(SEALED_PERIOD).values(
            **period,
            first_on=event.first_on,
            pay_by=event.pay_by,
            issuer_code=event.issuer_code,
            sealed_at=event.sealed_at,
        )
    )
    sums = [
        {
            **period,
            "merchant_id": each.merchant_id,
            "merchant_code": each.merchant_code,
            "payments": each.payments,
            "paid_yen": each.paid.amount,
            "refunds": each.refunds,
            "refunded_yen": each.refunded.amount,
        }
        for each in event.merchants
    ]
    if sums:
        tx.execute(insert(SEALED_SUM), sums)


def compared(tx: Session) -> Iterator[Compared]:
    """Yield each merchant of each sealed half-month, sealed and booked."""
    yield from _told(tx.execute(_ALL))


def compared_in(
    tx: Session, campaign_id: CampaignId, last_on: date
) -> Iterator[Compared]:
    """Yield each merchant of one sealed half-month, sealed and booked."""
    period = {"campaign_id": campaign_id, "last_on": last_on}
    yield from _told(tx.execute(_ONE, period))


def _told(rows: Iterable[Row[Any]]) -> Iterator[Compared]:
    for row in rows:
        issuer, merchant, last_on, *numbers = tuple(row)
        whole = [int(number) for number in numbers]
        yield Compared(
            issuer_code=issuer,
            merchant_code=merchant,
            last_on=last_on,
            sealed=Sums(*whole[:4]),
            booked=Sums(*whole[4:]),
        )
