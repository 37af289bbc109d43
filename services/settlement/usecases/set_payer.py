"""Name the town's own account, from which a campaign's merchants are paid."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import PayerView, SetPayer, SettlementAct
from services.settlement.domain import bank_account
from services.settlement.domain.two_persons import shown_as
from services.settlement.domain.zengin import Payer
from services.settlement.store import acts, payers, sealed_accounts
from services.settlement.usecases.sealed_cycle import campaign_of

NAME_MAX: Final = 40


def set_payer(
    tx: Session, request: SetPayer, actor: Actor, envelope: Envelope
) -> PayerView:
    """Return the account as the bank writes it. Raises `AccountOff`.

    Payouts that were prepared before keep theirs.
    """
    name = bank_account.holder(request.account.holder, NAME_MAX)
    # The town's own name has a wider field than a payee's.
    account = replace(
        bank_account.checked(replace(request.account, holder="-")), holder=name
    )
    payer = Payer(
        consignor_code=bank_account.consignor(request.consignor_code),
        account=bank_account.paying(account),
    )
    campaign_id = campaign_of(tx, request.issuer_code)
    at = clock.now(tx)
    sealed = sealed_accounts.sealed_payer(payer, envelope)
    payers.put(tx, campaign_id, sealed, by=shown_as(actor), at=at)
    facts = {"number_tail": account.number_tail}
    act = acts.on_campaign(SettlementAct.PAYER_SET, request.issuer_code, **facts)
    acts.note(tx, act, actor, at=at)
    return PayerView(
        bank_name=account.bank_name,
        branch_name=account.branch_name,
        number_tail=account.number_tail,
        holder=account.holder,
    )
