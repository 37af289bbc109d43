"""The worker issues a requested batch: codes made, digests kept, the list sealed.

A code exists in clear only in the sealed list; the database knows its digest. All
of a batch is one transaction: a worker that dies leaves none of it.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.contracts.redemption import PrintFileKind
from machiken.ids import VoucherCode
from services.redemption.domain import voucher_code
from services.redemption.domain.voucher_code import Series
from services.redemption.store import batches, campaigns
from services.redemption.store.batches import Batch

PART_VOUCHERS: Final = 10_000
"""Vouchers in one part of the code list: a part fits into one answer of the bus."""


def issue_batch(tx: Session, *, key: bytes, envelope: Envelope) -> int:
    """Issue the oldest requested batch and return how many vouchers it has, or 0."""
    batch = batches.next_requested(tx)
    if batch is None:
        return 0
    prefix = campaigns.get(tx, batch.campaign_id).rules.voucher_prefix
    series = Series.SAMPLE if batch.sample else Series.REAL
    serials = range(batch.first_serial, batch.first_serial + batch.count)
    parts = 0
    for part, some in enumerate(_parts(serials), start=1):
        codes = [voucher_code.new_code(key, prefix, series) for _ in some]
        issued = zip(some, codes, strict=True)
        batches.issue(tx, batch, _rows(key, issued))
        listed = _csv(zip(some, codes, strict=True))
        _keep(tx, batch, part, envelope.seal_bytes(listed))
        parts = part
    batches.finish(tx, batch.batch_id, codes_parts=parts)
    return batch.count


def _parts(serials: range) -> Iterator[range]:
    for start in range(serials.start, serials.stop, PART_VOUCHERS):
        yield range(start, min(start + PART_VOUCHERS, serials.stop))


def _rows(
    key: bytes, issued: Iterator[tuple[int, VoucherCode]]
) -> Iterator[tuple[int, bytes, str]]:
    for serial, code in issued:
        yield serial, voucher_code.digest(key, code), code[-4:]


def _csv(issued: Iterator[tuple[int, VoucherCode]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(issued)
    return text.getvalue().encode()


def _keep(tx: Session, batch: Batch, part: int, sealed: bytes) -> None:
    batches.keep_part(tx, batch.batch_id, PrintFileKind.CODES, part, sealed)
