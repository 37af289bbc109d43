"""支払明細: what each half-month pays, on the page and on paper; and sales by day."""

from datetime import timedelta
from typing import Final

from flask import Response
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ExportUnknown,
    SalesByDayQuery,
    StatementsQuery,
    StatementView,
    payout_verbs,
)
from machiken.ids import StatementId
from services.gateway import campaigns, formatting
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.papers.statement_pdf import statement_pdf
from services.gateway.portal.blueprint import portal
from services.gateway.portal.chart import bars

DAYS_SHOWN: Final = 31


@portal.get("/statements")
def statements() -> ResponseReturnValue:
    """Show the company's statements, the latest first, and its last month's sales."""
    today = formatting.today()
    first_on = today - timedelta(days=DAYS_SHOWN - 1)
    query = SalesByDayQuery(first_on=first_on)
    days = backends().call(payout_verbs.SALES_BY_DAY, query).days
    return page(
        "portal/statements.html",
        statements=_own(),
        bars=bars(days, first_on, today),
    )


@portal.get("/statements/<uuid:statement_id>")
def statement(statement_id: StatementId) -> ResponseReturnValue:
    """Show one statement."""
    return page("portal/statement.html", statement=_one(statement_id))


@portal.get("/statements/<uuid:statement_id>/paper")
def statement_paper(statement_id: StatementId) -> ResponseReturnValue:
    """Send one statement as a paper."""
    own = _one(statement_id)
    name = f"meisai-{own.last_on:%Y%m%d}-{own.merchant_code}.pdf"
    return Response(
        statement_pdf(own, campaigns.campaign_name()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _own() -> tuple[StatementView, ...]:
    return backends().call(payout_verbs.STATEMENTS, StatementsQuery()).statements


def _one(statement_id: StatementId) -> StatementView:
    """Return the company's own statement. Raises `ExportUnknown` for any other."""
    for each in _own():
        if each.statement_id == statement_id:
            return each
    raise ExportUnknown
