"""Finding vouchers and locking them; what a redemption takes is in `payments`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, any_, bindparam, select, true, update
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger

from machiken.ids import CampaignId
from machiken.money import Yen
from services.redemption.domain.voucher import Voucher
from services.redemption.store import turns
from services.redemption.store.tables import BATCH, VOUCHER

_COLUMNS = (
    select(VOUCHER, BATCH.c.state.label("batch_state"))
    .join(BATCH, BATCH.c.batch_id == VOUCHER.c.batch_id)
    .order_by(VOUCHER.c.voucher_id)
)
_DIGESTS = VOUCHER.c.code_digest == any_(bindparam("digests", type_=ARRAY(BYTEA)))
_IDS = VOUCHER.c.voucher_id == any_(bindparam("ids", type_=ARRAY(BigInteger)))
_LOOK = _COLUMNS.where(_DIGESTS)
_LOCK_BY_DIGEST = _LOOK.with_for_update(of=VOUCHER)
_TURN = select(turns.TAKEN).cte("turn")
_LOCK_IN_TURN = _LOOK.join(_TURN, true()).with_for_update(of=VOUCHER)
_LOCK_BY_ID = _COLUMNS.where(_IDS).with_for_update(of=VOUCHER)


def look(tx: Session, digest: bytes) -> Voucher | None:
    """Return the voucher with this code's digest as it stands, unlocked, or None."""
    row = tx.execute(_LOOK, {"digests": [digest]}).first()
    return None if row is None else _voucher(row)


def lock(
    tx: Session, digests: Sequence[bytes], *, in_turn_of: UUID | None = None
) -> dict[bytes, Voucher]:
    """Return the vouchers by digest, locked until `tx` ends; unknown ones are absent.

    Call once per transaction: the fixed order of locks lets two tills with the same
    vouchers wait for each other instead of deadlocking. With `in_turn_of` an id, only
    one transaction at a time works under it (`turns`); it comes before the rows.
    """
    wanted: dict[str, Any] = {"digests": list(digests)}
    if in_turn_of is None:
        rows = tx.execute(_LOCK_BY_DIGEST, wanted)
    else:
        rows = tx.execute(_LOCK_IN_TURN, wanted | {"turn": turns.key(in_turn_of)})
    return {bytes(row.code_digest): _voucher(row) for row in rows}


def lock_ids(tx: Session, ids: Sequence[int]) -> list[Voucher]:
    """Return the vouchers in order of their ids, locked until `tx` ends.

    Call once per transaction, as `lock`.
    """
    return [_voucher(row) for row in tx.execute(_LOCK_BY_ID, {"ids": list(ids)})]


def serial(tx: Session, campaign_id: CampaignId, number: int) -> Voucher | None:
    """Return the voucher with this serial, locked until `tx` ends, or None."""
    row = tx.execute(
        _COLUMNS.where(
            VOUCHER.c.campaign_id == campaign_id, VOUCHER.c.serial == number
        ).with_for_update(of=VOUCHER)
    ).first()
    return None if row is None else _voucher(row)


def look_ids(tx: Session, ids: Sequence[int]) -> list[Voucher]:
    """Return the vouchers in order of their ids as they stand, unlocked."""
    return [_voucher(row) for row in tx.execute(_COLUMNS.where(_IDS), {"ids": ids})]


def look_serial(tx: Session, campaign_id: CampaignId, number: int) -> Voucher | None:
    """Return the voucher with this serial as it stands, unlocked, or None."""
    row = tx.execute(
        _COLUMNS.where(VOUCHER.c.campaign_id == campaign_id, VOUCHER.c.serial == number)
    ).first()
    return None if row is None else _voucher(row)


def stop(tx: Session, voucher_id: int, *, at: datetime, by: str, reason: str) -> None:
    """Mark the voucher as stopped, by whom and why."""
    tx.execute(
        update(VOUCHER)
        .where(VOUCHER.c.voucher_id == voucher_id)
        .values(stopped_at=at, stopped_by=by, stop_reason=reason)
    )


def _voucher(row: Row[Any]) -> Voucher:
    return Voucher(
        voucher_id=row.voucher_id,
        campaign_id=CampaignId(row.campaign_id),
        serial=row.serial,
        code_tail=row.code_tail,
        sample=row.sample,
        live=row.batch_state == "live" or row.live_at is not None,
        face_value=Yen(row.face_yen),
        balance=Yen(row.balance_yen),
        used_at=row.used_at,
        stopped_at=row.stopped_at,
    )
