"""不正の兆候: what the office should look at, by day and kind; a hint and no proof.

A merchant's money is held by one click; another person lets it go.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    CampaignUnknown,
    CheckSigns,
    SignKind,
    SignsQuery,
    verbs,
)
from machiken.contracts.settlement import (
    HoldsQuery,
    LedgerCampaignUnknown,
    payout_verbs,
)
from machiken.ids import IssuerCode, MerchantCode
from machiken.refusals import Refusal
from services.gateway import formatting, forms, places
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.office import menu
from services.gateway.office.acting import calls, may
from services.gateway.office.blueprint import office
from services.gateway.office.open_signs import keep, look_again
from services.gateway.pages import page
from services.gateway.refusals import DayUnreadable, FormMalformed

menu.add(menu.Section.FRAUD, "office.signs", "不正の兆候", roles=verbs.SIGNS.roles)


@office.get("/signs")
@calls(verbs.SIGNS)
def signs() -> ResponseReturnValue:
    """Show a day's signs."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    look_again()
    try:
        on, kind = _day(), _kind()
        query = SignsQuery(issuer_code=issuer, on=on, kind=kind)
        found = backends().call(verbs.SIGNS, query)
    except (DayUnreadable, CampaignUnknown) as refusal:
        return _page(refusal, formatting.today(), None, found=None, held={})
    return _page(None, on, kind, found=found, held=_held(issuer))


@office.post("/signs/checked")
@calls(verbs.CHECK_SIGNS)
def check_signs() -> ResponseReturnValue:
    """Take a day's signs as looked at, as far as its page showed them."""
    issuer = places.needed_issuer()
    on = forms.day(request.form, "on")
    wanted = CheckSigns(issuer_code=issuer, on=on, until=_moment())
    keep(issuer, backends().call(verbs.CHECK_SIGNS, wanted))
    flash(f"{on.month}月{on.day}日の兆候を、確認済みにしました。")
    return redirect(url_for("office.signs", on=on.isoformat()), code=303)


def _page(
    refusal: Refusal | None, on: date, kind: SignKind | None, **shown: object
) -> ResponseReturnValue:
    return page(
        "office/signs.html",
        refusal,
        on=on,
        kind=kind,
        kinds=list(SignKind),
        before=on - timedelta(days=1),
        after=on + timedelta(days=1) if on < formatting.today() else None,
        may_hold=may(payout_verbs.HOLD_MERCHANT),
        may_check=may(verbs.CHECK_SIGNS),
        **shown,
    )


def _held(issuer: IssuerCode) -> Mapping[MerchantCode, str] | None:
    """Return whose money is held and why; None where settlement is away."""
    try:
        query = HoldsQuery(issuer_code=issuer)
        holds = backends().call(payout_verbs.HOLDS, query).holds
    except LedgerCampaignUnknown:
        return {}
    except (Unavailable, OutcomeUnknown):
        return None
    return {each.merchant_code: each.reason for each in holds}


def _day() -> date:
    if not forms.optional(request.args, "on"):
        return formatting.today()
    return forms.day(request.args, "on")


def _moment() -> datetime:
    try:
        told = datetime.fromisoformat(forms.text(request.form, "until"))
    except ValueError as error:
        raise FormMalformed(field="until") from error
    if told.tzinfo is None:
        raise FormMalformed(field="until")
    return told


def _kind() -> SignKind | None:
    told = forms.optional(request.args, "kind")
    if told and told not in set(SignKind):
        raise FormMalformed(field="kind")
    return SignKind(told) if told else None
