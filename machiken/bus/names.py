"""Names of exchanges and queues, and which of them a user of the broker may touch."""

from typing import Final

VHOST: Final = "machiken"
CALLS: Final = "calls"
"""Topic exchange of requests; the routing key is `service.verb`."""
REPLIES: Final = "replies"
"""Direct exchange of answers; the routing key is the caller's own queue."""
PARKED: Final = "parked"
"""Fan-out exchange and queue of messages that nobody could deal with."""


def events_exchange(service: str) -> str:
    """Return the topic exchange on which `service` announces events."""
    return f"{service}.events"


def calls_queue(service: str) -> str:
    """Return the queue of requests to `service`."""
    return f"rpc-{service}"


def event_queue(owner: str, event: str, listener: str, method: str) -> str:
    """Return the queue in which `listener` finds an event of `owner`."""
    return f"evt-{owner}-{event}--{listener}.{method}"


def reply_queue(caller: str, unique: str) -> str:
    """Return the queue of one connection of a caller; it dies with the connection."""
    return f"reply-{caller}-{unique}"
