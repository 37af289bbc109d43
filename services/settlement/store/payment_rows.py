"""Payments and refunds for an export, streamed in order of time."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from machiken.town_time import first_moment, moment_after
from services.settlement.domain.accounts import TILL
from services.settlement.domain.exports import Conditions
from services.settlement.domain.payment_csv import PaymentRow
from services.settlement.store.tables import CAMPAIGN, JOURNAL, MERCHANT

BATCH = 2000


def stream(tx: Session, asked: Conditions) -> Iterator[list[PaymentRow]]:
    """Yield the payments and refunds that an export contains, in batches.

    The rows stay in the server and come by a cursor, so that a million of them take
    no more memory than a batch. Both days are included, in town time.
    """
    merchants = (MERCHANT.c.company_id == asked.company_id) & (
        MERCHANT.c.campaign_id == asked.campaign_id
    )
    if asked.merchant_id is not None:
        merchants &= MERCHANT.c.merchant_id == asked.merchant_id
    found = (
        select(
            MERCHANT.c.merchant_code,
            MERCHANT.c.merchant_name,
            JOURNAL.c.redeemed_at,
            JOURNAL.c.payment_no,
            JOURNAL.c.amount_yen,
            JOURNAL.c.issuer_code,
            CAMPAIGN.c.name,
            JOURNAL.c.kind,
            JOURNAL.c.happened_at,
            JOURNAL.c.login_id,
        )
        .join(MERCHANT, MERCHANT.c.merchant_id == JOURNAL.c.merchant_id)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
        .where(merchants)
        .where(JOURNAL.c.kind.in_(TILL))
        .where(JOURNAL.c.happened_at >= first_moment(asked.first_on))
        .where(JOURNAL.c.happened_at < moment_after(asked.last_on))
        .order_by(JOURNAL.c.happened_at, JOURNAL.c.payment_no, JOURNAL.c.kind)
    )
    rows = tx.execute(found, execution_options={"yield_per": BATCH})
    for batch in rows.partitions():
        yield [PaymentRow._make(row) for row in batch]
