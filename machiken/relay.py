"""The relay: takes committed events out of the outbox and hands them to the broker.

It runs in the worker, outside eventlet, with pika. An event counts as sent when the
broker confirmed that a queue has stored it; an event that no queue wants comes back
(mandatory) and is a fault of the installation, told and tried again, never dropped.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pika
import structlog
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError, UnroutableError
from sqlalchemy import Row, Table

from machiken import outbox
from machiken.database import Transactions
from machiken.metrics import EVENTS_SENT, OUTBOX_WAITING

log = structlog.get_logger()

BATCH_MAX = 100
BROKER_PATIENCE_S = 5


class NobodyListens(Exception):  # noqa: N818 - says what was found
    """No queue is bound for these events: the broker lacks part of its shape."""


class Relay:
    """Sends what the outbox holds; a crash in between sends again, never forgets."""

    def __init__(self, db: Transactions, table: Table, amqp_url: str) -> None:
        """Remember where from and where to; connect on first use."""
        self._db = db
        self._table = table
        self._url = amqp_url
        self._channel: BlockingChannel | None = None

    def run(self) -> int:
        """Send one batch; return its size if it was full, for then more may wait.

        After a part of a batch the relay rests a little, so that a busy hour makes
        batches instead of a transaction for each event. Raises `AMQPError` without a
        broker and `NobodyListens` where nothing could be sent; the worker tells, and
        waits a while.
        """
        with self._db.begin() as tx:
            due = outbox.unsent(tx, self._table, batch_max=BATCH_MAX)
            sent, trouble = self._send_all(due) if due else ([], None)
            if sent:
                outbox.mark_sent(tx, self._table, sent)
        if trouble is not None:
            self._tell_waiting()
            raise trouble
        if due and not sent:
            self._tell_waiting()
            raise NobodyListens(", ".join(sorted({row.event_name for row in due})))
        return len(due) if len(due) == BATCH_MAX else 0

    def idle(self) -> None:
        """Tell how much waits; keep the connection going, or notice its loss."""
        self._tell_waiting()
        with self._connected() as channel:
            channel.connection.process_data_events(time_limit=0)

    def _tell_waiting(self) -> None:
        with self._db.begin() as tx:
            OUTBOX_WAITING.set(outbox.count_unsent(tx, self._table))

    def close(self) -> None:
        """Close the connection, if there is one; whoever comes next connects anew."""
        channel, self._channel = self._channel, None
        if channel is not None and channel.connection.is_open:
            channel.connection.close()

    def _send_all(
        self, due: Sequence["Row[Any]"]
    ) -> tuple[list[int], Exception | None]:
        # What was confirmed before the broker went away is sent, and stays so.
        sent: list[int] = []
        try:
            with self._connected() as channel:
                for row in due:
                    if self._send(channel, row):
                        sent.append(row.position)  # noqa: PERF401 - kept on error
        except AMQPError as error:
            return sent, error
        return sent, None

    @contextmanager
    def _connected(self) -> Iterator[BlockingChannel]:
        try:
            yield self._open_channel()
        except AMQPError:
            self.close()
            raise

    def _send(self, channel: BlockingChannel, row: "Row[Any]") -> bool:
        try:
            channel.basic_publish(
                exchange=row.exchange,
                routing_key=row.event_name,
                body=json.dumps(row.happened, ensure_ascii=False).encode(),
                properties=_properties(row),
                mandatory=True,
            )
        except UnroutableError:
            log.warning("relay.nobody_listens", event_name=row.event_name)
            return False
        EVENTS_SENT.labels(event=row.event_name).inc()
        return True

    def _open_channel(self) -> BlockingChannel:
        if self._channel is None or self._channel.is_closed:
            parameters = pika.URLParameters(self._url)
            parameters.socket_timeout = BROKER_PATIENCE_S
            parameters.blocked_connection_timeout = BROKER_PATIENCE_S
            parameters.heartbeat = 20
            self._channel = pika.BlockingConnection(parameters).channel()
            self._channel.confirm_delivery()
        return self._channel


def _properties(row: "Row[Any]") -> pika.BasicProperties:
    return pika.BasicProperties(
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=2,
        message_id=row.happened["event_id"],
        type=row.event_name,
    )
