"""A campaign at a glance: counted by the worker, read in no time at any size."""

from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.redemption.campaigns import PeriodView
from machiken.ids import IssuerCode
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewQuery:
    """Ask how a campaign stands."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCount:
    """A campaign's vouchers, samples aside, as they were at `counted_at`."""

    counted_at: datetime
    issued: int
    issued_face: Yen
    sold: int
    sold_face: Yen
    used: int
    """Vouchers on which nothing is left."""
    stopped: int
    samples: int
    redeemed: Yen
    """Taken in, less what was given back."""
    unclaimed: Yen
    """Left on sold vouchers that are not stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Payments and refunds of one day in town."""

    on: date
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCount:
    """The half-month that is open today, and what it holds so far."""

    period: PeriodView
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How a campaign stands; `count` is None until the worker has counted once."""

    count: CampaignCount | None
    days: tuple[DayCount, ...]
    """Those of the last 31 days that had any, in order."""
    today: date
    open_period: PeriodCount | None
    refunded: Yen
    """Given back in all."""
    unsent: int
    """Events that wait to be sent to the other services."""
    oldest_unsent_s: int
