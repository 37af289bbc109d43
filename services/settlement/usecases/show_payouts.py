"""The payouts of a campaign, what waits for the next, and one of them whole."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.contracts.settlement import (
    Outcome,
    PayoutQuery,
    Payouts,
    PayoutsQuery,
    PayoutState,
    PayoutView,
)
from machiken.money import total
from services.settlement.domain.payout import Target, same_accounts
from services.settlement.store import payouts, sealed_accounts, transfers
from services.settlement.usecases.payout_view import find, view, whole_view
from services.settlement.usecases.prepare_payout import chosen
from services.settlement.usecases.sealed_cycle import campaign_of

SHOWN_MAX: Final = 100


def show_payout(tx: Session, request: PayoutQuery, envelope: Envelope) -> PayoutView:
    """Return the payout with all of its transfers. Raises `PayoutUnknown`.

    While it can be stopped, it says which merchants of different companies would be
    paid to one account.
    """
    payout = find(tx, request.payout_id)
    view = whole_view(tx, payout)
    if payout.state not in {PayoutState.PREPARED, PayoutState.APPROVED}:
        return view
    shared = same_accounts(
        Target(
            transfer_no=each.transfer_no,
            merchant_code=each.merchant_code,
            company_id=each.company_id,
            account=sealed_accounts.opened(each.account_sealed, envelope),
        )
        for each in transfers.of_payout(tx, payout.payout_id)
    )
    own = (
        replace(each, same_account=shared.get(each.transfer_no, ()))
        for each in view.transfers
    )
    return replace(view, transfers=tuple(own))


def show_payouts(tx: Session, request: PayoutsQuery, envelope: Envelope) -> Payouts:
    """Return the payouts, newest first. Raises `LedgerCampaignUnknown`."""
    campaign_id = campaign_of(tx, request.issuer_code)
    own = payouts.latest(tx, campaign_id, limit=SHOWN_MAX)
    told = transfers.outcomes(tx, [each.payout_id for each in own])
    choice = chosen(tx, campaign_id, envelope)
    return Payouts(
        payouts=tuple(
            view(
                each,
                told.get((each.payout_id, Outcome.PAID), 0),
                told.get((each.payout_id, Outcome.RETURNED), 0),
            )
            for each in own
        ),
        waiting=len(choice.taken),
        waiting_yen=total(each.statement.net for each in choice.taken),
        left_out=tuple(choice.left_out),
    )
