"""Signs of fraud that nobody has looked at: counted by the worker, looked at by day."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckSigns,
    OpenSigns,
    OpenSignsQuery,
    RedemptionAct,
    SignKind,
)
from machiken.database import Transactions
from machiken.ids import CampaignId
from services.redemption.store import acts, campaigns, counts, sign_days
from services.redemption.usecases.show_signs import signs_of


def count_open_signs(db: Transactions) -> int:
    """Count all campaigns' new signs; return 0, there is time until the next count."""
    with db.begin() as tx:
        all_of_them = counts.campaigns_to_count(tx)
    for campaign_id in all_of_them:
        with db.begin() as tx:
            today = town_time.town_day(clock.now(tx))
            days = sign_days.to_count(tx, campaign_id, today)
        for on in days:
            with db.begin() as tx:
                _count(tx, campaign_id, on, sign_days.lock(tx, campaign_id, on))
    return 0


def open_signs(tx: Session, query: OpenSignsQuery) -> OpenSigns:
    """Return the last month's days with open signs. Raises `CampaignUnknown`."""
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    return _open(tx, campaign.campaign_id)


def check_signs(tx: Session, request: CheckSigns, actor: Actor) -> OpenSigns:
    """Take the day's signs as looked at; return what is open then.

    What was seen there after `until` stays open. Raises `CampaignUnknown`.
    """
    campaign = campaigns.of_issuer(tx, request.issuer_code)
    campaign_id, on = campaign.campaign_id, request.on
    before = sign_days.lock(tx, campaign_id, on)
    at = clock.now(tx)
    until = min(request.until, at)
    if before is None or before < until:
        sign_days.keep(tx, campaign_id, on, checked_until=until)
        _count(tx, campaign_id, on, until)
        checked, day = RedemptionAct.SIGNS_CHECKED, on.isoformat()
        act = acts.on_campaign(checked, request.issuer_code, on=day)
        acts.note(tx, act, actor, at=at)
    return _open(tx, campaign_id)


def _count(
    tx: Session, campaign_id: CampaignId, on: date, until: datetime | None
) -> None:
    found = signs_of(tx, campaign_id, on, list(SignKind))
    new = [each for each in found if until is None or each.last_at > until]
    sign_days.keep(tx, campaign_id, on, open=len(new))


def _open(tx: Session, campaign_id: CampaignId) -> OpenSigns:
    today = town_time.town_day(clock.now(tx))
    first_on = today - timedelta(days=sign_days.DAYS_KEPT_OPEN)
    days = sign_days.open_since(tx, campaign_id, first_on)
    return OpenSigns(count=sum(each.count for each in days), days=tuple(days))
