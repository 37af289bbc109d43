"""Under which accounts somebody's failures are counted at one merchant."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from machiken.contracts.auth import Site
from machiken.ids import StaffId
from services.auth.domain.account import (
    AccountName,
    account_digest,
    change_digest,
    device_digest,
)
from services.auth.settings import Keys
from services.auth.store.shops import Shop


def accounts_of(
    shop: Shop,
    staff_id: StaffId,
    login_id: str,
    known: Iterable[UUID],
    keys: Keys,
) -> Sequence[bytes]:
    """Return the digests: at the till, at the company's PC, for changed passwords.

    `known` are the devices on which he has signed in; each has its own count.
    """
    names = [
        AccountName(
            site=site, issuer_code=shop.issuer_code, code=code, login_id=login_id
        )
        for site, code in (
            (Site.SHOP, shop.merchant_code),
            (Site.PORTAL, shop.company_code),
        )
    ]
    accounts = [account_digest(keys.digests, name) for name in names]
    on_devices = [device_digest(each, device) for device in known for each in accounts]
    return [*accounts, *on_devices, change_digest(keys.digests, staff_id)]
