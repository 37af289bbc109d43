"""The office looks at campaigns: all, their history, and a change beforehand."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import (
    CampaignLine,
    CampaignList,
    CampaignPreview,
    CampaignRules,
    CampaignVersion,
    CampaignVersions,
    CampaignVersionsQuery,
    PeriodView,
)
from services.redemption.domain.campaign import Period
from services.redemption.domain.rule_changes import changes
from services.redemption.store import campaigns, half_months
from services.redemption.usecases.apply_campaign import judged


def preview_campaign(tx: Session, rules: CampaignRules) -> CampaignPreview:
    """Return what `apply_campaign` would change, and change nothing.

    Raises what that would raise.
    """
    earlier, wanted = judged(tx, rules)
    present = half_months.of_campaign(tx, earlier.campaign_id) if earlier else []
    before = {_view(each) for each in present}
    after = {_view(each) for each in wanted}
    kept = {(each.first_on, each.last_on, each.pay_by) for each in before}
    new = [e for e in after if (e.first_on, e.last_on, e.pay_by) not in kept]
    there = {(each.first_on, each.last_on, each.pay_by) for each in after}
    gone = [e for e in before if (e.first_on, e.last_on, e.pay_by) not in there]
    return CampaignPreview(
        changes=tuple(changes(earlier.rules if earlier else None, rules)),
        periods_gone=tuple(sorted(gone, key=lambda each: each.last_on)),
        periods_new=tuple(sorted(new, key=lambda each: each.last_on)),
        is_new=earlier is None,
    )


def list_campaigns(tx: Session) -> CampaignList:
    """Return all campaigns, the one that was changed last first."""
    return CampaignList(
        lines=tuple(
            CampaignLine(
                issuer_code=each.rules.issuer_code,
                name=each.rules.name,
                version=each.version,
                redeem_first_on=each.rules.redeem_first_on,
                redeem_last_on=each.rules.redeem_last_on,
                applied_at=at,
            )
            for each, at, _ in campaigns.applied(tx)
        )
    )


def campaign_versions(tx: Session, query: CampaignVersionsQuery) -> CampaignVersions:
    """Return the campaign's versions, the latest first. Raises `CampaignUnknown`."""
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    told = []
    before: CampaignRules | None = None
    for each, at, by in campaigns.versions(tx, campaign.campaign_id):
        told.append(
            CampaignVersion(
                version=each.version,
                applied_at=at,
                applied_by=by,
                changes=tuple(changes(before, each.rules)) if before else (),
            )
        )
        before = each.rules
    return CampaignVersions(versions=tuple(reversed(told)))


def _view(period: Period) -> PeriodView:
    return PeriodView(
        first_on=period.first_on,
        last_on=period.last_on,
        pay_by=period.pay_by,
        sealed=period.sealed,
    )
