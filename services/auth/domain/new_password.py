"""Whether somebody may choose a password as his new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from machiken.contracts.auth import (
    PasswordCommon,
    PasswordGuessable,
    PasswordOffRule,
    PasswordUsedBefore,
)
from machiken.refusals import Refusal
from services.auth.domain import guessable, password_hash
from services.auth.domain.password import POLICIES, PasswordRule

REMEMBERED_MAX: Final = 3
"""The present password and the two before it may not come back (S-PW-2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A new password as it is kept, or why it may not be."""

    hash: str = ""
    refusal: Refusal | None = None


def choose(
    password: str, *, rule: PasswordRule, words: Sequence[str], used: Sequence[str]
) -> Chosen:
    """Return the new password's hash, or why it may not be chosen. Slow.

    `words` are those that everybody at the shop knows, `used` the hashes of the
    passwords that may not come back.
    """
    if not POLICIES[rule].allows(password):
        return Chosen(refusal=PasswordOffRule(rule=rule.value))
    if guessable.is_common(password):
        return Chosen(refusal=PasswordCommon())
    if guessable.contains(password, words):
        return Chosen(refusal=PasswordGuessable())
    if any(password_hash.is_right(kept, password) for kept in used):
        return Chosen(refusal=PasswordUsedBefore())
    return Chosen(hash=password_hash.hash_of(password))
