"""What was refused because another merchant has it is written down, for the office.

By a transaction of its own: the refusal has undone the till's.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    VoucherHeld,
    VoucherMalformed,
    VouchersRefused,
    VoucherUsed,
)
from machiken.database import Transactions
from services.redemption.domain import voucher_code
from services.redemption.store import tries


@contextmanager
def tries_noted(
    db: Transactions, codes: Sequence[str], actor: Actor, *, key: bytes
) -> Iterator[None]:
    """Note which of the vouchers another merchant has, if that is why it was refused.

    The refusal goes on to the till as it is.
    """
    try:
        yield
    except (VoucherUsed, VoucherHeld, VouchersRefused):
        digests = list(_digests(codes, key))
        with db.begin() as tx:
            tries.note(tx, digests, actor, at=clock.now(tx))
        raise


def _digests(codes: Sequence[str], key: bytes) -> Iterator[bytes]:
    for text in codes:
        try:
            code = voucher_code.read_code(key, text)
        except VoucherMalformed:
            continue  # nobody has a voucher that was never made
        yield voucher_code.digest(key, code.code)
