"""One row of the table: a verb, something it could be asked, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from machiken.contracts.verbs import Verb
from machiken.refusals import Refusal
from tests.access.scene import Scene

Holds = Callable[[Any], bool]
"""What must be true of an answer that is no refusal."""
Said = type[Refusal] | Holds | tuple[type[Refusal] | Holds, ...]
"""The refusal that must come, or what must be true of the answer, or one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a stranger asks about the merchant's own things, and what he is told.

    A stranger has a role that the verb allows, at a merchant (or a company) which the
    things do not belong to. Where a verb is about nobody's things, it is asked for
    what changes nothing.
    """

    verb: Verb[Any, Any]
    ask: Callable[[Scene], object]
    said: Said
    leaves: frozenset[str] = frozenset()
    """Tables in which the stranger leaves something of his own."""


def answers(_answer: object) -> bool:
    """Accept any answer: the verb is about nobody's things."""
    return True
