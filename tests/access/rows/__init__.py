"""The table, service by service; a verb that is in none of them fails the tests."""

from tests.access.rows import (
    auth,
    joining,
    notify,
    payouts,
    people,
    redemption,
    settlement,
)

ROWS = (
    *auth.ROWS,
    *people.ROWS,
    *joining.ROWS,
    *redemption.ROWS,
    *settlement.ROWS,
    *payouts.ROWS,
    *notify.ROWS,
)
