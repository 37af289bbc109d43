"""Which passwords the manual allows, and the first one, which we make ourselves."""

import secrets
import string
from dataclasses import dataclass
from typing import Final

# What a person mistakes for another character on paper or on a phone is left out.
_CLEAR_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
_CLEAR_KINDS: Final = (_CLEAR_LETTERS, _CLEAR_LETTERS.upper(), "23456789")
_INITIAL_LENGTH: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPolicy:
    """A rule for passwords: how long, of which characters, of how many kinds."""

    length_min: int
    length_max: int
    kinds_min: int
    symbols: str

    def allows(self, password: str) -> bool:
        """Return whether the password keeps the rule; wide characters never do."""
        kinds = (
            string.digits,
            string.ascii_uppercase,
            string.ascii_lowercase,
            self.symbols,
        )
        typed = set(password)
        return (
            self.length_min <= len(password) <= self.length_max
            and typed <= set().union(*kinds)
            and sum(not typed.isdisjoint(kind) for kind in kinds) >= self.kinds_min
        )


MANUAL: Final = PasswordPolicy(
    length_min=10, length_max=16, kinds_min=3, symbols="#$%&@()^*_+=-"
)
"""The rule of the manual (S-PW-1)."""


def new_initial() -> str:
    """Return a random password of 12 that `MANUAL` allows and that reads clearly.

    Letters and digits only: it is typed once, from a mail, on a phone.
    """
    alphabet = "".join(_CLEAR_KINDS)
    while True:
        password = "".join(secrets.choice(alphabet) for _ in range(_INITIAL_LENGTH))
        if MANUAL.allows(password):
            return password
