from datetime import timedelta

from sqlalchemy import select

from machiken.database import Transactions
from services.settlement.store.tables import CAMPAIGN, MERCHANT
from tests.settlement.town import NOON, campaign, merchant
from tests.settlement.usecases.hearing import tell


def test_an_older_version_of_a_campaign_does_not_come_back(
    settlement_db: Transactions,
) -> None:
    tell(settlement_db, campaign("新しい名前", version=2))
    tell(settlement_db, campaign("古い名前", version=1))

    with settlement_db.begin() as tx:
        assert tx.scalar(select(CAMPAIGN.c.name)) == "新しい名前"


def test_a_newer_version_of_a_campaign_is_kept(settlement_db: Transactions) -> None:
    tell(settlement_db, campaign("古い名前", version=1))
    tell(settlement_db, campaign("新しい名前", version=2))

    with settlement_db.begin() as tx:
        assert tx.scalar(select(CAMPAIGN.c.name)) == "新しい名前"


def test_what_was_registered_later_stands(settlement_db: Transactions) -> None:
    later = NOON + timedelta(minutes=1)
    tell(settlement_db, merchant(name="新しい店名"), occurred_at=later)
    tell(settlement_db, merchant(name="古い店名"), occurred_at=NOON)

    with settlement_db.begin() as tx:
        assert tx.scalar(select(MERCHANT.c.merchant_name)) == "新しい店名"
