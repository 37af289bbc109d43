"""A "no" that must be remembered.

An exception that leaves a transaction undoes it. Where a refusal has something to be
written down (a try used up, a failure in the audit), the use case returns it, and the
door raises it once the transaction has committed.
"""

from typing import TypeVar

from machiken.refusals import Refusal

Answer = TypeVar("Answer")


def told(outcome: Answer | Refusal) -> Answer:
    """Return the answer, or raise the refusal. Call it outside of the transaction."""
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome
