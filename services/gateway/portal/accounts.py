"""振込口座: which account each shop is paid to, and a request to change it.

Where the proof is old, the form asks for the password itself: what was typed need not
be typed again, nor be kept anywhere meanwhile.
"""

import uuid

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import PasswordWrong, SignInLocked, Site
from machiken.contracts.bus import Busy, ProofStale
from machiken.contracts.settlement import (
    AccountKind,
    AccountsQuery,
    BankAccount,
    MerchantsQuery,
    RequestAccount,
    payout_verbs,
    verbs,
)
from machiken.ids import AccountChangeId, MerchantCode
from machiken.refusals import Refusal
from services.gateway import budgets, forms, places, proofs
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.portal.blueprint import portal
from services.gateway.refusals import FieldMissing, FormMalformed


@portal.get("/accounts")
def accounts() -> ResponseReturnValue:
    """Show the accounts, and the form for another one."""
    return _accounts_page(None)


@portal.post("/accounts")
@budgets.spends(budgets.CHANGES)
def request_account() -> ResponseReturnValue:
    """Ask for an account; the form's own id asks once."""
    try:
        if "password" in request.form:
            proofs.prove(Site.PORTAL)
        backends().call(payout_verbs.REQUEST_ACCOUNT, _wanted())
    except Refusal as refusal:
        return _accounts_page(refusal)
    return redirect(url_for("portal.accounts", asked=1), code=303)


def _wanted() -> RequestAccount:
    issuer = places.issuer_code()
    if issuer is None:
        raise FieldMissing(field="issuer_code")
    form = request.form
    kinds = {each.value: each for each in AccountKind}
    kind = kinds.get(forms.text(form, "account_kind"))
    if kind is None:
        raise FormMalformed(field="account_kind")
    return RequestAccount(
        change_id=AccountChangeId(forms.uuid(form, "change_id")),
        issuer_code=issuer,
        merchant_code=MerchantCode(forms.text(form, "merchant_code")),
        account=BankAccount(
            bank_code=forms.text(form, "bank_code"),
            branch_code=forms.text(form, "branch_code"),
            kind=kind,
            number=forms.text(form, "account_number"),
            # As typed: what NFKC would straighten is for the bank's rules to judge.
            holder=forms.raw(form, "holder"),
        ),
    )


def _accounts_page(refusal: Refusal | None) -> ResponseReturnValue:
    issuer = places.issuer_code()
    if issuer is None:
        raise FieldMissing(field="issuer_code")
    ask = backends().call
    return page(
        "portal/accounts.html",
        refusal,
        accounts=ask(payout_verbs.ACCOUNTS, AccountsQuery(issuer_code=issuer)).accounts,
        merchants=ask(verbs.MERCHANTS, MerchantsQuery()).merchants,
        change_id=uuid.uuid4(),
        asked="asked" in request.args,
        must_prove=proofs.is_stale() or isinstance(refusal, ProofStale),
        # Typed rightly, as far as we know; nobody should type it for the password.
        number=request.form.get("account_number", "")
        if isinstance(refusal, (Busy, PasswordWrong, ProofStale, SignInLocked))
        else "",
    )
