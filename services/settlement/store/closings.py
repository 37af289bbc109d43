"""Closings and their frozen statements: written once, and read back whole."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, exists, insert, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from machiken.contracts.settlement import StatementState
from machiken.ids import CampaignId, CompanyId, MerchantCode, MerchantId
from machiken.money import ZERO, Yen
from services.settlement.domain.sealed import Sums
from services.settlement.domain.statement import (
    Cycle,
    Payee,
    Statement,
    hash_of,
    net_of,
)
from services.settlement.store.tables import (
    CLOSING,
    SEALED_PERIOD,
    STANDING,
    STATEMENT,
)

_TURN = text(
    "select pg_advisory_xact_lock(hashtextextended(cast(:campaign as text), 0))"
)


def lock(tx: Session, campaign_id: CampaignId) -> None:
    """Let nobody else close or pay half-months of the campaign until `tx` ends."""
    tx.execute(_TURN, {"campaign": f"closings of {campaign_id}"})


def find_cycle(tx: Session, campaign_id: CampaignId, last_on: date) -> Cycle | None:
    """Return a sealed half-month, or None."""
    row = tx.execute(
        select(SEALED_PERIOD)
        .where(SEALED_PERIOD.c.campaign_id == campaign_id)
        .where(SEALED_PERIOD.c.last_on == last_on)
    ).first()
    return None if row is None else _cycle(row)


def pay_days(tx: Session, campaign_id: CampaignId) -> set[date]:
    """Return the days by which redemption promised to pay."""
    promised = select(SEALED_PERIOD.c.pay_by)
    return set(tx.scalars(promised.where(SEALED_PERIOD.c.campaign_id == campaign_id)))


def unclosed(tx: Session) -> list[Cycle]:
    """Return each campaign's oldest half-month that is sealed and not closed."""
    closed = exists().where(
        CLOSING.c.campaign_id == SEALED_PERIOD.c.campaign_id,
        CLOSING.c.last_on == SEALED_PERIOD.c.last_on,
    )
    rows = tx.execute(
        select(SEALED_PERIOD)
        .ext(distinct_on(SEALED_PERIOD.c.campaign_id))
        .where(~closed)
        .order_by(SEALED_PERIOD.c.campaign_id, SEALED_PERIOD.c.last_on)
    )
    return [_cycle(row) for row in rows]


def find(tx: Session, cycle: Cycle) -> Row[Any] | None:
    """Return the half-month's closing, or None while it is not closed."""
    return tx.execute(
        select(CLOSING)
        .where(CLOSING.c.campaign_id == cycle.campaign_id)
        .where(CLOSING.c.last_on == cycle.last_on)
    ).first()


def add(
    tx: Session,
    cycle: Cycle,
    statements: Sequence[Statement],
    *,
    by: str,
    at: datetime,
) -> None:
    """Freeze the statements of a half-month."""
    tx.execute(
        insert(CLOSING).values(
            campaign_id=cycle.campaign_id,
            last_on=cycle.last_on,
            closed_by=by,
            closed_at=at,
            statements=len(statements),
            net_yen=net_of(statements).amount,
            sha256=hash_of(statements),
        )
    )
    if statements:
        tx.execute(insert(STATEMENT), [_values(each) for each in statements])
        closed = StatementState.CLOSED
        tx.execute(
            insert(STANDING),
            [
                {"statement_id": each.statement_id, "state": closed, "since": at}
                for each in statements
            ],
        )


def statements(tx: Session, cycle: Cycle) -> Iterator[tuple[Statement, StatementState]]:
    """Yield the frozen statements of a half-month with their states, by code."""
    rows = tx.execute(
        select(STATEMENT, STANDING.c.state)
        .join(STANDING)
        .where(STATEMENT.c.campaign_id == cycle.campaign_id)
        .where(STATEMENT.c.last_on == cycle.last_on)
        .order_by(STATEMENT.c.merchant_code)
    )
    for row in rows:
        yield statement(row, cycle), StatementState(row.state)


def carried(tx: Session, cycle: Cycle) -> dict[Payee, Yen]:
    """Return what each merchant's latest statement left below 0円."""
    rows = tx.execute(
        select(STATEMENT)
        .ext(distinct_on(STATEMENT.c.merchant_id))
        .where(STATEMENT.c.campaign_id == cycle.campaign_id)
        .where(STATEMENT.c.last_on < cycle.last_on)
        .order_by(STATEMENT.c.merchant_id, STATEMENT.c.last_on.desc())
    )
    left = {_payee(row): Yen(row.net_yen) for row in rows}
    return {payee: net for payee, net in left.items() if net < ZERO}


def statement(row: Row[Any], cycle: Cycle) -> Statement:
    """Return a row of `statement` as the domain knows it."""
    return Statement(
        cycle=cycle,
        payee=_payee(row),
        sums=Sums(row.payments, row.paid_yen, row.refunds, row.refunded_yen),
        adjusted=Yen(row.adjusted_yen),
        carried=Yen(row.carried_yen),
    )


def _cycle(row: Row[Any]) -> Cycle:
    return Cycle(
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=row.issuer_code,
        first_on=row.first_on,
        last_on=row.last_on,
        pay_by=row.pay_by,
    )


def _payee(row: Row[Any]) -> Payee:
    return Payee(
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        merchant_name=row.merchant_name,
        company_id=CompanyId(row.company_id),
    )


def _values(each: Statement) -> dict[str, object]:
    return {
        "statement_id": each.statement_id,
        "campaign_id": each.cycle.campaign_id,
        "last_on": each.cycle.last_on,
        "merchant_id": each.payee.merchant_id,
        "merchant_code": each.payee.merchant_code,
        "merchant_name": each.payee.merchant_name,
        "company_id": each.payee.company_id,
        "payments": each.sums.payments,
        "paid_yen": each.sums.paid,
        "refunds": each.sums.refunds,
        "refunded_yen": each.sums.refunded,
        "adjusted_yen": each.adjusted.amount,
        "carried_yen": each.carried.amount,
        "net_yen": each.net.amount,
        "sha256": each.sha256,
    }
