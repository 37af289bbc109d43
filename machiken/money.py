"""Whole yen, and nothing smaller."""

from collections.abc import Iterable
from functools import total_ordering
from typing import Final


@total_ordering
class Yen:
    """An amount of Japanese yen; negative amounts are corrections.

    Immutable. Only yen add to yen: a bare number must say what it is first.
    """

    __slots__ = ("amount",)

    amount: int

    def __init__(self, amount: int) -> None:
        """Keep floats and booleans out, so that no fraction of a yen can exist."""
        if type(amount) is not int:
            kind = type(amount).__name__
            raise TypeError(f"yen are whole numbers, got {kind} {amount!r}")
        object.__setattr__(self, "amount", amount)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: amounts are facts."""
        raise AttributeError(f"yen do not change: {name} = {value!r}")

    def __delattr__(self, name: str) -> None:
        """Refuse: amounts are facts."""
        raise AttributeError(f"yen do not change: del {name}")

    def __add__(self, other: "Yen") -> "Yen":
        """Return the sum of two amounts."""
        return Yen(self.amount + other.amount)

    def __sub__(self, other: "Yen") -> "Yen":
        """Return what is left after `other` is taken away."""
        return Yen(self.amount - other.amount)

    def __neg__(self) -> "Yen":
        """Return the amount that would undo this one."""
        return Yen(-self.amount)

    def __eq__(self, other: object) -> bool:
        """Compare amounts; yen equal nothing that is not yen."""
        return isinstance(other, Yen) and self.amount == other.amount

    def __lt__(self, other: "Yen") -> bool:
        """Order by amount."""
        return self.amount < other.amount

    def __hash__(self) -> int:
        """Hash as the amount does."""
        return hash((Yen, self.amount))

    def __bool__(self) -> bool:
        """Refuse a silent test for zero; write `amount > Yen(0)` instead."""
        raise TypeError("compare yen with Yen(0), do not test them for truth")

    def times(self, count: int) -> "Yen":
        """Return the price of `count` equal pieces."""
        return Yen(self.amount * count)

    def is_multiple_of(self, unit: "Yen") -> bool:
        """Return whether the amount is made of whole `unit`s."""
        return self.amount % unit.amount == 0

    def __str__(self) -> str:
        """Show the amount as a till does: 12,500円."""
        return f"{self.amount:,}円"

    def __repr__(self) -> str:
        """Show the amount as code."""
        return f"Yen({self.amount})"

    def __reduce__(self) -> tuple[type["Yen"], tuple[int]]:
        """Copy by value; the default way would set attributes."""
        return (Yen, (self.amount,))


ZERO: Final = Yen(0)


def total(amounts: Iterable[Yen]) -> Yen:
    """Return the sum; an empty sum is 0円."""
    return Yen(sum(each.amount for each in amounts))
