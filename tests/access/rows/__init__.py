"""The table, service by service; a verb that is in none of them fails the tests."""

from tests.access.rows import (
    audits,
    auth,
    authenticators,
    joining,
    mail_proposals,
    notify,
    officers,
    payouts,
    people,
    redemption,
    settlement,
)

ROWS = (
    *auth.ROWS,
    *authenticators.ROWS,
    *officers.ROWS,
    *people.ROWS,
    *joining.ROWS,
    *mail_proposals.ROWS,
    *redemption.ROWS,
    *settlement.ROWS,
    *payouts.ROWS,
    *notify.ROWS,
    *audits.ROWS,
)
