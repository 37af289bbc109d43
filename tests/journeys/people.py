"""Who lives in the tests' town, and by which rules its three campaigns go.

Beside this year's campaign there are one that is over and one that has not begun, so
that "too late", "too early" and "another campaign's voucher" need no moved clock.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from deploy.demo import town as demo
from machiken.contracts.auth import RegisterMerchant
from machiken.contracts.redemption import CampaignRules
from machiken.contracts.wire import from_wire
from machiken.ids import CompanyCode, IssuerCode, MerchantCode

FAR: Final = timedelta(days=60)
NEAR: Final = timedelta(days=7)  # no test runs for so long, not even over midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """A shop, its company, and the person who stands at its till."""

    code: str
    name: str
    company_code: str
    company_name: str
    representative: str
    login_id: str

    @property
    def email(self) -> str:
        """The address to which this person's mails go."""
        return f"{self.login_id}@{self.company_code.lower()}.kinomachi.example"

    def registration(self, issuer: IssuerCode) -> RegisterMerchant:
        """Return what the operator registers."""
        return RegisterMerchant(
            issuer_code=issuer,
            merchant_code=MerchantCode(self.code),
            merchant_name=self.name,
            company_code=CompanyCode(self.company_code),
            company_name=self.company_name,
            representative_name=self.representative,
            login_id=self.login_id,
            email=self.email,
        )


KADOYA: Final = Merchant(
    code="t01",
    name="角屋食料品店",
    company_code="K001",
    company_name="有限会社角屋",
    representative="木下 花子",
    login_id="t01hanako",
)
EAST: Final = Merchant(
    code="t02",
    name="角屋 東口店",
    company_code="K001",
    company_name="有限会社角屋",
    representative="木下 太郎",
    login_id="t02taro",
)
MORIYA: Final = Merchant(
    code="t03",
    name="森屋書店",
    company_code="M001",
    company_name="株式会社森屋",
    representative="森 桃子",
    login_id="t03momoko",
)
OF_THE_PAST: Final = Merchant(
    code="p01",
    name="昔屋",
    company_code="P001",
    company_name="昔屋商店",
    representative="古田 一",
    login_id="p01hajime",
)
TO_COME: Final = Merchant(
    code="f01",
    name="先屋",
    company_code="F001",
    company_name="先屋商店",
    representative="先田 進",
    login_id="f01susumu",
)


def this_year(today: date) -> CampaignRules:
    """Return the demo town's rules, which surround today."""
    return from_wire(CampaignRules, tomllib.loads(demo.campaign_file(today)))


def over(today: date) -> CampaignRules:
    """Return a campaign whose last day of redemption has passed, all as the manual."""
    past = _other(today, "KNMPAST01", "KP", (today - FAR, today - NEAR))
    return replace(past, switches={})


def to_come(today: date) -> CampaignRules:
    """Return a campaign whose redemption has not begun."""
    return _other(today, "KNMNEXT01", "KN", (today + NEAR, today + FAR))


def _other(
    today: date, issuer: str, prefix: str, days: tuple[date, date]
) -> CampaignRules:
    return replace(
        this_year(today),
        issuer_code=IssuerCode(issuer),
        name=f"まちの木商品券 {prefix}",
        voucher_prefix=prefix,
        use_first_on=days[0],
        use_last_on=days[1],
        redeem_first_on=days[0],
        redeem_last_on=days[1],
    )
