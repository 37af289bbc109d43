"""コード(ID)残高照会: what one voucher is still worth; asking changes nothing."""

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import NotSignedIn
from machiken.contracts.redemption import BalanceQuery, BalanceView, verbs
from machiken.refusals import Refusal
from services.gateway import budgets, forms
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop import photo
from services.gateway.shop.blueprint import shop


@shop.get("/balance")
def balance() -> ResponseReturnValue:
    """Ask for a voucher."""
    return page("shop/balance.html", balance=None)


@shop.post("/balance")
@budgets.spends(budgets.BALANCES)
def look_up() -> ResponseReturnValue:
    """Show the balance; by POST, for a code is a secret and no part of an address."""
    try:
        return page("shop/balance.html", balance=_balance())
    except NotSignedIn:
        raise
    except Refusal as refusal:
        return page("shop/balance.html", refusal, balance=None)


def _balance() -> BalanceView:
    if request.files.get("photo"):
        code = photo.codes()[0]
    else:
        code = forms.text(request.form, "voucher_code")
    return backends().call(verbs.BALANCE, BalanceQuery(voucher_code=code))
