"""Campaigns side by side, what a change would change, and what earlier ones did."""

from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.redemption.campaigns import PeriodView
from machiken.ids import IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignsQuery:
    """Ask for all campaigns, the one that was changed last first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """A campaign in a list."""

    issuer_code: IssuerCode
    name: str
    version: int
    redeem_first_on: date
    redeem_last_on: date
    applied_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignList:
    """All campaigns of the installation."""

    lines: tuple[CampaignLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One rule that differs: its name, and both values as texts; empty for none."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPreview:
    """What applying the rules would change; nothing has changed."""

    changes: tuple[RuleChange, ...]
    periods_gone: tuple[PeriodView, ...]
    periods_new: tuple[PeriodView, ...]
    is_new: bool
    """Whether there is no such campaign yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignVersionsQuery:
    """Ask for all versions of a campaign, the latest first."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignVersion:
    """One version: when and by whom, and what it changed."""

    version: int
    applied_at: datetime
    applied_by: str
    changes: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignVersions:
    """A campaign's history."""

    versions: tuple[CampaignVersion, ...]
