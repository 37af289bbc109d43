"""People as the office's pages mean them: a merchant's, or the office's own."""

from uuid import UUID

from machiken.contracts.auth import (
    MerchantDetail,
    MerchantPerson,
    MerchantQuery,
    Officer,
    OfficersQuery,
    OfficerUnknown,
    StaffUnknown,
    officer_verbs,
    verbs,
)
from machiken.ids import MerchantId
from services.gateway.backends import backends


def member(
    merchant_id: MerchantId, staff_id: UUID
) -> tuple[MerchantDetail, MerchantPerson]:
    """Return the merchant and its person. Raises `MerchantUnknown`, `StaffUnknown`."""
    query = MerchantQuery(merchant_id=merchant_id)
    merchant = backends().call(verbs.MERCHANT, query)
    for each in merchant.people:
        if each.staff_id == staff_id:
            return merchant, each
    raise StaffUnknown


def officers() -> tuple[Officer, ...]:
    """Return who works in the office, for its administrators. Raises `NotAllowed`."""
    return backends().call(officer_verbs.OFFICERS, OfficersQuery()).officers


def officer(staff_id: UUID) -> Officer:
    """Return one of them. Raises `OfficerUnknown`, `NotAllowed`."""
    for each in officers():
        if each.staff_id == staff_id:
            return each
    raise OfficerUnknown
