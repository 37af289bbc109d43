"""Ask that a merchant be paid to an account; another person decides (S-OFF-3)."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import OFFICE, OPERATOR, Actor, Role
from machiken.contracts.settlement import (
    AccountNewsKind,
    AccountView,
    ExportMerchantUnknown,
    IdReused,
    RequestAccount,
    SettlementAct,
)
from services.settlement.domain.account_change import AccountChange
from services.settlement.domain.bank_account import checked
from services.settlement.domain.statement import Payee
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import accounts, acts, merchants
from services.settlement.usecases.account_view import tell, view
from services.settlement.usecases.company import company_of
from services.settlement.usecases.sealed_cycle import campaign_of


def request_account(
    tx: Session, request: RequestAccount, actor: Actor, envelope: Envelope
) -> AccountView:
    """Return the account, which waits for another person's decision.

    Raises `AccountOff`, `ExportMerchantUnknown` (also for another company's merchant),
    `LedgerCampaignUnknown` and `IdReused`.
    """
    account = checked(request.account)
    campaign_id = campaign_of(tx, request.issuer_code)
    payee = merchants.payees(tx, campaign_id).get(request.merchant_code)
    if payee is None or not _his(payee, actor):
        raise ExportMerchantUnknown
    accounts.lock(tx, payee.merchant_id)
    change = AccountChange(
        change_id=request.change_id,
        campaign_id=campaign_id,
        merchant_id=payee.merchant_id,
        merchant_code=payee.merchant_code,
        account=account,
        requested_by=actor.subject,
        requester=shown_as(actor),
        requested_at=clock.now(tx),
    )
    earlier = accounts.find(tx, request.change_id, envelope)
    if earlier is None:
        accounts.add(tx, change, envelope)
        by_company = actor.staff_id if actor.role is Role.COMPANY else None
        tell(tx, change, AccountNewsKind.REQUESTED, by_company)
        requested = SettlementAct.ACCOUNT_REQUESTED
        act = acts.on_account(requested, request.issuer_code, change)
        acts.note(tx, act, actor, at=change.requested_at)
        return view(change, payee.merchant_name)
    if replace(earlier, requested_at=change.requested_at) != change:
        raise IdReused
    return view(earlier, payee.merchant_name)


def _his(payee: Payee, actor: Actor) -> bool:
    """Return whether the caller may speak for the merchant."""
    if actor.role in OFFICE | OPERATOR:
        return True
    return company_of(actor)[0] == payee.company_id
