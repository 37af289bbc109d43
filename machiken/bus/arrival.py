"""A call as it arrived: whether it is one, until when it counts, and who makes it."""

from typing import Any

from machiken import request_ids
from machiken.actors import Verifier
from machiken.contracts.actor import NOBODY, Actor


class Call:
    """One call as it arrived: its request, its deadline, and who makes it."""

    def __init__(
        self, wire: Any, message: Any, deadline: float, verifier: Verifier
    ) -> None:
        """Keep what arrived; nothing is checked yet."""
        self.wire = wire
        self.message = message
        self.deadline = deadline
        self.proof_s = 0
        """How long a typed password is good for; the consumer sets it."""
        self._verifier = verifier

    @property
    def request_id(self) -> Any:
        """What the caller says is the number of its request; perhaps anything."""
        return self.message.headers.get(request_ids.HEADER)

    def actor(self) -> Actor:
        """Return who calls. Raises `NotSignedIn` where a token proves nothing."""
        token = self.message.headers.get("nameko.actor")
        if token is None:
            return NOBODY
        return self._verifier.actor(token)


def deadline_of(message: Any) -> float | None:
    """Return until when (epoch, seconds) the caller waits; None where he says none."""
    deadline = (message.headers or {}).get("nameko.deadline")
    if isinstance(deadline, bool) or not isinstance(deadline, int | float):
        return None
    return float(deadline)


def is_call(body: Any, message: Any) -> bool:
    """Return whether it can be answered, and carries one request as JSON."""
    token = (message.headers or {}).get("nameko.actor")
    return (
        bool(message.properties.get("reply_to"))
        and message.content_type == "application/json"
        and isinstance(body, dict)
        and isinstance(body.get("args"), list)
        and len(body["args"]) == 1
        and (token is None or isinstance(token, str))
    )
