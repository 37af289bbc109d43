"""Merchants with accounts, and people who pay them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from cryptography.fernet import Fernet

from machiken.confidential import Envelope
from machiken.contracts.actor import Actor, Role
from machiken.contracts.settlement import (
    AccountView,
    DecideAccount,
    DecidePayout,
    FetchBankFile,
    ImportResults,
    IssueBankFile,
    PayoutQuery,
    PayoutView,
    PreparePayout,
    RequestAccount,
    SetPayer,
    TransferView,
)
from machiken.database import Transactions
from machiken.ids import AccountChangeId, MerchantId, PayoutId
from machiken.settings import Secret
from services.settlement.usecases.decide_account import decide_account
from services.settlement.usecases.decide_payout import decide_payout
from services.settlement.usecases.import_results import import_results
from services.settlement.usecases.issue_bank_file import (
    fetch_bank_file,
    issue_bank_file,
)
from services.settlement.usecases.prepare_payout import prepare_payout
from services.settlement.usecases.request_account import request_account
from services.settlement.usecases.set_payer import set_payer
from services.settlement.usecases.show_payouts import show_payout
from tests.settlement.domain.test_bank_file import TYPED
from tests.settlement.town import BAKERY, BOOKSHOP, CODES, ISSUER
from tests.settlement.usecases.closing import APPROVER, CLERK, closed, tell_all

KEY = Envelope(Secret(Fernet.generate_key().decode()))
OPERATOR = Actor(role=Role.OPERATOR, subject="root")
FAR_OFF = date(2027, 7, 15)
"""A bank day that the real clock has not passed yet."""


def asked(
    db: Transactions,
    merchant_id: MerchantId = BAKERY,
    actor: Actor = CLERK,
    **typed: Any,
) -> AccountView:
    """Return an account that waits for a decision."""
    wanted = RequestAccount(
        change_id=AccountChangeId(uuid4()),
        issuer_code=ISSUER,
        merchant_code=CODES[merchant_id],
        account=replace(TYPED, **typed),
    )
    with db.begin() as tx:
        return request_account(tx, wanted, actor, KEY)


def decided(
    db: Transactions,
    change: AccountView,
    actor: Actor = APPROVER,
    *,
    approved: bool = True,
) -> AccountView:
    """Return the account as somebody decided it."""
    decision = DecideAccount(change_id=change.change_id, approved=approved)
    with db.begin() as tx:
        return decide_account(tx, decision, actor, KEY)


def named_payer(db: Transactions) -> None:
    """Name the town's own account."""
    wanted = SetPayer(
        issuer_code=ISSUER,
        consignor_code="0012345678",
        account=replace(TYPED, holder="キノマチ"),
    )
    with db.begin() as tx:
        set_payer(tx, wanted, OPERATOR, KEY)


def ready(db: Transactions) -> None:
    """Close a half-month of two merchants that have accounts."""
    tell_all(db)
    named_payer(db)
    decided(db, asked(db))
    decided(db, asked(db, BOOKSHOP, number="7654321", holder="キノマチショテン"))
    closed(db)


def prepared(
    db: Transactions,
    actor: Actor = CLERK,
    payout_id: PayoutId | None = None,
    pay_on: date = FAR_OFF,
) -> PayoutView:
    """Return a payout that waits for approval."""
    wanted = PreparePayout(
        payout_id=payout_id or PayoutId(uuid4()), issuer_code=ISSUER, pay_on=pay_on
    )
    with db.begin() as tx:
        return prepare_payout(tx, wanted, actor, KEY)


def judged(
    db: Transactions, payout: PayoutView, actor: Actor = APPROVER, *, yes: bool = True
) -> PayoutView:
    """Return the payout as somebody decided it."""
    with db.begin() as tx:
        decision = DecidePayout(payout_id=payout.payout_id, approved=yes)
        return decide_payout(tx, decision, actor)


def issued(db: Transactions, payout: PayoutView) -> PayoutView:
    """Return the payout with its file made."""
    with db.begin() as tx:
        wanted = IssueBankFile(payout_id=payout.payout_id)
        return issue_bank_file(tx, wanted, CLERK, KEY)


def file_of(db: Transactions, payout: PayoutView) -> bytes:
    """Return the bank's file."""
    with db.begin() as tx:
        wanted = FetchBankFile(payout_id=payout.payout_id)
        return fetch_bank_file(tx, wanted, CLERK, KEY).content


def told(db: Transactions, payout: PayoutView, lines: Sequence[str]) -> PayoutView:
    """Return the payout after the bank's results."""
    content = "\r\n".join(["payout_no,transfer_no,yen,result,reason,fee", *lines])
    with db.begin() as tx:
        wanted = ImportResults(payout_id=payout.payout_id, content=content)
        return import_results(tx, wanted, CLERK)


def line(payout: PayoutView, transfer: TransferView, result: str = "paid,,0") -> str:
    """Return what the bank says of a transfer."""
    yen = transfer.amount.amount
    return f"{payout.payout_no},{transfer.transfer_no},{yen},{result}"


def seen(db: Transactions, payout: PayoutView) -> PayoutView:
    """Return the payout as it stands."""
    with db.begin() as tx:
        return show_payout(tx, PayoutQuery(payout_id=payout.payout_id), KEY)
