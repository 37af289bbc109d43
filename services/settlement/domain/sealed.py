"""Whether the ledger holds what was sealed, to the yen, and what is still missing."""

from typing import NamedTuple

from machiken.money import Yen


class Sums(NamedTuple):
    """What one merchant's half-month holds; amounts in yen."""

    payments: int
    paid: int
    refunds: int
    refunded: int

    @property
    def net(self) -> Yen:
        """Return payments less refunds."""
        return Yen(self.paid - self.refunded)


def on_the_way(sealed: Sums, booked: Sums) -> int:
    """Return how many sealed payments and refunds have not been booked yet."""
    payments = max(sealed.payments - booked.payments, 0)
    return payments + max(sealed.refunds - booked.refunds, 0)


def difference(sealed: Sums, booked: Sums) -> str | None:
    """Return how the two differ, in words for an engineer, or None if they agree."""
    if sealed == booked:
        return None
    said = f"sealed {_told(sealed)}, but the ledger holds {_told(booked)}"
    missing = on_the_way(sealed, booked)
    return f"{said}; {missing} still on the way" if missing else said


def _told(sums: Sums) -> str:
    return (
        f"{sums.paid - sums.refunded:,}円 ({sums.payments} payments {sums.paid:,}円,"
        f" {sums.refunds} refunds {sums.refunded:,}円)"
    )
