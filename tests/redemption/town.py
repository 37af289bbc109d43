"""The town of Kinomachi as redemption knows it: a campaign, paper vouchers, shops.

`Town` is the office and the operator; a `Till` is what one shop's phone can do. Both
call the verbs as the doors do, one transaction each.
"""

import base64
import csv
import io
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from cryptography.fernet import Fernet
from sqlalchemy import select, text

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    ActivateBatch,
    BatchQuery,
    BatchView,
    CampaignRules,
    CampaignView,
    FetchPrintFile,
    FilePart,
    IssueBatch,
    PrintFileKind,
    ReplaceVoucher,
    SellVouchers,
    StopVoucher,
    VouchersSold,
    VoucherStopped,
)
from machiken.contracts.verification import Verification
from machiken.database import Transactions
from machiken.ids import (
    BatchId,
    CampaignId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
    VoucherCode,
)
from machiken.money import Yen
from machiken.settings import Environment, Secret
from machiken.town_time import TOWN_TIME
from services.redemption.settings import Settings
from services.redemption.store.tables import METADATA, OUTBOX
from services.redemption.usecases import request_batch
from services.redemption.usecases.apply_campaign import apply_campaign
from services.redemption.usecases.print_file import print_file
from services.redemption.usecases.replace_voucher import replace_voucher
from services.redemption.usecases.sell_vouchers import sell_vouchers
from services.redemption.usecases.stop_voucher import stop_voucher
from services.redemption.usecases.verify import verify
from services.redemption.worker import tasks

ISSUER: Final = IssuerCode("KNM202601")
NEIGHBOUR: Final = IssuerCode("TNR202601")
OPERATOR: Final = Actor(role=Role.OPERATOR, subject="operator")
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
NEIGHBOURS_RULES: Final = replace(
    RULES, issuer_code=NEIGHBOUR, name="となり町商品券2026", voucher_prefix="TN"
)
A_NOON: Final = datetime(2026, 7, 1, 12, tzinfo=TOWN_TIME)
"""When the tests' town begins, in the half-month that closes on 2026-07-15."""


def new_settings() -> Settings:
    """Return settings with keys of their own."""
    return Settings(
        machiken_env=Environment.TEST,
        voucher_code_key=Secret(base64.urlsafe_b64encode(bytes(range(32))).decode()),
        print_file_key=Secret(Fernet.generate_key().decode()),
    )


