"""Campaigns (事業): their rules and their calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from machiken.ids import CampaignId, IssuerCode
from machiken.money import Yen


class Activation(StrEnum):
    """How vouchers are sold."""

    BATCH = "batch"
    """A whole batch goes on sale at once."""
    VOUCHER = "voucher"
    """The sales desk sells ranges of serials, or single codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRules:
    """The rules of one campaign (事業), as its file states them.

    First and last days are both included, in town time. `closings` empty means the
    manual's rule: the 15th and the last day of every month (S-CAL-5).
    """

    issuer_code: IssuerCode
    name: str
    issuer_name: str
    voucher_prefix: str
    """2 characters that open every voucher code of the campaign."""
    face_value: Yen
    unit: Yen
    limit: Yen
    vouchers_max: int
    use_first_on: date
    use_last_on: date
    redeem_first_on: date
    redeem_last_on: date
    closings: tuple[date, ...] = ()
    activation: Activation = Activation.BATCH
    mail_from: str
    contact: str
    """Whom to ask, as one line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """One half-month: redemptions in it are paid together."""

    first_on: date
    last_on: date
    pay_by: date
    sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign as it stands, with its calendar."""

    campaign_id: CampaignId
    version: int
    rules: CampaignRules
    periods: tuple[PeriodView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignQuery:
    """Ask for the campaign of an issuer."""

    issuer_code: IssuerCode
