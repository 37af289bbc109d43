"""The town of Kinomachi as settlement hears of it: events, callers, a moment."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.redemption import (
    CampaignApplied,
    CampaignRules,
    PaymentRefunded,
    RedemptionCompleted,
)
from machiken.ids import (
    CampaignId,
    CheckoutId,
    CompanyCode,
    CompanyId,
    EventId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    PaymentNo,
    RefundId,
    StaffId,
)
from machiken.money import Yen

ISSUER = IssuerCode("KNM202601")
CAMPAIGN = CampaignId(UUID(int=1))
COMPANY = CompanyId(UUID(int=20))
OTHER_COMPANY = CompanyId(UUID(int=21))
BAKERY = MerchantId(UUID(int=30))
BOOKSHOP = MerchantId(UUID(int=31))
HANAKO = StaffId(UUID(int=40))
CAMPAIGN_NAME = "まちの木プレミアム商品券2026"
NOON = datetime(2026, 6, 24, 3, 0, 5, tzinfo=UTC)  # 12:00:05 in town
PERIOD = date(2026, 6, 30)

CODES = {BAKERY: MerchantCode("t01"), BOOKSHOP: MerchantCode("t02")}

OWNER = Actor(
    role=Role.COMPANY,
    subject=str(HANAKO),
    staff_id=HANAKO,
    campaign_id=CAMPAIGN,
    company_id=COMPANY,
)
STRANGER = Actor(
    role=Role.COMPANY,
    subject=str(HANAKO),
    staff_id=HANAKO,
    campaign_id=CAMPAIGN,
    company_id=OTHER_COMPANY,
)


def event_id(name: str) -> EventId:
    """Return the same id for the same name."""
    return EventId(uuid5(UUID(int=99), name))


def campaign(name: str = CAMPAIGN_NAME, *, version: int = 1) -> CampaignApplied:
    """Return the campaign as redemption announces it."""
    return CampaignApplied(
        campaign_id=CAMPAIGN,
        campaign_version=version,
        rules=CampaignRules(
            issuer_code=ISSUER,
            name=name,
            issuer_name="木ノ町",
            voucher_prefix="KN",
            face_value=Yen(1000),
            unit=Yen(1000),
            limit=Yen(100_000),
            vouchers_max=100,
            use_first_on=date(2026, 6, 24),
            use_last_on=date(2026, 10, 31),
            redeem_first_on=date(2026, 6, 24),
            redeem_last_on=date(2026, 11, 30),
            mail_from="shohinken@kinomachi.example",
            contact="木ノ町商工課 0000-00-0000",
        ),
        periods=(),
    )


def merchant(
    merchant_id: MerchantId = BAKERY,
    name: str = "木ノ町ベーカリー",
    *,
    company_id: CompanyId = COMPANY,
) -> MerchantRegistered:
    """Return a merchant as auth announces it."""
    return MerchantRegistered(
        campaign_id=CAMPAIGN,
        issuer_code=ISSUER,
        company_id=company_id,
        company_code=CompanyCode("k001"),
        company_name="木ノ町商店",
        merchant_id=merchant_id,
        merchant_code=CODES[merchant_id],
        merchant_name=name,
        representative_id=HANAKO,
    )


def payment(
    number: int, yen: int = 3000, *, at: MerchantId = BAKERY, minute: int = 0
) -> RedemptionCompleted:
    """Return the redemption that made payment `number`."""
    return RedemptionCompleted(
        checkout_id=CheckoutId(UUID(int=1000 + number)),
        payment_no=PaymentNo(f"{ISSUER}{CODES[at]}20260624{number:014d}"),
        campaign_id=CAMPAIGN,
        issuer_code=ISSUER,
        merchant_id=at,
        merchant_code=CODES[at],
        staff_id=HANAKO,
        login_id="hanako01",
        total=Yen(yen),
        count=yen // 1000,
        redeemed_at=NOON + timedelta(minutes=minute),
        period_last_on=PERIOD,
    )


def refund(paid: RedemptionCompleted, *, minutes_later: int = 10) -> PaymentRefunded:
    """Return the refund of a payment."""
    return PaymentRefunded(
        refund_id=RefundId(uuid5(paid.checkout_id, "refund")),
        checkout_id=paid.checkout_id,
        payment_no=paid.payment_no,
        campaign_id=paid.campaign_id,
        issuer_code=paid.issuer_code,
        merchant_id=paid.merchant_id,
        merchant_code=paid.merchant_code,
        staff_id=HANAKO,
        login_id="hanako01",
        amount=paid.total,
        redeemed_at=paid.redeemed_at,
        refunded_at=paid.redeemed_at + timedelta(minutes=minutes_later),
        period_last_on=paid.period_last_on,
    )
