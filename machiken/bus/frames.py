"""Reads a message's head even where it is not what AMQP says it should be.

A text that is no UTF-8, or a table of unknown kinds, would raise where py-amqp reads
from the socket: outside of every handler, so that the process would die, be given the
same message again, and die again. Such a head is taken for an empty one instead; what
has no content type is then parked like any other bad message.
"""

from collections.abc import Callable
from typing import Any, Final

from amqp.method_framing import frame_handler
from amqp.serialization import decode_properties_basic, loads

METHOD: Final = 1
HEADER: Final = 2
DELIVER: Final = b"\x00\x3c\x00\x3c"
TAG_LENGTH_AT: Final = 4
AFTER_TAG: Final = 9  # the number of the delivery, and whether it is a repeat
PROPERTIES_AT: Final = 12

Frame = tuple[int, int, Any]


def forgiving(connection: Any, callback: Any) -> Callable[[Frame], bool]:
    """Return py-amqp's reader of frames, shielded from heads that can't be read."""
    on_frame: Callable[[Frame], bool] = frame_handler(connection, callback)

    def on_any_frame(frame: Frame) -> bool:
        kind, channel, payload = frame
        if kind == HEADER and not _is_readable(payload):
            payload = bytes(payload[:PROPERTIES_AT]) + b"\x00\x00"
        elif kind == METHOD and payload[:4] == DELIVER:
            payload = _with_readable_key(bytes(payload))
        return on_frame((kind, channel, payload))

    return on_any_frame


def _is_readable(payload: Any) -> bool:
    try:
        decode_properties_basic(payload, PROPERTIES_AT)
    except Exception:  # noqa: BLE001 - whatever it is, the head can't be read
        return False
    return True


def _with_readable_key(payload: bytes) -> bytes:
    # consumer's tag, AFTER_TAG bytes, exchange, routing key; only the last is free text
    exchange_at = TAG_LENGTH_AT + 1 + payload[TAG_LENGTH_AT] + AFTER_TAG
    key_at = exchange_at + 1 + payload[exchange_at]
    try:
        loads("s", payload, key_at)
    except UnicodeDecodeError:
        return payload[:key_at] + b"\x00"
    return payload
