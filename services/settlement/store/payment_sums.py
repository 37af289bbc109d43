"""Payments and refunds summed up, by merchant and day or half-month."""

from datetime import date

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from machiken.contracts.settlement import ExportUnit
from machiken.ids import CampaignId, CompanyId
from machiken.town_time import first_moment, moment_after
from services.settlement.domain.accounts import TILL, Kind
from services.settlement.domain.exports import Conditions
from services.settlement.domain.summary_csv import SummaryRow
from services.settlement.store.tables import JOURNAL, MERCHANT


def rows(tx: Session, asked: Conditions) -> list[SummaryRow]:
    """Return one row for each merchant and day or half-month, in that order."""
    day = cast(func.timezone("Asia/Tokyo", JOURNAL.c.happened_at), Date)
    on = day if asked.unit is ExportUnit.DAY else JOURNAL.c.period_last_on
    sums = []
    for kind in TILL:
        own = JOURNAL.c.kind == kind
        yen = func.sum(JOURNAL.c.amount_yen).filter(own)
        sums += [func.count().filter(own), func.coalesce(yen, 0)]
    found = (
        select(MERCHANT.c.merchant_code, MERCHANT.c.merchant_name, on, *sums)
        .join(MERCHANT, MERCHANT.c.merchant_id == JOURNAL.c.merchant_id)
        .where(MERCHANT.c.company_id == asked.company_id)
        .where(MERCHANT.c.campaign_id == asked.campaign_id)
        .where(JOURNAL.c.kind.in_(TILL))
        .where(JOURNAL.c.happened_at >= first_moment(asked.first_on))
        .where(JOURNAL.c.happened_at < moment_after(asked.last_on))
        .group_by(MERCHANT.c.merchant_code, MERCHANT.c.merchant_name, on)
        .order_by(MERCHANT.c.merchant_code, on)
    )
    if asked.merchant_id is not None:
        found = found.where(MERCHANT.c.merchant_id == asked.merchant_id)
    return [SummaryRow(*row[:3], *map(int, row[3:])) for row in tx.execute(found)]


def net_by_day(
    tx: Session, owner: tuple[CompanyId, CampaignId], first_on: date
) -> list[tuple[date, int]]:
    """Return the company's payments less refunds in yen, by day from `first_on` on."""
    day = cast(func.timezone("Asia/Tokyo", JOURNAL.c.happened_at), Date)
    paid = func.sum(JOURNAL.c.amount_yen).filter(JOURNAL.c.kind == Kind.REDEMPTION)
    back = func.sum(JOURNAL.c.amount_yen).filter(JOURNAL.c.kind == Kind.REFUND)
    found = (
        select(day, func.coalesce(paid, 0) - func.coalesce(back, 0))
        .join(MERCHANT, MERCHANT.c.merchant_id == JOURNAL.c.merchant_id)
        .where(MERCHANT.c.company_id == owner[0])
        .where(MERCHANT.c.campaign_id == owner[1])
        .where(JOURNAL.c.kind.in_(TILL))
        .where(JOURNAL.c.happened_at >= first_moment(first_on))
        .group_by(day)
        .order_by(day)
    )
    return [(on, int(yen)) for on, yen in tx.execute(found)]
