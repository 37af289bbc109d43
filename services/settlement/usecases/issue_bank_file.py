"""Make the bank's file of an approved payout, and fetch it."""

import hashlib
from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    BankFile,
    FetchBankFile,
    IssueBankFile,
    PayoutState,
    PayoutView,
    SettlementAct,
    StepNotPossible,
)
from machiken.money import total
from services.settlement.domain.payout import Payout
from services.settlement.domain.payout_states import Step
from services.settlement.domain.zengin import Order, Transfer, bank_file
from services.settlement.store import acts, payouts, sealed_accounts, transfers
from services.settlement.store.transfers import KeptTransfer
from services.settlement.usecases.overtaken import refuse_overtaken
from services.settlement.usecases.payout_view import find, whole_view


def issue_bank_file(
    tx: Session, request: IssueBankFile, actor: Actor, envelope: Envelope
) -> PayoutView:
    """Return the payout with its file's hash; a file once made stays the same.

    Raises `PayoutUnknown`, `StepNotPossible` and the refusals of `refuse_overtaken`.
    """
    payout = find(tx, request.payout_id)
    if payout.state is PayoutState.ISSUED:
        return whole_view(tx, payout)
    if payout.state is not PayoutState.APPROVED:
        raise StepNotPossible(state=payout.state.value)
    own = transfers.of_payout(tx, payout.payout_id)
    refuse_overtaken(tx, payout, own)
    assert total(each.amount for each in own) == payout.total, "what was approved"
    content = bank_file(_order(tx, payout, own, envelope))
    at = clock.now(tx)
    payouts.step(tx, [each.statement_id for each in own], Step.ISSUE, at=at)
    payouts.keep_file(tx, payout.payout_id, envelope.seal_bytes(content))
    issued = replace(
        payout,
        state=PayoutState.ISSUED,
        issued_at=at,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    payouts.change(
        tx, payout.payout_id, state=issued.state, issued_at=at, sha256=issued.sha256
    )
    act = acts.on_payout(SettlementAct.BANK_FILE_ISSUED, payout)
    acts.note(tx, act, actor, at=at)
    return whole_view(tx, issued)


def fetch_bank_file(
    tx: Session, request: FetchBankFile, actor: Actor, envelope: Envelope
) -> BankFile:
    """Return the file; every fetch is written down.

    Raises `PayoutUnknown`, and `StepNotPossible` before it is made.
    """
    payout = find(tx, request.payout_id)
    sealed = payouts.file(tx, payout.payout_id)
    if sealed is None:
        raise StepNotPossible(state=payout.state.value)
    at = clock.now(tx)
    act = acts.on_payout(SettlementAct.BANK_FILE_FETCHED, payout)
    acts.note(tx, act, actor, at=at)
    return BankFile(
        name=f"furikomi-{payout.issuer_code}-{payout.payout_no:06d}.txt",
        content=envelope.open_bytes(sealed),
        sha256=payout.sha256,
    )


def _order(
    tx: Session, payout: Payout, own: list[KeptTransfer], envelope: Envelope
) -> Order:
    payer = sealed_accounts.opened_payer(payouts.payer(tx, payout.payout_id), envelope)
    return Order(
        payout_no=payout.payout_no,
        pay_on=payout.pay_on,
        payer=payer,
        transfers=[
            Transfer(
                transfer_no=each.transfer_no,
                account=sealed_accounts.opened(each.account_sealed, envelope),
                amount=each.amount,
            )
            for each in own
        ],
    )
