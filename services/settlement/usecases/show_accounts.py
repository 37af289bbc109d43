"""The accounts that were asked for: a campaign's, or a company's own."""

from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.contracts.actor import OFFICE, OPERATOR, Actor
from machiken.contracts.settlement import Accounts, AccountsQuery
from machiken.ids import CompanyId
from services.settlement.store import accounts, merchants
from services.settlement.usecases.account_view import view
from services.settlement.usecases.company import company_of
from services.settlement.usecases.sealed_cycle import campaign_of


def show_accounts(
    tx: Session, request: AccountsQuery, actor: Actor, envelope: Envelope
) -> Accounts:
    """Return what was asked for, newest first. Raises `LedgerCampaignUnknown`.

    A company sees its own merchants only, whatever it asks for.
    """
    company_id: CompanyId | None
    if actor.role in OFFICE | OPERATOR:
        company_id, campaign_id = None, campaign_of(tx, request.issuer_code)
    else:
        company_id, campaign_id = company_of(actor)
    names = {
        payee.merchant_id: payee.merchant_name
        for payee in merchants.payees(tx, campaign_id).values()
    }
    return Accounts(
        accounts=tuple(
            view(change, names[change.merchant_id])
            for change in accounts.latest(tx, campaign_id, company_id, envelope)
        )
    )
