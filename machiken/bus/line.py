"""One connection to the broker and the private queue on which its answers come back.

Not for two threads at once; `machiken.bus.client` sees to that.
"""

import json
import select
import time
import uuid
from typing import Any

from kombu import Connection, Consumer, Queue

from machiken import request_ids
from machiken.bus import names
from machiken.contracts.verbs import Verb
from machiken.contracts.wire import Wire

OLD_S = 300.0
"""After this long a line is replaced, so that no reply queue lives for ever."""


class NobodyAnswers(Exception):  # noqa: N818 - says what was found
    """The request was not accepted by the broker, so it can't have been carried out."""


class LineBroken(Exception):  # noqa: N818 - says what was found
    """The request may have been carried out; its answer did not come."""


class Line:
    """Asks one question at a time and waits for its answer."""

    def __init__(self, amqp_url: str, caller: str, *, patience_s: float) -> None:
        """Connect. Raises `NobodyAnswers` where the broker is not there."""
        self._opened_at = time.monotonic()
        self._reply_to = names.reply_queue(caller, uuid.uuid4().hex)
        self._answers: dict[str, Any] = {}
        self._blocked = False
        self._connection = Connection(
            amqp_url,
            connect_timeout=patience_s,
            transport_options={
                "read_timeout": patience_s,
                "write_timeout": patience_s,
                "on_blocked": self._on_blocked,
                "on_unblocked": self._on_unblocked,
            },
        )
        self._broken = (
            OSError,
            *self._connection.connection_errors,
            *self._connection.channel_errors,
        )
        try:
            self._listen()
        except self._broken as error:
            self.close()
            raise NobodyAnswers from error

    def is_fit(self) -> bool:
        """Return whether the line is young, connected and not blocked by an alarm."""
        young = time.monotonic() - self._opened_at < OLD_S
        return young and bool(self._connection.connected) and self._is_quiet()

    def ask(
        self, verb: Verb[Any, Any], request: Wire, *, token: str | None, takes_s: float
    ) -> Wire:
        """Return what the service answers within `takes_s`.

        Raises `NobodyAnswers` where no service listens, `LineBroken` where no answer
        came. The service drops the request unrun once the time is over.
        """
        asked = uuid.uuid4().hex
        headers: dict[str, Any] = {
            "nameko.deadline": time.time() + takes_s,
            request_ids.HEADER: request_ids.current(),
        }
        if token is not None:
            headers["nameko.actor"] = token
        until = time.monotonic() + takes_s
        if takes_s <= 0:
            raise NobodyAnswers
        try:
            self._publish(verb, request, asked, headers)
            return self._answer(asked, until)
        except self._broken as error:
            raise LineBroken(verb.name) from error

    def close(self) -> None:
        """Close the connection, without waiting for the broker's good-bye."""
        self._connection.collect(socket_timeout=0.5)

    def _is_quiet(self) -> bool:
        # Between two questions the broker is silent, unless it has left or blocks us.
        if not self._something_came.poll(0):
            return not self._blocked
        try:
            self._connection.drain_events(timeout=0)
        except TimeoutError:
            return not self._blocked
        except self._broken:
            return False
        return False

    def _listen(self) -> None:
        # kombu's own way of connecting would wait 2 s and try a second time.
        self._connection.ensure_connection(
            max_retries=0, reraise_as_library_errors=False
        )
        self._something_came = select.poll()
        self._something_came.register(self._connection.connection.sock, select.POLLIN)
        self._channel = self._connection.channel()
        self._channel.events["basic_return"].add(self._on_return)
        queue = Queue(
            self._reply_to,
            exchange=None,
            exclusive=True,
            durable=False,
            auto_delete=True,
            queue_arguments={"x-queue-type": "classic"},
        )
        queue(self._channel).declare()
        self._channel.queue_bind(self._reply_to, names.REPLIES, self._reply_to)
        consumer = Consumer(
            self._channel,
            queues=[queue],
            callbacks=[self._on_answer],
            no_ack=True,
            auto_declare=False,
            accept=["json"],
        )
        consumer.consume()

    def _publish(
        self, verb: Verb[Any, Any], request: Wire, asked: str, headers: dict[str, Any]
    ) -> None:
        message = self._channel.prepare_message(
            json.dumps({"args": [request], "kwargs": {}}).encode(),
            content_type="application/json",
            content_encoding="utf-8",
            headers=headers,
            properties={
                "reply_to": self._reply_to,
                "correlation_id": asked,
                "delivery_mode": 1,
            },
        )
        self._channel.basic_publish(
            message,
            exchange=names.CALLS,
            routing_key=f"{verb.service}.{verb.name}",
            mandatory=True,
        )

    def _answer(self, asked: str, until: float) -> Wire:
        while asked not in self._answers:
            if self._blocked:
                raise OSError("the broker takes no messages for now")
            self._connection.drain_events(timeout=max(until - time.monotonic(), 0.001))
        answer = self._answers.pop(asked)
        if answer is None:
            raise NobodyAnswers
        result: Wire = answer["result"]
        return result

    def _on_answer(self, body: Any, message: Any) -> None:
        self._answers[message.properties.get("correlation_id", "")] = body

    def _on_return(
        self, _error: Any, _exchange: Any, _routing_key: Any, message: Any
    ) -> None:
        self._answers[message.properties.get("correlation_id", "")] = None

    def _on_blocked(self, *_reason: Any) -> None:
        self._blocked = True

    def _on_unblocked(self) -> None:
        self._blocked = False
