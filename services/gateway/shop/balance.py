"""コード(ID)残高照会: what one voucher is still worth; asking changes nothing."""

from flask import make_response, request
from flask.typing import ResponseReturnValue

from machiken.contracts.bus import NotSignedIn
from machiken.contracts.redemption import BalanceQuery, BalanceView, verbs
from machiken.refusals import Refusal
from services.gateway import budgets, forms, security
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop import photo
from services.gateway.shop.blueprint import shop


@shop.get("/balance")
def balance() -> ResponseReturnValue:
    """Ask for a voucher."""
    return _page(None, None)


@shop.post("/balance")
@budgets.spends(budgets.BALANCES)
def look_up() -> ResponseReturnValue:
    """Show the balance; by POST, for a code is a secret and no part of an address."""
    try:
        return _page(_balance(), None)
    except NotSignedIn:
        raise
    except Refusal as refusal:
        return _page(None, refusal)


def _page(found: BalanceView | None, refusal: Refusal | None) -> ResponseReturnValue:
    shown = page("shop/balance.html", refusal, balance=found)
    return security.with_camera(make_response(shown))


def _balance() -> BalanceView:
    if request.files.get("photo"):
        code = photo.codes()[0]
    else:
        code = forms.text(request.form, "voucher_code")
    return backends().call(verbs.BALANCE, BalanceQuery(voucher_code=code))
