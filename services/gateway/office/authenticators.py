"""認証アプリの解除: for who lost phone and codes; the office knows the person first."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    AccountUnknown,
    RemoveAuthenticator,
    Site,
    authenticator_verbs,
)
from machiken.ids import MerchantId
from machiken.refusals import Refusal
from services.gateway import devices, proofs, sessions
from services.gateway.backends import backends
from services.gateway.office import people
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page


@office.get("/merchants/<uuid:merchant_id>/authenticators/<uuid:staff_id>")
@calls(authenticator_verbs.REMOVE_AUTHENTICATOR)
def member_authenticator(
    merchant_id: MerchantId, staff_id: UUID
) -> ResponseReturnValue:
    """Say what it means, and whom it is about."""
    proofs.ask_if_stale()
    return _ask(merchant_id, staff_id, None)


@office.post("/merchants/<uuid:merchant_id>/authenticators/<uuid:staff_id>")
@calls(authenticator_verbs.REMOVE_AUTHENTICATOR)
def remove_member_authenticator(
    merchant_id: MerchantId, staff_id: UUID
) -> ResponseReturnValue:
    """Have the person's numbers mailed again."""
    merchant, person = people.member(merchant_id, staff_id)
    wanted = RemoveAuthenticator(
        site=Site.SHOP,
        issuer_code=merchant.issuer_code,
        code=merchant.line.merchant_code,
        login_id=person.login_id,
        origin=devices.origin(),
    )
    try:
        removed = backends().call(authenticator_verbs.REMOVE_AUTHENTICATOR, wanted)
    except AccountUnknown as refusal:
        return _ask(merchant_id, staff_id, refusal)
    sessions.cache().forget_ended(removed.ended)
    flash(f"{person.name} さんの認証アプリを解除しました。ご本人にメールで知らせます。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)


def _ask(
    merchant_id: MerchantId, staff_id: UUID, refusal: Refusal | None
) -> ResponseReturnValue:
    merchant, person = people.member(merchant_id, staff_id)
    return page(
        "office/authenticator_removal.html", refusal, merchant=merchant, person=person
    )
