"""加盟店: the list with its conditions, one merchant, and the steps that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    CertifyMerchants,
    MerchantCampaignUnknown,
    MerchantListQuery,
    MerchantQuery,
    MerchantsMoved,
    MerchantState,
    RegisterMerchants,
    authenticator_verbs,
    mail_proposal_verbs,
    verbs,
)
from machiken.contracts.verbs import Verb
from machiken.ids import IssuerCode, MerchantId
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page

menu.add(
    menu.Section.MERCHANTS,
    "office.merchants",
    "加盟店",
    place=10,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that several merchants take at once: its words, and whom it is for."""

    words: str
    begins_with: MerchantState
    verb: Verb[Any, MerchantsMoved]
    done: str
    warning: str


STEPS: Final[Mapping[str, Step]] = {
    "certify": Step(
        words="認定する",
        begins_with=MerchantState.APPLIED,
        verb=verbs.CERTIFY_MERCHANTS,
        done="{count}店を認定しました。",
        warning="認定すると、登録（アカウントの作成）に進めます。",
    ),
    "register": Step(
        words="登録する",
        begins_with=MerchantState.CERTIFIED,
        verb=verbs.REGISTER_MERCHANTS,
        done="{count}店の登録を始めました。人数により数分かかります。",
        warning="スタッフ全員のアカウントと初期パスワードを作ります。取り消せません。",
    ),
}


@office.get("/merchants")
@calls(verbs.MERCHANTS)
def merchants() -> ResponseReturnValue:
    """Show the campaign's merchants that fit the conditions in the address."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    query = _query(issuer)
    try:
        found = backends().call(verbs.MERCHANTS, query)
    except MerchantCampaignUnknown as refusal:
        return page("office/merchants.html", refusal, found=None, query=query)
    kept = {
        "state": query.state.value if query.state else None,
        "window": query.window,
        "text": query.text or None,
    }
    return page(
        "office/merchants.html",
        found=found,
        query=query,
        kept=kept,
        states=list(MerchantState),
        steps=STEPS,
    )


@office.get("/merchants/<uuid:merchant_id>")
@calls(verbs.MERCHANT)
def merchant(merchant_id: MerchantId) -> ResponseReturnValue:
    """Show one merchant with its people and states."""
    shown = backends().call(verbs.MERCHANT, MerchantQuery(merchant_id=merchant_id))
    return page(
        "office/merchant.html",
        merchant=shown,
        steps=STEPS,
        suspend=verbs.SUSPEND_MERCHANT,
        remove_authenticator=authenticator_verbs.REMOVE_AUTHENTICATOR,
        correct=verbs.CORRECT_APPLICATION,
        turn_down=verbs.TURN_DOWN_APPLICATION,
        propose=mail_proposal_verbs.PROPOSE_MAIL_CHANGE,
    )


@office.get("/merchants/certification")
@calls(verbs.CERTIFY_MERCHANTS)
def merchants_to_certify() -> ResponseReturnValue:
    """Ask once more before merchants are certified."""
    return _confirm("certify", "office.certify_merchants")


@office.post("/merchants/certification")
@calls(verbs.CERTIFY_MERCHANTS)
def certify_merchants() -> ResponseReturnValue:
    """Certify the merchants."""
    return _take("certify", CertifyMerchants)


@office.get("/merchants/registration")
@calls(verbs.REGISTER_MERCHANTS)
def merchants_to_register() -> ResponseReturnValue:
    """Ask once more before accounts are made."""
    return _confirm("register", "office.register_merchants")


@office.post("/merchants/registration")
@calls(verbs.REGISTER_MERCHANTS)
def register_merchants() -> ResponseReturnValue:
    """Have accounts made for the merchants."""
    return _take("register", RegisterMerchants)


def _query(issuer: IssuerCode) -> MerchantListQuery:
    state = forms.optional(request.args, "state")
    known = {each.value: each for each in MerchantState}
    return MerchantListQuery(
        issuer_code=issuer,
        state=known.get(state),
        window=forms.number(request.args, "window"),
        text=forms.optional(request.args, "text"),
        page=forms.number(request.args, "page") or 1,
    )


def _confirm(name: str, endpoint: str) -> ResponseReturnValue:
    ids = forms.uuids(request.args, "merchant_id")
    if not ids:
        flash("加盟店を選んでください。")
        return redirect(url_for("office.merchants"), code=303)
    step = STEPS[name]
    return page("office/merchants_step.html", step=step, ids=ids, endpoint=endpoint)


def _take(
    name: str, kind: type[CertifyMerchants] | type[RegisterMerchants]
) -> ResponseReturnValue:
    step, issuer = STEPS[name], places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    ids = tuple(MerchantId(each) for each in forms.uuids(request.form, "merchant_id"))
    moved = backends().call(step.verb, kind(issuer_code=issuer, merchant_ids=ids))
    flash(step.done.format(count=moved.count))
    return redirect(url_for("office.merchants"), code=303)
