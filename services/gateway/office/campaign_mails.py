"""メールの見本: a campaign's letters with made-up names, as they are or would be."""

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts import notify
from machiken.contracts.redemption import CampaignQuery, CampaignRules, verbs
from machiken.ids import IssuerCode
from services.gateway.backends import backends
from services.gateway.office import campaign_form
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page


@office.get("/campaigns/<issuer_code>/mails")
@calls(notify.verbs.PREVIEW_LETTERS)
def campaign_mails(issuer_code: IssuerCode) -> ResponseReturnValue:
    """Show the letters of a campaign as it stands."""
    query = CampaignQuery(issuer_code=issuer_code)
    return _mails(backends().call(verbs.CAMPAIGN, query).rules, is_applied=True)


@office.post("/campaigns/mails")
@calls(notify.verbs.PREVIEW_LETTERS)
def preview_mails() -> ResponseReturnValue:
    """Show the letters of a campaign as the form would have them."""
    return _mails(campaign_form.rules_in(request.form), is_applied=False)


def _mails(rules: CampaignRules, *, is_applied: bool) -> ResponseReturnValue:
    return page(
        "office/campaign_mails.html",
        rules=rules,
        found=backends().call(notify.verbs.PREVIEW_LETTERS, rules),
        languages=campaign_form.LANGUAGES,
        is_applied=is_applied,
    )
