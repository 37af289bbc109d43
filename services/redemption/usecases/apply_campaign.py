"""A campaign is set up, or its rules change."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CampaignApplied,
    CampaignRules,
    CampaignRulesClash,
    CampaignView,
    PeriodView,
    RedemptionAct,
)
from machiken.ids import CampaignId
from services.redemption.domain.campaign import (
    Campaign,
    Period,
    periods,
    refuse_nonsense,
)
from services.redemption.store import acts, bank_years, campaigns, half_months
from services.redemption.store.tables import OUTBOX


def apply_campaign(tx: Session, rules: CampaignRules, actor: Actor) -> CampaignView:
    """Make the campaign of this issuer as the rules say, and return it.

    The same rules again change nothing. Raises `CampaignRulesClash` for rules that
    contradict themselves, or vouchers or payments that exist; `BankDaysUnknown`.
    """
    earlier, wanted = judged(tx, rules)
    if earlier is not None and earlier.rules == rules:
        return view(earlier, half_months.of_campaign(tx, earlier.campaign_id))

    at = clock.now(tx)
    if earlier is None:
        campaign = Campaign(campaign_id=CampaignId(uuid4()), version=1, rules=rules)
        campaigns.add(tx, campaign, at=at, by=actor.subject)
    else:
        campaign = Campaign(
            campaign_id=earlier.campaign_id, version=earlier.version + 1, rules=rules
        )
        campaigns.change(tx, campaign, at=at, by=actor.subject)
    half_months.replace(tx, campaign.campaign_id, wanted)
    _note(tx, campaign, actor, at)
    applied = view(campaign, half_months.of_campaign(tx, campaign.campaign_id))
    outbox.append(tx, OUTBOX, _applied(applied), at=at)
    return applied


def judged(tx: Session, rules: CampaignRules) -> tuple[Campaign | None, list[Period]]:
    """Return the campaign as it stands, locked, and the half-months of the rules.

    Raises what forbids to apply the rules, as `apply_campaign` does.
    """
    refuse_nonsense(rules)
    wanted = periods(rules, bank_years.calendar(tx))
    campaigns.lock(tx, rules.issuer_code)
    earlier = campaigns.find(tx, rules.issuer_code)
    if earlier is None or earlier.rules != rules:
        _refuse_anothers_prefix(tx, earlier, rules)
    if earlier is not None and earlier.rules != rules:
        _refuse_to_contradict(tx, earlier, rules, wanted)
    return earlier, wanted


def view(campaign: Campaign, calendar: list[Period]) -> CampaignView:
    """Return the campaign as others see it."""
    return CampaignView(
        campaign_id=campaign.campaign_id,
        version=campaign.version,
        rules=campaign.rules,
        periods=tuple(
            PeriodView(
                first_on=each.first_on,
                last_on=each.last_on,
                pay_by=each.pay_by,
                sealed=each.sealed,
            )
            for each in calendar
        ),
    )


def _note(tx: Session, campaign: Campaign, actor: Actor, at: datetime) -> None:
    issuer, version = campaign.rules.issuer_code, campaign.version
    act = acts.on_campaign(RedemptionAct.CAMPAIGN_APPLIED, issuer, version=version)
    acts.note(tx, act, actor, at=at)


def _refuse_anothers_prefix(
    tx: Session, earlier: Campaign | None, rules: CampaignRules
) -> None:
    own = None if earlier is None else earlier.campaign_id
    if campaigns.is_anothers_prefix(tx, own, rules.voucher_prefix):
        raise CampaignRulesClash(why="voucher_prefix: another campaign's")


def _refuse_to_contradict(
    tx: Session, earlier: Campaign, rules: CampaignRules, wanted: list[Period]
) -> None:
    printed = (earlier.rules.voucher_prefix, earlier.rules.face_value)
    if printed != (rules.voucher_prefix, rules.face_value) and campaigns.has_batches(
        tx, earlier.campaign_id
    ):
        raise CampaignRulesClash(why="vouchers with the old prefix or value exist")
    calendar = half_months.lock(tx, earlier.campaign_id)
    kept = half_months.used(tx, earlier.campaign_id)
    before = {each.last_on: each for each in calendar}
    after = {each.last_on: each.first_on for each in wanted}
    if any(after.get(day) != before[day].first_on for day in kept):
        raise CampaignRulesClash(why="payments lie in half-months that would change")
    promised = {each.last_on: each.pay_by for each in wanted}
    if any(each.sealed and promised[each.last_on] != each.pay_by for each in calendar):
        raise CampaignRulesClash(why="the pay day of a sealed half-month would change")


def _applied(applied: CampaignView) -> CampaignApplied:
    return CampaignApplied(
        campaign_id=applied.campaign_id,
        campaign_version=applied.version,
        rules=applied.rules,
        periods=applied.periods,
    )
