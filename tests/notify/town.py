"""The town of Kinomachi as notify hears of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from cryptography.fernet import Fernet

from machiken.confidential import Envelope
from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    MerchantRegistered,
    OneTimePasswordIssued,
    Site,
    StaffInvited,
)
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
from machiken.settings import Secret
from services.notify.domain.letters import Sender
from services.notify.domain.sites import Sites

ENVELOPE = Envelope(Secret(Fernet.generate_key().decode()))
ISSUER = IssuerCode("KNM202601")
CAMPAIGN = CampaignId(UUID(int=1))
BAKERY = MerchantId(UUID(int=30))
HANAKO = StaffId(UUID(int=40))
TARO = StaffId(UUID(int=41))
OFFICER = StaffId(UUID(int=42))
CAMPAIGN_NAME = "まちの木プレミアム商品券2026"
NOON = datetime(2026, 6, 24, 3, 0, tzinfo=UTC)  # 12:00 in town
LATER = NOON + timedelta(minutes=10)

SENDER = Sender(
    campaign_name=CAMPAIGN_NAME,
    issuer_code=ISSUER,
    issuer_name="木ノ町",
    mail_from="shohinken@kinomachi.example",
    contact="木ノ町商品券事務局 0000-00-0000（平日10:00〜17:00）",
    video_url="https://video.kinomachi.example/sign-in",
)
SITES = Sites(
    shop_url="https://shop.kinomachi.example/shop",
    portal_url="https://shop.kinomachi.example/portal",
    portal_basic_user="kinomachi",
    portal_basic_password="basic-pass",
    office_url="https://shop.kinomachi.example/office",
)


def event_id(name: str) -> EventId:
    """Return the same id for the same name."""
    return EventId(uuid5(UUID(int=99), name))


def campaign() -> CampaignApplied:
    """Return the campaign as redemption announces it."""
    return CampaignApplied(
        campaign_id=CAMPAIGN,
        campaign_version=1,
        rules=CampaignRules(
            issuer_code=ISSUER,
            name=CAMPAIGN_NAME,
            issuer_name=SENDER.issuer_name,
            voucher_prefix="KN",
            face_value=Yen(1000),
            unit=Yen(1000),
            limit=Yen(100_000),
            vouchers_max=100,
            use_first_on=date(2026, 6, 24),
            use_last_on=date(2026, 10, 31),
            redeem_first_on=date(2026, 6, 24),
            redeem_last_on=date(2026, 11, 30),
            mail_from=SENDER.mail_from,
            contact=SENDER.contact,
            video_url=SENDER.video_url,
        ),
        periods=(),
    )


def merchant(name: str = "木ノ町ベーカリー") -> MerchantRegistered:
    """Return the bakery, which Hanako represents."""
    return MerchantRegistered(
        campaign_id=CAMPAIGN,
        issuer_code=ISSUER,
        company_id=CompanyId(UUID(int=20)),
        company_code=CompanyCode("k001"),
        company_name="木ノ町商店",
        merchant_id=BAKERY,
        merchant_code=MerchantCode("t01"),
        merchant_name=name,
        representative_id=HANAKO,
    )


def invitation(**changes: Any) -> StaffInvited:
    """Return Hanako's account, as auth announces it."""
    hanako: dict[str, Any] = {
        "staff_id": HANAKO,
        "role": Role.REPRESENTATIVE,
        "staff_name": "木下 花子",
        "email": "hanako@bakery.example",
        "login_id": "hanako01",
        "initial_password": ENVELOPE.seal("Himitsu-2026"),
        "password_expires_at": NOON + timedelta(days=36_500),
        "campaign_id": CAMPAIGN,
        "company_code": CompanyCode("k001"),
        "merchant_id": BAKERY,
        "merchant_code": MerchantCode("t01"),
        "merchant_name": "木ノ町ベーカリー",
    }
    return StaffInvited(**(hanako | changes))


def staff_invitation() -> StaffInvited:
    """Return Taro's account; he works at the bakery."""
    return invitation(
        staff_id=TARO,
        role=Role.STAFF,
        staff_name="木下 太郎",
        email="taro@bakery.example",
        login_id="taro0001",
    )


def officer_invitation() -> StaffInvited:
    """Return an account in the office."""
    return invitation(
        staff_id=OFFICER,
        role=Role.OFFICE_CLERK,
        staff_name="町田 係",
        email="kakari@kinomachi.example",
        login_id="machida1",
        campaign_id=None,
        company_code=None,
        merchant_id=None,
        merchant_code=None,
        merchant_name=None,
    )


def one_time_password(
    number: str = "0472", *, expires_at: datetime = NOON + timedelta(days=36_500)
) -> OneTimePasswordIssued:
    """Return the number that Hanako needs to sign in."""
    return OneTimePasswordIssued(
        staff_id=HANAKO,
        site=Site.SHOP,
        email="hanako@bakery.example",
        campaign_id=CAMPAIGN,
        place_name="木ノ町ベーカリー",
        one_time_password=ENVELOPE.seal(number),
        expires_at=expires_at,
    )


def payment(number: int = 1, *, by: StaffId | None = TARO) -> RedemptionCompleted:
    """Return the redemption that made payment `number`."""
    return RedemptionCompleted(
        checkout_id=CheckoutId(UUID(int=1000 + number)),
        payment_no=PaymentNo(f"{ISSUER}t0120260624{number:014d}"),
        campaign_id=CAMPAIGN,
        issuer_code=ISSUER,
        merchant_id=BAKERY,
        merchant_code=MerchantCode("t01"),
        staff_id=by,
        login_id="taro0001",
        total=Yen(12_000),
        count=12,
        redeemed_at=NOON,
        period_last_on=date(2026, 6, 30),
    )


def refund(paid: RedemptionCompleted) -> PaymentRefunded:
    """Return the refund of a payment."""
    return PaymentRefunded(
        refund_id=RefundId(uuid5(paid.checkout_id, "refund")),
        checkout_id=paid.checkout_id,
        payment_no=paid.payment_no,
        campaign_id=paid.campaign_id,
        issuer_code=paid.issuer_code,
        merchant_id=paid.merchant_id,
        merchant_code=paid.merchant_code,
        staff_id=paid.staff_id,
        login_id=paid.login_id,
        amount=paid.total,
        redeemed_at=paid.redeemed_at,
        refunded_at=paid.redeemed_at + timedelta(minutes=10),
        period_last_on=paid.period_last_on,
    )
