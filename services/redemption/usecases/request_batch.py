"""The office asks for vouchers, follows them, and puts them on sale."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    ActivateBatch,
    Activation,
    ActivationDiffers,
    BatchCountOff,
    BatchNotReady,
    BatchQuery,
    BatchReused,
    BatchState,
    BatchUnknown,
    BatchView,
    IssueBatch,
    RedemptionAct,
)
from machiken.ids import BatchId
from services.redemption.store import acts, batches, campaigns
from services.redemption.store.batches import Batch

COUNT_MAX: Final = 1_000_000


def request_batch(tx: Session, request: IssueBatch, actor: Actor) -> BatchView:
    """Note that the vouchers are wanted and return the batch; a worker issues them.

    The same request again changes nothing. Raises `BatchCountOff`, `CampaignUnknown`
    or `BatchReused`.
    """
    if not 1 <= request.count <= COUNT_MAX:
        raise BatchCountOff(count_max=str(COUNT_MAX))
    campaigns.lock(tx, request.issuer_code)  # what is ordered stays as it is printed
    campaign = campaigns.of_issuer(tx, request.issuer_code)
    earlier = batches.find(tx, request.batch_id)
    if earlier is not None:
        told = (campaign.campaign_id, request.count, request.sample)
        if told != (earlier.campaign_id, earlier.count, earlier.sample):
            raise BatchReused
        return view(earlier)

    batch = Batch(
        batch_id=request.batch_id,
        campaign_id=campaign.campaign_id,
        state=BatchState.REQUESTED,
        sample=request.sample,
        count=request.count,
        face_value=campaign.rules.face_value,
        first_serial=campaigns.take_serials(tx, campaign.campaign_id, request.count),
        sheet_parts=0,
        codes_parts=0,
    )
    at = clock.now(tx)
    batches.add(tx, batch, at=at, by=actor.subject)
    what = {"count": batch.count, "sample": batch.sample}
    act = acts.on_batch(RedemptionAct.BATCH_REQUESTED, batch.batch_id, **what)
    acts.note(tx, act, actor, at=at)
    return view(batch)


def batch_of(tx: Session, query: BatchQuery) -> BatchView:
    """Return how far the batch has come. Raises `BatchUnknown`."""
    return view(_known(tx, query.batch_id))


def activate_batch(tx: Session, request: ActivateBatch, actor: Actor) -> BatchView:
    """Put the batch on sale and return it; twice is once.

    Raises `BatchUnknown`, `BatchNotReady` while it is not yet issued, or
    `ActivationDiffers` where the campaign sells vouchers one by one.
    """
    _refuse_by_batch(tx, _known(tx, request.batch_id))
    at = clock.now(tx)
    live = batches.put_on_sale(tx, request.batch_id, at=at, by=actor.subject)
    batch = _known(tx, request.batch_id)
    if not live and batch.state is not BatchState.LIVE:
        raise BatchNotReady
    if live:
        act = acts.on_batch(RedemptionAct.BATCH_ACTIVATED, batch.batch_id)
        acts.note(tx, act, actor, at=at)
    return view(batch)


def view(batch: Batch) -> BatchView:
    """Return the batch as others see it."""
    return BatchView(
        batch_id=batch.batch_id,
        state=batch.state,
        sample=batch.sample,
        count=batch.count,
        first_serial=batch.first_serial,
        sheet_parts=batch.sheet_parts,
        codes_parts=batch.codes_parts,
        replaces_serial=batch.replaces_serial,
    )


def _refuse_by_batch(tx: Session, batch: Batch) -> None:
    activation = campaigns.get(tx, batch.campaign_id).rules.activation
    if activation is not Activation.BATCH:
        raise ActivationDiffers(activation=activation.value)


def _known(tx: Session, batch_id: BatchId) -> Batch:
    batch = batches.find(tx, batch_id)
    if batch is None:
        raise BatchUnknown
    return batch
