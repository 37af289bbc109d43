"""事業: all campaigns, one with its history, and a change with a look beforehand."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from machiken.contracts.redemption import (
    LABELS,
    MAIL_TEXTS,
    SWITCHES,
    BankDaysUnknown,
    CampaignQuery,
    CampaignRulesClash,
    CampaignsQuery,
    CampaignUnknown,
    CampaignVersionsQuery,
    verbs,
)
from machiken.ids import IssuerCode
from machiken.refusals import Refusal
from services.gateway import places
from services.gateway.backends import backends
from services.gateway.campaigns import campaigns
from services.gateway.office import campaign_form, menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import (
    AmountUnreadable,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)

OFF = (
    AmountUnreadable,
    BankDaysUnknown,
    CampaignRulesClash,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)

menu.add(
    menu.Section.CAMPAIGNS,
    "office.campaigns_page",
    "事業",
)


@office.get("/campaigns")
@calls(verbs.CAMPAIGNS)
def campaigns_page() -> ResponseReturnValue:
    """Show all campaigns."""
    found = backends().call(verbs.CAMPAIGNS, CampaignsQuery())
    present = places.issuer_code()
    return page(
        "office/campaigns.html",
        found=found,
        present=present,
        change=verbs.APPLY_CAMPAIGN,
    )


@office.get("/campaigns/<issuer_code>")
@calls(verbs.CAMPAIGN_VERSIONS)
def campaign(issuer_code: IssuerCode) -> ResponseReturnValue:
    """Show a campaign's rules and what they were before."""
    view = backends().call(verbs.CAMPAIGN, CampaignQuery(issuer_code=issuer_code))
    query = CampaignVersionsQuery(issuer_code=issuer_code)
    history = backends().call(verbs.CAMPAIGN_VERSIONS, query)
    return page(
        "office/campaign.html",
        campaign=view,
        history=history,
        words=campaign_form.WORDS,
        values=campaign_form.VALUES,
        fields=campaign_form.filled(view.rules),
        form=campaign_form,
        change=verbs.APPLY_CAMPAIGN,
    )


@office.get("/campaigns/change")
@calls(verbs.APPLY_CAMPAIGN)
def campaign_change() -> ResponseReturnValue:
    """Ask for the rules, as they are or to be new."""
    issuer = request.args.get("of", "")
    try:
        query = CampaignQuery(issuer_code=IssuerCode(issuer))
        rules = backends().call(verbs.CAMPAIGN, query).rules if issuer else None
    except CampaignUnknown:
        rules = None
    fields = campaign_form.filled(rules) if rules else {"switch_refunds": "1"}
    if rules is None:
        fields |= {f"switch_{name}": "1" for name, is_on in SWITCHES.items() if is_on}
    return _form(MultiDict(fields), None, is_new=rules is None)


@office.post("/campaigns/preview")
@calls(verbs.PREVIEW_CAMPAIGN)
def preview_campaign() -> ResponseReturnValue:
    """Show what the rules would change."""
    try:
        rules = campaign_form.rules_in(request.form)
        preview = backends().call(verbs.PREVIEW_CAMPAIGN, rules)
    except OFF as refusal:
        return _form(request.form, refusal, is_new="is_new" in request.form)
    return page(
        "office/campaign_preview.html",
        rules=rules,
        preview=preview,
        fields=request.form,
        words=campaign_form.WORDS,
        values=campaign_form.VALUES,
    )


@office.post("/campaigns")
@calls(verbs.APPLY_CAMPAIGN)
def apply_campaign() -> ResponseReturnValue:
    """Apply the rules."""
    try:
        rules = campaign_form.rules_in(request.form)
        view = backends().call(verbs.APPLY_CAMPAIGN, rules)
    except OFF as refusal:
        return _form(request.form, refusal, is_new="is_new" in request.form)
    campaigns().forget(rules.issuer_code)
    flash(f"反映しました（第{view.version}版）。")
    there = url_for("office.campaign", issuer_code=rules.issuer_code)
    # Who has just set it up goes on with it.
    return places.remember(redirect(there, code=303), rules.issuer_code)


def _form(
    fields: MultiDict[str, str], refusal: Refusal | None, *, is_new: bool
) -> ResponseReturnValue:
    return page(
        "office/campaign_form.html",
        refusal,
        fields=fields,
        form=campaign_form,
        switches=sorted(SWITCHES),
        labels=sorted(LABELS),
        mail_texts=MAIL_TEXTS,
        is_new=is_new,
    )
