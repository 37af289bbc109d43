"""Vouchers one by one, and counted: what became of them."""

from dataclasses import dataclass
from enum import StrEnum

from machiken.ids import IssuerCode
from machiken.money import Yen


class VoucherState(StrEnum):
    """How far a voucher has come, on a certain day. The first that fits holds."""

    STOPPED = "stopped"
    USED = "used"
    """Nothing is left on it."""
    ISSUED = "issued"
    """Not sold; worth nothing at a till, and never was."""
    CLOSED = "closed"
    """The last cut-off has passed: what is left on it is never redeemed (S-CAL-4)."""
    EXPIRED = "expired"
    """People may not pay with it any more (S-CAL-3); a shop that took it in time
    redeems it until the last cut-off."""
    LIVE = "live"
    """Sold, and people may pay with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCountsQuery:
    """Ask how many of a campaign's vouchers are in which state."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCount:
    """The vouchers of one state: how many, their face value, what is left on them."""

    state: VoucherState
    count: int
    face: Yen
    left: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCounts:
    """Every state that there are vouchers in, in the order of a voucher's life."""

    states: tuple[VoucherCount, ...]
    samples: int
    """Samples are counted apart: they are worth nothing."""
