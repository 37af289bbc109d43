"""What the service's own role can not do, whatever its code becomes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.redemption.till import Till


@pytest.fixture
def settled(bakery: Till) -> Till:
    """Return the till of a shop that redeemed one voucher and gave one back."""
    one, other = bakery.town.sold(2)
    bakery.pay(one)
    bakery.refund(bakery.pay(other))
    return bakery


@pytest.mark.parametrize("table", ["redemption", "redemption_line", "refund"])
@pytest.mark.parametrize(
    "statement",
    [
        "update {} set checkout_id = checkout_id",
        "delete from {}",
        "truncate {} cascade",
        "alter table {} disable trigger all",
    ],
)
def test_what_was_paid_and_given_back_can_not_be_changed(
    settled: Till, table: str, statement: str
) -> None:
    with pytest.raises(ProgrammingError), settled.town.db.begin() as tx:
        tx.execute(text(statement.format(table)))


@pytest.mark.parametrize("table", ["voucher", "batch", "campaign", "checkout"])
def test_what_was_issued_can_not_disappear(settled: Till, table: str) -> None:
    with pytest.raises(ProgrammingError), settled.town.db.begin() as tx:
        tx.execute(text(f"delete from {table}"))  # noqa: S608 - a table's name


def test_who_fetched_a_list_of_codes_stays_known(settled: Till) -> None:
    for statement in (
        "update print_file_fetch set fetched_by = 'nobody'",
        "delete from print_file_fetch",
    ):
        with pytest.raises(ProgrammingError), settled.town.db.begin() as tx:
            tx.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (
            "update voucher set balance_yen = balance_yen + 1",
            "voucher_balance_in_face_ck",
        ),
        ("update voucher set balance_yen = -1", "voucher_balance_in_face_ck"),
        ("update checkout set state = 'paid'", "checkout_state_known_ck"),
        ("update voucher set serial = 1", "voucher_campaign_id_serial_uq"),
        (
            "insert into refund_line select * from refund_line",
            "refund_line_pk",
        ),
        ("delete from period", "redemption_campaign_id_fk"),
    ],
)
def test_the_database_holds_the_rules_too(
    settled: Till, statement: str, rule: str
) -> None:
    settled.open(1_000)

    with pytest.raises(IntegrityError, match=rule), settled.town.db.begin() as tx:
        tx.execute(text(statement))
