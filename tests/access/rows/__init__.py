"""The table, service by service; a verb that is in none of them fails the tests."""

from tests.access.rows import auth, notify, redemption, settlement

ROWS = (*auth.ROWS, *redemption.ROWS, *settlement.ROWS, *notify.ROWS)
