"""Payments and refunds as lines of CSV, made and streamed by the database.

A million lines pass through COPY, so that Python touches bytes, not cells. Which cells
there are, and in which order, is `domain.payment_csv`'s word; a test holds the two
together.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import psycopg
from psycopg import pq, sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken.money import Yen
from machiken.town_time import first_moment, moment_after
from services.settlement.domain.exports import Conditions
from services.settlement.domain.payment_csv import Frame, frame

BATCH: Final = 4000

# The same days and merchants for the lines and for their sums.
_CHOSEN: Final = """
    from journal j
    join merchant m on m.merchant_id = j.merchant_id
    join campaign c on c.campaign_id = m.campaign_id
    where m.company_id = {company_id} and m.campaign_id = {campaign_id}
      and ({merchant_id} is null or m.merchant_id = {merchant_id})
      and j.kind in ('redemption', 'refund')
      and j.happened_at >= {since} and j.happened_at < {until}
"""
_LINES: Final = """
    copy (
      select f.head
        || to_char(j.redeemed_at at time zone 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')
        || ',' || j.payment_no || ',' || j.amount_yen
        || case j.kind when 'redemption' then f.payment else
             f.refund
             || to_char(j.happened_at at time zone 'Asia/Tokyo',
                        'YYYY/MM/DD HH24:MI:SS')
             || ',' || j.payment_no || ',,'
             || case when f.note || j.login_id ~ '[",\\r\\n]'
                     then '"' || replace(f.note || j.login_id, '"', '""') || '"'
                     else f.note || j.login_id end
             || ',' || j.payment_no || f.unused end
"""
_SUMS: Final = """
    select count(*),
           coalesce(sum(j.amount_yen) filter (where j.kind = 'redemption'), 0),
           coalesce(sum(j.amount_yen) filter (where j.kind = 'refund'), 0)
"""
_ESCAPED: Final = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPES: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"v": b"\v",
    b"\\": b"\\",
}


def sums(tx: Session, asked: Conditions) -> tuple[int, Yen, Yen]:
    """Return how many rows there are, and what they pay and refund."""
    query = sql.SQL(_SUMS + _CHOSEN).format(**_given(asked))
    with _driver(tx).cursor() as cursor:
        row = cursor.execute(query).fetchone()
    assert row is not None, "an aggregate has a row"
    return int(row[0]), Yen(int(row[1])), Yen(int(row[2]))


def stream(tx: Session, asked: Conditions) -> Iterator[bytes]:
    """Yield the lines in UTF-8, in order of time, some thousand at a time."""
    frames = _frames(tx, asked)
    if not frames:
        return
    rows = sql.SQL(", ").join(
        sql.SQL("({})").format(sql.SQL(", ").join(map(sql.Literal, (merchant, *each))))
        for merchant, each in frames
    )
    query = sql.SQL(
        _LINES
        + _CHOSEN.replace(
            "where",
            "join (values {frames}) f(merchant_id, head, payment, refund, note, unused)"
            " on f.merchant_id = j.merchant_id where",
            1,
        )
        + " order by j.happened_at, j.payment_no, j.kind) to stdout"
    ).format(frames=rows, **_given(asked))
    batch: list[bytes] = []
    for line in copied(_driver(tx), query):
        batch.append(line)
        if len(batch) >= BATCH:
            yield _as_csv(batch)
            batch.clear()
    yield _as_csv(batch)


def copied(
    driver: psycopg.Connection[tuple[Any, ...]], query: sql.Composable
) -> Iterator[bytes]:
    """Yield COPY's lines straight from libpq: psycopg's own loop costs half the time.

    It blocks the thread, which only a worker may do.
    """
    pgconn = driver.pgconn
    begun = pgconn.exec_(query.as_bytes(driver))
    if begun.status != pq.ExecStatus.COPY_OUT:
        raise psycopg.OperationalError(begun.error_message.decode(errors="replace"))
    while True:
        size, line = pgconn.get_copy_data(0)
        if size < 0:
            break
        yield bytes(line)
    while (ended := pgconn.get_result()) is not None:
        if ended.status != pq.ExecStatus.COMMAND_OK:
            message = ended.error_message.decode(errors="replace")
            raise psycopg.OperationalError(message)


def _as_csv(lines: list[bytes]) -> bytes:
    """Return COPY's lines as they were before COPY escaped them, with CRLF ends."""
    joined = b"".join(lines).replace(b"\n", b"\r\n")
    if b"\\" not in joined:
        return joined
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), joined)


def _frames(tx: Session, asked: Conditions) -> list[tuple[object, Frame]]:
    """Return what is the same in all lines of a merchant."""
    rows = tx.execute(
        text(
            "select m.merchant_id, m.merchant_code, m.merchant_name, c.issuer_code,"
            " c.name from merchant m join campaign c using (campaign_id)"
            " where m.company_id = :company_id and m.campaign_id = :campaign_id"
        ),
        {"company_id": asked.company_id, "campaign_id": asked.campaign_id},
    )
    return [(row[0], frame(*row[1:])) for row in rows]


def _given(asked: Conditions) -> dict[str, sql.Composable]:
    return {
        "company_id": sql.Literal(asked.company_id),
        "campaign_id": sql.Literal(asked.campaign_id),
        "merchant_id": sql.Literal(asked.merchant_id) + sql.SQL("::uuid"),
        "since": sql.Literal(first_moment(asked.first_on)),
        "until": sql.Literal(moment_after(asked.last_on)),
    }


def _driver(tx: Session) -> psycopg.Connection[tuple[Any, ...]]:
    driver = tx.connection().connection.driver_connection
    assert isinstance(driver, psycopg.Connection), "psycopg is the driver"
    return driver
