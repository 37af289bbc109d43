import pytest

from machiken.contracts.settlement import LedgerCampaignUnknown, LedgerQuery
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.usecases.show_ledger import show_ledger
from tests.settlement.town import BOOKSHOP, ISSUER, campaign, merchant, payment, refund
from tests.settlement.usecases.hearing import tell

QUERY = LedgerQuery(issuer_code=ISSUER)


def test_the_ledger_tells_payments_refunds_and_what_is_owed(
    settlement_db: Transactions,
) -> None:
    given_back = payment(2, 2000)
    for event in (
        campaign(),
        merchant(),
        payment(1, 5000),
        given_back,
        refund(given_back),
        payment(3, 4000, at=BOOKSHOP),
    ):
        tell(settlement_db, event)

    with settlement_db.begin() as tx:
        view = show_ledger(tx, QUERY)

    bakery, bookshop = view.lines
    assert (bakery.merchant_code, bakery.merchant_name) == ("t01", "木ノ町ベーカリー")
    assert (bakery.payments, bakery.paid) == (2, Yen(7000))
    assert (bakery.refunds, bakery.refunded) == (1, Yen(2000))
    assert bakery.owed == Yen(5000)
    assert (bookshop.merchant_name, bookshop.owed) == ("", Yen(4000))
    assert view.owed == Yen(9000)


def test_a_campaign_without_payments_owes_nothing(settlement_db: Transactions) -> None:
    tell(settlement_db, campaign())

    with settlement_db.begin() as tx:
        view = show_ledger(tx, QUERY)

    assert (view.lines, view.owed) == ((), Yen(0))


def test_an_unknown_campaign_is_refused(settlement_db: Transactions) -> None:
    with settlement_db.begin() as tx, pytest.raises(LedgerCampaignUnknown):
        show_ledger(tx, QUERY)
