"""Campaigns (事業): their rules and their calendar."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from machiken.ids import CampaignId, IssuerCode
from machiken.money import Yen

SWITCHES: Final = {
    "refunds": True,
    "partial_checkouts": True,
    "balances": False,
    "part_refunds": False,
    "portal_refunds": False,
    "staff_management": False,
    "representative_change": False,
    "portal_without_otp": False,
}
"""What a campaign may switch, and how it stands where its file says nothing.

`refunds` 返金処理; `partial_checkouts` 読み込み分だけ決済; `balances` 残高: a voucher
worth more than what is missing is taken in part, and keeps the rest;
`part_refunds` 一部返金: some vouchers of a payment are given back, and others not;
`portal_refunds` 決済リファンド: a company gives payments back at its PC (S-PC-2);
`staff_management` スタッフ情報管理; `representative_change` 代表者情報変更 (the
manual has these three off); `portal_without_otp` PCサイトはワンタイムパスワードなし
（閲覧のみ）.
"""
LABELS: Final = {
    "voucher": "商品券",
    "merchant": "加盟店",
    "redemption": "決済",
    "refund": "返金",
    "office": "事務局",
}
"""The words of ours in whose place a campaign may put others (呼び名)."""
MAIL_LANGUAGES: Final = (("ja",), ("en",), ("ja", "en"))
"""The languages that a campaign's letters may speak."""
MAIL_TEXTS: Final = tuple(
    name + language
    for name in ("registration", "completion", "refund", "signature")
    for language in ("", "_en")
)
"""The mails to which a campaign may add a paragraph of its own, by language.

Those in Japanese have the plain names; they came first.
"""
MAIL_BLANKS: Final = frozenset(
    {"campaign_name", "issuer_name", "merchant_name", "contact"}
)
"""What such a paragraph may have filled in, as in `{merchant_name}`."""


class PayRoll(StrEnum):
    """On which day a closed half-month is paid."""

    PREVIOUS = "previous"
    """The next 15th or month end, or the bank day before it (the manual's rule)."""
    NEXT = "next"
    """The next 15th or month end, or the bank day after it."""
    MODIFIED_FOLLOWING = "modified_following"
    """The bank day after, but the one before where the next lies in another month."""
    DAYS_AFTER = "days_after"
    """So many days after the closing (`pay_after_days`), or the bank day after."""


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
    recruit_first_on: date | None = None
    """From when shops may apply to take part."""
    recruit_deadlines: tuple[date, ...] = ()
    """The last days of the recruitment windows (募集回), in order (S-CAL-1)."""
    closings: tuple[date, ...] = ()
    pay_roll: PayRoll = PayRoll.PREVIOUS
    pay_after_days: int = 0
    activation: Activation = Activation.BATCH
    switches: dict[str, bool] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    mail_texts: dict[str, str] = field(default_factory=dict)
    mail_languages: tuple[str, ...] = ("ja", "en")
    """What its letters speak, the first language first; one of `MAIL_LANGUAGES`."""
    mail_from: str
    contact: str
    """Whom to ask, as one line of text."""
    video_url: str = ""
    """Where a film shows how to sign in (S-MAIL-2); empty where there is none."""

    def has(self, switch: str) -> bool:
        """Return whether the campaign has this switched on."""
        return self.switches.get(switch, SWITCHES[switch])


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
