"""Under which accounts failures are counted, and whose sign-in rests after them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import Site
from machiken.ids import StaffId
from services.auth.domain import lock
from services.auth.domain.account import (
    AccountName,
    account_digest,
    change_digest,
    device_digest,
)
from services.auth.settings import Keys
from services.auth.store import attempts
from services.auth.store.shops import Shop


def accounts_of(
    shop: Shop,
    staff_id: StaffId,
    login_id: str,
    known: Iterable[UUID],
    keys: Keys,
) -> Sequence[bytes]:
    """Return the digests at a merchant: its till, its company's PC, changed passwords.

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


def rests(tx: Session, accounts: Mapping[bytes, StaffId]) -> dict[StaffId, datetime]:
    """Return until when whose sign-in rests, be it on one device alone."""
    at = clock.now(tx)
    until_of: dict[StaffId, datetime] = {}
    for account, failures in attempts.failures_of(tx, list(accounts), at=at).items():
        until = lock.locked_until(failures, at)
        if until is not None:
            staff_id = accounts[account]
            until_of[staff_id] = max(until, until_of.get(staff_id, until))
    return until_of
