"""How a half-month is paid: sealed, closed, proposed, approved, sent to the bank."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from deploy.rehearsal.officer import Desk
from deploy.rehearsal.stage import Stage
from deploy.rehearsal.town import CONSIGNOR, ISSUER, account
from machiken.contracts.redemption import PeriodView
from machiken.contracts.settlement import (
    ClosePeriod,
    ClosingIncomplete,
    ClosingView,
    ImportResults,
    IssueBankFile,
    PayoutQuery,
    PayoutView,
    PeriodNotSealed,
    SetPayer,
    payout_verbs,
    verbs,
)
from machiken.ids import PayoutId

COLUMNS = "payout_no,transfer_no,yen,result,reason,fee"


def name_payer(stage: Stage) -> None:
    """Name the town's own account."""
    own = account("7654321", "キノマチ")
    wanted = SetPayer(issuer_code=ISSUER, consignor_code=CONSIGNOR, account=own)
    stage.call(payout_verbs.SET_PAYER, wanted)


def close(stage: Stage, period: PeriodView) -> ClosingView:
    """Close the half-month as soon as it is sealed and all of it is in the books."""
    wanted = ClosePeriod(issuer_code=ISSUER, last_on=period.last_on)

    def closed() -> ClosingView | None:
        try:
            return stage.call(verbs.CLOSE_PERIOD, wanted)
        except (PeriodNotSealed, ClosingIncomplete):
            return None

    view: ClosingView = stage.wait(f"the half-month of {period.last_on} closed", closed)
    return view


def pay(stage: Stage, desks: tuple[Desk, ...], pay_on: date) -> PayoutView:
    """Have the clerk propose and the approver approve; tell what the bank told."""
    clerk, approver = desks
    for each in desks:
        each.come_in()
    url = clerk.propose_payout(pay_on)
    approver.approve_payout(url)
    payout_id = PayoutId(UUID(url.rpartition("/")[2]))
    ask = stage.call
    ask(payout_verbs.ISSUE_BANK_FILE, IssueBankFile(payout_id=payout_id))
    payout = ask(payout_verbs.PAYOUT, PayoutQuery(payout_id=payout_id))
    results = "\r\n".join([COLUMNS, *_all_paid(payout)])
    told = ImportResults(payout_id=payout_id, content=results)
    return ask(payout_verbs.IMPORT_RESULTS, told)


def _all_paid(payout: PayoutView) -> Iterable[str]:
    for each in payout.transfers:
        yen = each.amount.amount
        yield f"{payout.payout_no},{each.transfer_no},{yen},paid,,0"
