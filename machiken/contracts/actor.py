"""Who is calling: the claims that travel with every call."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machiken.ids import (
    CampaignId,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)


class Role(StrEnum):
    """As what somebody calls; each verb names the roles that may call it."""

    VISITOR = "visitor"
    """Nobody yet: the pages before sign-in."""
    STAFF = "staff"
    MANAGER = "manager"
    REPRESENTATIVE = "representative"
    COMPANY = "company"
    """A merchant's company at its PC, for all of its merchants."""
    COMPANY_READER = "company_reader"
    """The same, come in without a mailed number: has data made, changes nothing."""
    OFFICE_VIEWER = "office_viewer"
    OFFICE_CLERK = "office_clerk"
    OFFICE_APPROVER = "office_approver"
    OFFICE_ADMINISTRATOR = "office_administrator"
    OPERATOR = "operator"
    """The one who runs the installation, by the command line."""
    WORKER = "worker"
    """A service's own worker, in records of what it did by itself; it never calls."""


SHOP = frozenset({Role.STAFF, Role.MANAGER, Role.REPRESENTATIVE})
OFFICE = frozenset(
    {
        Role.OFFICE_VIEWER,
        Role.OFFICE_CLERK,
        Role.OFFICE_APPROVER,
        Role.OFFICE_ADMINISTRATOR,
    }
)
OPERATOR = frozenset({Role.OPERATOR})
VISITOR = frozenset({Role.VISITOR})
EVERYBODY = frozenset(Role) - {Role.WORKER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody, proven by a signed token; whatever a form says counts for nothing.

    A till has a merchant; a company at its PC has a company; the office and the
    operator have neither.
    """

    role: Role
    subject: str
    """The staff's id, or the operator's name: for the records, never for a look-up."""
    login_id: str = ""
    staff_id: StaffId | None = None
    campaign_id: CampaignId | None = None
    issuer_code: IssuerCode | None = None
    company_id: CompanyId | None = None
    merchant_id: MerchantId | None = None
    merchant_code: MerchantCode | None = None
    proven_at: datetime | None = None
    """When the password was last typed, in real time; for verbs that ask for it."""
    change_due: bool = False
    """Whether an initial password waits to be changed, and nothing else may be done."""


NOBODY = Actor(role=Role.VISITOR, subject="visitor")
WORKER = Actor(role=Role.WORKER, subject="worker")
