"""The chain as it lies in PostgreSQL: links, and what is not sealed yet."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.orm import Session

from services.settlement.domain.chain import ORIGIN, Checked, Link
from services.settlement.store.tables import JOURNAL, LINK

_WRITERS: Final = "hashtext('settlement.ledger')"
_SEALERS: Final = "hashtext('settlement.chain')"
_WRITING = text(f"select pg_advisory_xact_lock_shared({_WRITERS})")
_NOBODY_WRITES = text(f"select pg_advisory_xact_lock({_WRITERS})")
_SEALING = text(f"select pg_try_advisory_xact_lock({_SEALERS})")

# Moments as seconds, so that no server's time zone enters the hash.
_DIGEST = """
    sha256(convert_to(jsonb_build_array(
      j.journal_id, j.event_id, j.kind, j.checkout_id, j.refund_id, j.payment_no,
      j.campaign_id, j.issuer_code, j.merchant_id, j.merchant_code, j.staff_id,
      j.login_id, j.voucher_count, j.amount_yen, extract(epoch from j.redeemed_at),
      extract(epoch from j.happened_at), j.period_last_on,
      extract(epoch from j.recorded_at),
      (select jsonb_agg(jsonb_build_array(e.line, e.account, e.amount_yen)
                        order by e.line)
       from entry e where e.journal_id = j.journal_id)
    )::text, 'UTF8'))
"""
_UNSEALED = text(
    f"""
    select j.journal_id, {_DIGEST} from journal j
    where j.journal_id > :after and j.journal_id <= :until
    order by j.journal_id limit :batch_max
    """  # noqa: S608 - our own words
)
_CHECKED = text(
    f"""
    select l.position, l.journal_id, l.sha256,
           case when j.journal_id is not null then {_DIGEST} end
    from link l left join journal j using (journal_id) order by l.position
    """  # noqa: S608 - our own words
)
BATCH: Final = 5000


def begin_writing(tx: Session) -> None:
    """Let nobody fix the end of the ledger until `tx` ends; writers don't wait.

    Call before a journal gets its number.
    """
    tx.execute(_WRITING)


def end(tx: Session) -> int:
    """Return the last journal below which none will appear any more.

    Waits for journals that are being written; keep `tx` short.
    """
    tx.execute(_NOBODY_WRITES)
    return tx.scalar(select(func.max(JOURNAL.c.journal_id))) or 0


def lock(tx: Session) -> bool:
    """Return whether the chain is ours to lengthen until `tx` ends."""
    return bool(tx.scalar(_SEALING))


def head(tx: Session) -> Link:
    """Return the last link, or the origin."""
    last = select(LINK).order_by(LINK.c.position.desc()).limit(1)
    row = tx.execute(last).first()
    return ORIGIN if row is None else Link(*row)


def has_more(tx: Session, link: Link) -> bool:
    """Return whether there is a journal beyond the link."""
    return bool(
        tx.scalar(select(exists().where(JOURNAL.c.journal_id > link.journal_id)))
    )


def unsealed(
    tx: Session, *, after: int, until: int, batch_max: int
) -> list[tuple[int, bytes]]:
    """Return the next journals' ids and digests, in order."""
    given = {"after": after, "until": until, "batch_max": batch_max}
    return [(number, bytes(digest)) for number, digest in tx.execute(_UNSEALED, given)]


def add(tx: Session, links: Sequence[Link]) -> None:
    """Lengthen the chain."""
    tx.execute(insert(LINK), [link._asdict() for link in links])


def checked(tx: Session) -> Iterator[Checked]:
    """Yield every link beside what its journal says now, in order."""
    streamed = {"yield_per": BATCH}
    with tx.execute(_CHECKED, execution_options=streamed) as rows:
        for position, journal_id, sha256, digest in rows:
            link = Link(position, journal_id, bytes(sha256))
            yield Checked(link, None if digest is None else bytes(digest))


def slipped_in(tx: Session) -> Iterator[str]:
    """Yield each journal that stands before the chain's end and in no link of it."""
    found = (
        select(JOURNAL.c.journal_id)
        .where(
            JOURNAL.c.journal_id < select(func.max(LINK.c.journal_id)).scalar_subquery()
        )
        .where(~exists().where(LINK.c.journal_id == JOURNAL.c.journal_id))
        .order_by(JOURNAL.c.journal_id)
    )
    for journal_id in tx.scalars(found):
        yield f"journal {journal_id}: stands in no link of the chain"
