"""Which passwords are allowed, and the first one, which we make ourselves."""

import secrets
import string
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# What a person mistakes for another character on paper or on a phone is left out.
_CLEAR_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
_CLEAR_KINDS: Final = (_CLEAR_LETTERS, _CLEAR_LETTERS.upper(), "23456789")
_INITIAL_LENGTH: Final = 12


class PasswordRule(StrEnum):
    """Which rule new passwords must keep; the sentence that tells it goes by it."""

    MANUAL = "manual_rule"
    ASVS = "asvs_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPolicy:
    """A rule for passwords: how long, of which characters, of how many kinds."""

    length_min: int
    length_max: int
    kinds_min: int
    symbols: str | None
    """None means that any character that can be seen will do."""

    def allows(self, password: str) -> bool:
        """Return whether the password keeps the rule."""
        if not self.length_min <= len(password) <= self.length_max:
            return False
        if self.symbols is None:
            return password.isprintable()
        kinds = (
            string.digits,
            string.ascii_uppercase,
            string.ascii_lowercase,
            self.symbols,
        )
        typed = set(password)
        return (
            typed <= set().union(*kinds)
            and sum(not typed.isdisjoint(kind) for kind in kinds) >= self.kinds_min
        )


MANUAL: Final = PasswordPolicy(
    length_min=10, length_max=16, kinds_min=3, symbols="#$%&@()^*_+=-"
)
"""The rule of the manual (S-PW-1); wide characters never keep it."""

ASVS: Final = PasswordPolicy(length_min=8, length_max=64, kinds_min=0, symbols=None)
"""The rule of OWASP ASVS 5.0 (6.2.1, 6.2.5, 6.2.9): long, and nothing else."""

POLICIES: Final = {PasswordRule.MANUAL: MANUAL, PasswordRule.ASVS: ASVS}


def new_initial() -> str:
    """Return a random password of 12 that `MANUAL` allows and that reads clearly.

    Letters and digits only: it is typed once, from a mail, on a phone.
    """
    alphabet = "".join(_CLEAR_KINDS)
    while True:
        password = "".join(secrets.choice(alphabet) for _ in range(_INITIAL_LENGTH))
        if MANUAL.allows(password):
            return password
