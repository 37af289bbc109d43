"""Two persons: whoever proposes or prepares does not approve."""

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import SamePerson


def refuse_same(first: str, actor: Actor) -> None:
    """Do nothing where `actor` is another than `first`. Raises `SamePerson`."""
    if first == actor.subject:
        raise SamePerson


def shown_as(actor: Actor) -> str:
    """Return how records name somebody: the login id, or the operator's name."""
    return actor.login_id or actor.subject
