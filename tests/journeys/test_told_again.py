"""Told again: a lost password by command, and merchants that redemption never met."""

import re
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest

from deploy.demo.browser import Unexpected
from deploy.demo.operator import Operator
from deploy.local.supervision import wait_until
from tests.journeys.people import EAST, Merchant
from tests.journeys.town import Town

RUNBOOK: Final = Path(__file__).parents[2] / "docs" / "RUNBOOK.md"
AGAIN: Final = re.compile(r"```sql\n([^`]*'merchant_registered'[^`]*)```")
FORGETFUL: Final = Merchant(
    code="w0r",
    name="わすれな書房",
    company_code="W00R",
    company_name="わすれな",
    representative="忘 れな",
    login_id="w0rrena1",
)
_LETTERS: Final = "select count(*) from letter where kind = 'registration'"


def test_a_lost_initial_password_is_sent_anew_by_command(town: Town) -> None:
    issuer, email = town.rules.issuer_code, FORGETFUL.email
    lost = town.register(issuer, FORGETFUL)
    operator = Operator(town.stack.environment("operator"))
    whom = ("--code", FORGETFUL.code, "--login-id", FORGETFUL.login_id)
    before = town.mailbox.count(email)

    sent = operator.run("merchant", "resend", "--issuer", issuer, *whom)

    town.mailbox.wait(email, lambda mail: "登録完了" in mail["subject"], after=before)
    assert sent["masked_email"].startswith("w")
    assert email not in sent["masked_email"]
    with pytest.raises(Unexpected):
        town.sign_in(FORGETFUL)
    assert town.welcome(issuer, FORGETFUL) != lost
    town.sign_in(FORGETFUL)


def test_merchants_that_redemption_never_met_are_known_once_they_are_told_again(
    town: Town,
) -> None:
    checkout_id = uuid4()
    assert town.till(town.shop(EAST)).redeem(checkout_id, [town.voucher()]).is_ok
    portal = town.portal(EAST)
    address = f"{portal.url}payments/{checkout_id}/refund"
    assert portal.browser.open(address).refusal is None
    # As its migration 0013 leaves a database that has merchants' payments already.
    town.change("redemption", "truncate merchant, inbox")
    assert portal.browser.open(address).refusal == "redemption.payment_unknown"
    letters, inboxes = town.rows("notify", _LETTERS), _inboxes(town)

    [statement] = AGAIN.findall(RUNBOOK.read_text())
    town.change("auth", statement)

    wait_until(
        lambda: portal.browser.open(address).refusal is None, 30.0, "it is known again"
    )
    wait_until(lambda: not _waiting(town), 30.0, "all of them were sent")
    assert (town.rows("notify", _LETTERS), _inboxes(town)) == (letters, inboxes)


def _inboxes(town: Town) -> list[int]:
    """Return how many events each of the other listeners has ever dealt with."""
    count = "select count(*) from inbox where handler like '%merchant%'"
    return [town.rows(service, count)[0][0] for service in ("settlement", "notify")]


def _waiting(town: Town) -> int:
    rows = town.rows("auth", "select count(*) from outbox where sent_at is null")
    return int(rows[0][0])
