"""The worker makes the print sheet of an issued batch from its sealed code list."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.contracts.redemption import (
    SHEET_VOUCHERS_MAX,
    CampaignRules,
    PrintFileKind,
)
from machiken.ids import VoucherCode
from services.redemption.domain.print_sheet import render_sheet
from services.redemption.domain.sheet_design import PrintedVoucher, SheetDesign
from services.redemption.domain.voucher_code import Series
from services.redemption.store import batches, campaigns
from services.redemption.store.batches import Batch

PART_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A print sheet to be drawn."""

    batch: Batch
    design: SheetDesign
    vouchers: list[PrintedVoucher] = field(repr=False)


def next_order(tx: Session, *, envelope: Envelope) -> Order | None:
    """Return the oldest print sheet that is missing, or None."""
    batch = batches.next_unprinted(tx, count_max=SHEET_VOUCHERS_MAX)
    if batch is None:
        return None
    rules = campaigns.get(tx, batch.campaign_id).rules
    return Order(
        batch=batch,
        design=_design(batch, rules),
        vouchers=list(_printed(tx, batch, envelope)),
    )


def drawn(order: Order) -> bytes:
    """Return the sheet as PDF; takes long, so no transaction waits for it."""
    return render_sheet(order.design, order.vouchers)


def keep_sheet(tx: Session, order: Order, sheet: bytes, *, envelope: Envelope) -> None:
    """Keep the sheet, encrypted, unless another worker has drawn it meanwhile."""
    batch_id = order.batch.batch_id
    starts = range(0, len(sheet), PART_BYTES)
    if not batches.printed(tx, batch_id, sheet_parts=len(starts)):
        return
    for part, start in enumerate(starts, start=1):
        sealed = envelope.seal_bytes(sheet[start : start + PART_BYTES])
        batches.keep_part(tx, batch_id, PrintFileKind.SHEET, part, sealed)


def _design(batch: Batch, rules: CampaignRules) -> SheetDesign:
    return SheetDesign(
        campaign_name=rules.name,
        issuer_name=rules.issuer_name,
        face_value=batch.face_value,
        last_day=rules.use_last_on,
        small_print="現金との引換え、釣銭のお渡しはできません。",
        series=Series.SAMPLE if batch.sample else Series.REAL,
    )


def _printed(tx: Session, batch: Batch, envelope: Envelope) -> Iterator[PrintedVoucher]:
    for part in range(1, batch.codes_parts + 1):
        sealed = batches.part(tx, batch.batch_id, PrintFileKind.CODES, part)
        assert sealed is not None, f"part {part} of {batch.codes_parts} is there"
        listed = io.StringIO(envelope.open_bytes(sealed).decode())
        for serial, code in csv.reader(listed):
            yield PrintedVoucher(serial=int(serial), code=VoucherCode(code))