@dataclass(frozen=True, kw_only=True)
class Town:
    """What the office and the operator do, and a look at everything that is kept."""

    db: Transactions
    settings: Settings = field(default_factory=new_settings)

    @property
    def key(self) -> bytes:
        """The key of the voucher codes."""
        return self.settings.voucher_code_key.reveal_bytes()

    @property
    def envelope(self) -> Envelope:
        """What the printer's files are sealed with."""
        return Envelope(self.settings.print_file_key)

    def set_clock(self, at: datetime) -> None:
        """Let it be `at` in town; time goes on from there."""
        with self.db.begin() as tx:
            clock.move(tx, at - datetime.now(UTC))

    def now(self) -> datetime:
        """Return the present moment in town."""
        with self.db.begin() as tx:
            return clock.now(tx)

    def apply(self, rules: CampaignRules = RULES, **changes: Any) -> CampaignView:
        """Apply the campaign's rules, or what the changes make of them."""
        with self.db.begin() as tx:
            return apply_campaign(tx, replace(rules, **changes), OPERATOR)

    def request(self, count: int, **changes: Any) -> BatchView:
        """Ask for vouchers; a worker is to issue them."""
        wanted = IssueBatch(batch_id=BatchId(uuid4()), issuer_code=ISSUER, count=count)
        with self.db.begin() as tx:
            return request_batch.request_batch(tx, replace(wanted, **changes), OPERATOR)

    def work(self, name: str) -> int:
        """Let the worker do one piece of its work; return how much that was."""
        (task,) = (each for each in tasks(self.settings, self.db) if each.name == name)
        return task.run()

    def batch(self, batch_id: BatchId) -> BatchView:
        """Return how far a batch has come."""
        with self.db.begin() as tx:
            return request_batch.batch_of(tx, BatchQuery(batch_id=batch_id))

    def activate(self, batch_id: BatchId) -> BatchView:
        """Put a batch on sale."""
        with self.db.begin() as tx:
            return request_batch.activate_batch(
                tx, ActivateBatch(batch_id=batch_id), OPERATOR
            )

    def fetch(self, batch_id: BatchId, kind: PrintFileKind, part: int = 1) -> FilePart:
        """Fetch one part of a printer's file."""
        request = FetchPrintFile(batch_id=batch_id, kind=kind, part=part)
        with self.db.begin() as tx:
            return print_file(tx, request, OPERATOR, envelope=self.envelope)

    def codes(self, batch_id: BatchId) -> list[VoucherCode]:
        """Return a batch's codes from the list that a printer gets."""
        first = self.fetch(batch_id, PrintFileKind.CODES)
        rest = (
            self.fetch(batch_id, PrintFileKind.CODES, part)
            for part in range(2, first.parts + 1)
        )
        listed = b"".join(part.content for part in (first, *rest)).decode()
        return [VoucherCode(code) for _, code in csv.reader(io.StringIO(listed))]

    def unsold(self, count: int, **changes: Any) -> BatchView:
        """Have vouchers issued, but not yet sold."""
        batch_id = self.request(count, **changes).batch_id
        assert self.work("issue") == count
        return self.batch(batch_id)

    def sold(self, count: int, **changes: Any) -> list[VoucherCode]:
        """Have vouchers issued and sold; return their codes in order of serials."""
        batch_id = self.unsold(count, **changes).batch_id
        self.activate(batch_id)
        return self.codes(batch_id)

    def stop(self, serial: int, reason: str = "紛失") -> VoucherStopped:
        """Stop a voucher."""
        wanted = StopVoucher(issuer_code=ISSUER, serial=serial, reason=reason)
        with self.db.begin() as tx:
            return stop_voucher(tx, wanted, OPERATOR)

    def sell(self, **which: Any) -> VouchersSold:
        """Sell single vouchers."""
        wanted = SellVouchers(issuer_code=ISSUER, **which)
        with self.db.begin() as tx:
            return sell_vouchers(tx, wanted, OPERATOR, key=self.key)

    def replace(self, serial: int, batch_id: BatchId | None = None) -> BatchView:
        """Replace a lost voucher."""
        wanted = ReplaceVoucher(
            issuer_code=ISSUER,
            serial=serial,
            batch_id=batch_id or BatchId(uuid4()),
            reason="紛失",
        )
        with self.db.begin() as tx:
            return replace_voucher(tx, wanted, OPERATOR)

    def verified(self) -> Verification:
        """Return the books, recomputed."""
        with self.db.begin() as tx:
            return verify(tx)

    def told(self, event_name: str) -> list[dict[str, Any]]:
        """Return the bodies of the events of this name, oldest first."""
        with self.db.begin() as tx:
            rows = tx.execute(
                select(OUTBOX.c.happened)
                .where(OUTBOX.c.event_name == event_name)
                .order_by(OUTBOX.c.position)
            ).scalars()
            return [happened["body"] for happened in rows]

    def one(self, sql: str, **values: Any) -> Any:
        """Return the one value that a query finds."""
        with self.db.begin() as tx:
            return tx.execute(text(sql), values).scalar_one()

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Return every row of every table."""
        with self.db.begin() as tx:
            return {
                table.name: [
                    dict(row)
                    for row in tx.execute(
                        select(table).order_by(*table.primary_key)
                    ).mappings()
                ]
                for table in METADATA.sorted_tables
            }

    def staff(self, merchant_code: str, issuer_code: IssuerCode = ISSUER) -> Actor:
        """Return somebody at the till of a merchant."""
        name = f"{issuer_code}/{merchant_code}"
        staff_id = StaffId(uuid5(UUID(int=2), name))
        campaign_id = self.one(
            "select campaign_id from campaign where issuer_code = :issuer",
            issuer=issuer_code,
        )
        return Actor(
            role=Role.STAFF,
            subject=str(staff_id),
            login_id=f"{merchant_code}-hanako",
            staff_id=staff_id,
            campaign_id=CampaignId(campaign_id),
            issuer_code=issuer_code,
            merchant_id=MerchantId(uuid5(UUID(int=1), name)),
            merchant_code=MerchantCode(merchant_code),
        )


def moment(day: date, clock_time: str) -> datetime:
    """Return a moment in town, as `moment(date(2026, 7, 15), "23:59:58")`."""
    return datetime.fromisoformat(f"{day}T{clock_time}").replace(tzinfo=TOWN_TIME)
