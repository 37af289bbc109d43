"""As what somebody comes in."""

from dataclasses import dataclass

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.ids import CompanyId, MerchantId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who, on which site, in which role, and for whom.

    In the shop for one merchant, at the PC for one company (the till acts for its
    merchant and no other), in the office for neither.
    """

    staff_id: StaffId
    site: Site
    role: Role
    merchant_id: MerchantId | None
    company_id: CompanyId | None
