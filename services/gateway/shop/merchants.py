"""店舗の切り替え: who works at several merchants goes on at another."""

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    OwnMerchantsQuery,
    Site,
    SwitchMerchant,
    people_verbs,
)
from machiken.ids import MerchantId
from services.gateway import devices, forms, remembering, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop


@shop.get("/merchants")
def own_merchants() -> ResponseReturnValue:
    """Show to which merchants the viewer belongs."""
    found = backends().call(people_verbs.OWN_MERCHANTS, OwnMerchantsQuery())
    return page("shop/merchants.html", lines=found.lines)


@shop.post("/merchants/switch")
def switch_merchant() -> ResponseReturnValue:
    """Go on at another; forms of pages opened before are void, they meant the first."""
    secret = sessions.secret_of(Site.SHOP)
    wanted = SwitchMerchant(
        session_secret=secret,
        merchant_id=MerchantId(forms.uuid(request.form, "merchant_id")),
        origin=devices.origin(),
    )
    opened = backends().call(people_verbs.SWITCH_MERCHANT, wanted)
    sessions.cache().forget(secret, Site.SHOP)
    g.pop("recalled", None)  # the browser keeps the new session, not the one before
    session.clear()
    response = redirect(url_for("shop.top"), code=303)
    if opened.remember_token:
        remembering.keep(response, Site.SHOP, opened.remember_token)
    return sessions.begin(response, Site.SHOP, opened.session_secret)
