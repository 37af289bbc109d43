"""A ground: redemption's tables in a schema of its own, as big as one wants it.

Two of them on one server, one small and one big, can be measured in turns: whatever
the machine does meanwhile, it does to both.
"""

import base64
import csv
import io
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final
from uuid import UUID, uuid4, uuid5

from alembic import command
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, pool, text

from machiken import clock, migrate
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    ActivateBatch,
    CampaignRules,
    CampaignView,
    IssueBatch,
    PrintFileKind,
)
from machiken.database import LIMITS, Transactions, connect
from machiken.ids import (
    BatchId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)
from machiken.money import Yen
from machiken.settings import Secret
from machiken.town_time import TOWN_TIME
from services.redemption.store import batches
from services.redemption.usecases import request_batch
from services.redemption.usecases.apply_campaign import apply_campaign
from services.redemption.usecases.issue_batch import issue_batch

ISSUER: Final = IssuerCode("KNM202601")
OPERATOR: Final = Actor(role=Role.OPERATOR, subject="bench")
RULES: Final = CampaignRules(
    issuer_code=ISSUER,
    name="まちの木プレミアム商品券2026",
    issuer_name="木ノ町",
    voucher_prefix="KN",
    face_value=Yen(1_000),
    unit=Yen(1_000),
    limit=Yen(100_000),
    vouchers_max=100,
    use_first_on=date(2026, 6, 24),
    use_last_on=date(2026, 10, 31),
    redeem_first_on=date(2026, 6, 24),
    redeem_last_on=date(2026, 11, 30),
    mail_from="shouhinken@kinomachi.example",
    contact="木ノ町役場 商工労働課 0000-00-0000",
)
TODAY: Final = datetime(2026, 8, 5, 12, tzinfo=TOWN_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What codes and print files are made with; a process of its own is told them."""

    code_key: str
    file_key: str

    @property
    def code(self) -> bytes:
        """The key of the voucher codes."""
        return Secret(self.code_key).reveal_bytes()

    @property
    def envelope(self) -> Envelope:
        """What print files are sealed with."""
        return Envelope(Secret(self.file_key))


def new_keys() -> Keys:
    """Return keys that nobody else has."""
    return Keys(
        code_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        file_key=Fernet.generate_key().decode(),
    )


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One campaign in tables of its own."""

    url: str
    """The database, as its owner."""
    schema: str
    keys: Keys

    @cached_property
    def db(self) -> Transactions:
        """Transactions within the schema, with a service's own limits."""
        limits = {**LIMITS, "search_path": self.schema}
        return connect(self.url, pool_size=8, limits=limits)

    def lay(self) -> CampaignView:
        """Make the tables anew, and the campaign; it is noon of 2026-08-05."""
        engine = create_engine(self.url, poolclass=pool.NullPool)
        with engine.connect() as owner, owner.begin():
            owner.execute(text(f"drop schema if exists {self.schema} cascade"))
            owner.execute(text(f"create schema {self.schema}"))
            owner.execute(text(f"set local search_path to {self.schema}"))
            command.upgrade(migrate.configuration("redemption", owner), "head")
        with self.db.begin() as tx:
            clock.move(tx, TODAY - datetime.now(UTC))
            return apply_campaign(tx, RULES, OPERATOR)

    def request(self, count: int) -> BatchId:
        """Ask for vouchers."""
        wanted = IssueBatch(batch_id=BatchId(uuid4()), issuer_code=ISSUER, count=count)
        with self.db.begin() as tx:
            return request_batch.request_batch(tx, wanted, OPERATOR).batch_id

    def issue(self) -> int:
        """Issue what was asked for, as the worker does."""
        with self.db.begin() as tx:
            return issue_batch(tx, key=self.keys.code, envelope=self.keys.envelope)

    def activate(self, batch_id: BatchId) -> None:
        """Put the batch on sale."""
        with self.db.begin() as tx:
            request_batch.activate_batch(tx, ActivateBatch(batch_id=batch_id), OPERATOR)

    def codes(self, batch_id: BatchId, part: int) -> list[str]:
        """Return the codes of one part of the batch's list."""
        with self.db.begin() as tx:
            sealed = batches.part(tx, batch_id, PrintFileKind.CODES, part)
        assert sealed is not None, "the list has this part"
        listed = self.keys.envelope.open_bytes(sealed).decode()
        return [code for _, code in csv.reader(io.StringIO(listed))]

    def staff(self, merchant_code: str, campaign: CampaignView) -> Actor:
        """Return somebody at the till of a merchant."""
        return Actor(
            role=Role.STAFF,
            subject="bench",
            login_id=f"{merchant_code}-hanako",
            staff_id=StaffId(UUID(int=3)),
            campaign_id=campaign.campaign_id,
            issuer_code=ISSUER,
            merchant_id=merchant_id(merchant_code),
            merchant_code=MerchantCode(merchant_code),
        )

    def tidy(self) -> None:
        """Do at once what the database's own cleaning does some minutes later."""
        engine = create_engine(
            self.url,
            poolclass=pool.NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"options": f"-c search_path={self.schema}"},
        )
        with engine.connect() as owner:
            for table in migrate.metadata_of("redemption").tables:
                owner.execute(text(f'vacuum analyze "{table}"'))


def merchant_id(merchant_code: str) -> MerchantId:
    """Return the id of a merchant."""
    return MerchantId(uuid5(UUID(int=1), merchant_code))
