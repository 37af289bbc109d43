"""Merchants (加盟店), their companies (会社) and the office's staff, as registered."""

from dataclasses import dataclass

from machiken.contracts.actor import Role
from machiken.ids import (
    CampaignId,
    CompanyCode,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMerchant:
    """Register a merchant, its company and its representative for one campaign.

    The same registration again changes nothing and sends no second mail. An existing
    company code of the campaign gains a merchant; its name must be the same.
    """

    issuer_code: IssuerCode
    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str
    representative_name: str
    login_id: str
    email: str
    recruitment: int = 0
    """Which recruitment window (1 or 2, S-OFF-2); its completion mails are held until
    the office sends them all at once. 0: this one is sent now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantView:
    """A merchant as registered."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_id: CompanyId
    company_code: CompanyCode
    company_name: str
    campaign_id: CampaignId
    representative_id: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOfficer:
    """Register a member of the office's staff (事務局); the password goes by mail."""

    login_id: str
    name: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView:
    """A member of the office's staff as registered."""

    staff_id: StaffId
    login_id: str
    role: Role
