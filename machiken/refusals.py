"""The expected "no": a rule was applied, and the answer is no.

A refusal is not a fault. It is shown to a person, never paged to an engineer,
and it crosses process boundaries as data (`machiken.contracts.wire`).
"""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule said no.

    `code` is the stable name that clients and sentences key on. `fact_names` are
    the facts that every refusal of this kind carries: few short strings that a
    person needs to understand the answer, and never a secret.
    """

    code: ClassVar[str] = "refused"
    fact_names: ClassVar[frozenset[str]] = frozenset()
    known: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init__(self, **facts: str) -> None:
        """Refuse, and say what the decision rested on."""
        assert type(self).fact_names <= facts.keys(), (
            f"{self.code} needs {sorted(type(self).fact_names)}, got {sorted(facts)}"
        )
        super().__init__(self.code, facts)
        self.facts = facts

    def __init_subclass__(cls) -> None:
        """Register the refusal under its code, which must be unique."""
        assert cls.code not in Refusal.known, f"two refusals share {cls.code}"
        Refusal.known[cls.code] = cls


class UnknownRefusal(Exception):  # noqa: N818 - a fault of versions, not a refusal
    """A service refused with a code that this process does not know."""


def refusal_from(code: str, facts: dict[str, str]) -> Refusal:
    """Return the refusal that `code` names. Raises `UnknownRefusal`."""
    kind = Refusal.known.get(code)
    if kind is None:
        raise UnknownRefusal(code)
    return kind(**facts)
