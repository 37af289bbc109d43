"""帳簿: what is owed to whom, half-month by half-month. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    LedgerCampaignUnknown,
    LedgerLine,
    LedgerQuery,
    LedgerView,
    verbs,
)
from machiken.money import Yen, total
from services.gateway import places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page

menu.add(
    menu.Section.SETTLEMENT, "office.ledger", "帳簿", roles=verbs.LEDGER.roles, place=10
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfMonth:
    """What is owed for one half-month, merchant by merchant."""

    last_on: date
    lines: Sequence[LedgerLine]
    owed: Yen


@office.get("/ledger")
@calls(verbs.LEDGER)
def ledger() -> ResponseReturnValue:
    """Show what is owed."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    try:
        view = backends().call(verbs.LEDGER, LedgerQuery(issuer_code=issuer))
    except LedgerCampaignUnknown as refusal:
        return page("office/ledger.html", refusal, ledger=None, half_months=())
    return page("office/ledger.html", ledger=view, half_months=_half_months(view))


def _half_months(ledger: LedgerView) -> list[HalfMonth]:
    """Return the ledger's lines by half-month, the latest first."""
    lines = sorted(ledger.lines, key=lambda line: line.merchant_code)
    lines.sort(key=lambda line: line.period_last_on, reverse=True)
    return [
        HalfMonth(last_on=last_on, lines=own, owed=total(each.owed for each in own))
        for last_on, own in (
            (last_on, list(group))
            for last_on, group in groupby(lines, lambda line: line.period_last_on)
        )
    ]
