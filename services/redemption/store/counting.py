"""Counting a campaign's vouchers, by all that their states depend on."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.ids import CampaignId
from machiken.money import Yen
from services.redemption.domain.voucher import Standing

_VOUCHERS = text(
    """
    select v.stopped_at is not null as stopped, v.balance_yen = 0 as empty,
           b.state = 'live' or v.live_at is not null as live,
           count(*) as vouchers, sum(v.face_yen) as face, sum(v.balance_yen) as "left"
    from voucher v join batch b using (batch_id)
    where v.campaign_id = :campaign_id and not v.sample
    group by 1, 2, 3
    """
)
_SAMPLES = text(
    "select count(*) from voucher where campaign_id = :campaign_id and sample"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many vouchers that stand alike, their face value and what is left on them."""

    standing: Standing
    count: int
    face: Yen
    left: Yen


def vouchers(tx: Session, campaign_id: CampaignId) -> list[Counted]:
    """Return the campaign's vouchers, counted by how they stand."""
    return [
        Counted(
            standing=Standing(stopped=row.stopped, empty=row.empty, live=row.live),
            count=int(row.vouchers),
            face=Yen(int(row.face)),
            left=Yen(int(row.left)),
        )
        for row in tx.execute(_VOUCHERS, {"campaign_id": campaign_id})
    ]


def samples(tx: Session, campaign_id: CampaignId) -> int:
    """Return how many samples the campaign has."""
    return int(tx.execute(_SAMPLES, {"campaign_id": campaign_id}).scalar_one())
