"""A half-month, closed or as it would be, for whoever pays."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.contracts.settlement import (
    ClosingLine,
    ClosingQuery,
    Closings,
    ClosingsQuery,
    ClosingView,
    StatementLine,
    StatementState,
)
from machiken.ids import IssuerCode
from services.settlement.domain.statement import Cycle, Statement, net_of
from services.settlement.store import accounts, closing_lines, closings, holds
from services.settlement.usecases.draft_closing import draft_closing
from services.settlement.usecases.sealed_cycle import campaign_of, sealed_cycle

_PATIENCE = text("set local statement_timeout = '55s'")


def preview_closing(tx: Session, request: ClosingQuery) -> ClosingView:
    """Return the half-month's statements, frozen ones or drafts, and what is missing.

    Raises `LedgerCampaignUnknown` and `PeriodNotSealed`.
    """
    tx.execute(_PATIENCE)
    return closing_view(tx, sealed_cycle(tx, request.issuer_code, request.last_on))


def closing_view(tx: Session, cycle: Cycle) -> ClosingView:
    """Return the half-month as closed, or as it would be."""
    closing = closings.find(tx, cycle)
    if closing is None:
        draft = draft_closing(tx, cycle)
        own: list[tuple[Statement, StatementState | None]] = [
            (each, None) for each in draft.statements
        ]
        missing = draft.missing
    else:
        own = list(closings.statements(tx, cycle))
        missing = ()
    return ClosingView(
        issuer_code=IssuerCode(cycle.issuer_code),
        first_on=cycle.first_on,
        last_on=cycle.last_on,
        pay_by=cycle.pay_by,
        closed_at=closing.closed_at if closing else None,
        missing=tuple(said for _, said in missing),
        gaps=tuple(gap for gap, _ in missing),
        statements=tuple(_lines(tx, cycle, own)),
        net=net_of(each for each, _ in own),
        sha256=closing.sha256 if closing else "",
    )


def show_closings(tx: Session, request: ClosingsQuery) -> Closings:
    """Return the sealed half-months, the latest first. Raises as above."""
    campaign_id = campaign_of(tx, request.issuer_code)
    lines: Iterable[ClosingLine] = closing_lines.of_campaign(tx, campaign_id)
    return Closings(closings=tuple(lines))


def _lines(
    tx: Session,
    cycle: Cycle,
    own: Iterable[tuple[Statement, StatementState | None]],
) -> Iterable[StatementLine]:
    held = holds.merchants(tx, cycle.campaign_id)
    tails = accounts.tails(tx, cycle.campaign_id)
    for each, state in own:
        yield StatementLine(
            statement_id=None if state is None else each.statement_id,
            merchant_code=each.payee.merchant_code,
            merchant_name=each.payee.merchant_name,
            payments=each.sums.payments,
            paid=each.paid,
            refunds=each.sums.refunds,
            refunded=each.refunded,
            adjusted=each.adjusted,
            carried=each.carried,
            net=each.net,
            state=state,
            held=each.payee.merchant_id in held,
            account_tail=tails.get(each.payee.merchant_code, ""),
        )
