"""The migrations to the one audit keep every row, and say what it was done to."""

from typing import Any, Final

import pytest
from alembic import command
from sqlalchemy import text

from deploy.local.stack import Stack
from machiken import migrate
from tests.architecture.test_migrations import scratch

_ACT: Final = (
    "insert into act (happened_at, name, role, subject, login_id, facts) values"
    " (now(), :name, 'office_clerk', 'clerk', 'clerk01', cast(:facts as jsonb))"
)
_LINE: Final = (
    "insert into audit (happened_at, happening, actor_role, actor, subject, detail)"
    " values (now(), :name, 'office_clerk', 'clerk', cast(:subject as uuid), :detail)"
)
ONE: Final = "00000000-0000-0000-0000-000000000001"


EARLIER: Final = {"settlement": ("0007", _ACT), "notify": ("0008", _LINE)}


@pytest.mark.parametrize(
    ("service", "row", "kept"),
    [
        (
            "settlement",
            {"name": "merchant_held", "facts": '{"merchant_code": "t01"}'},
            ("merchant_held", "merchant t01", {"merchant_code": "t01"}),
        ),
        (
            "settlement",
            {"name": "payout_approved", "facts": '{"payout_no": 7}'},
            ("payout_approved", "payout 7", {"payout_no": 7}),
        ),
        (
            "settlement",
            {"name": "payer_set", "facts": '{"number_tail": "567"}'},
            ("payer_set", "campaign *", {"number_tail": "567"}),
        ),
        (
            "notify",
            {"name": "notice_published", "subject": ONE, "detail": "本日は休みです"},
            ("notice_published", f"notice {ONE}", {"text": "本日は休みです"}),
        ),
        (
            "notify",
            {"name": "given_up_resent", "subject": None, "detail": "3"},
            ("given_up_resent", "letters *", {"count": 3}),
        ),
    ],
)
def test_an_earlier_row_stands_in_the_one_audit(
    stack: Stack, service: str, row: dict[str, Any], kept: tuple[object, ...]
) -> None:
    earlier, statement = EARLIER[service]
    with scratch(stack, service) as connection:
        config = migrate.configuration(service, connection)
        command.upgrade(config, earlier)
        connection.execute(text(statement), row)

        for _ in range(2):
            command.upgrade(config, "head")
            [found] = connection.execute(text("select * from audit"))

            assert (found.happening, found.object, found.facts) == kept
            assert (found.actor_role, found.actor) == ("office_clerk", "clerk")

            command.downgrade(config, earlier)
