"""The town of Kinomachi as auth knows it: a baker, an officer, and how they come in."""

import base64
import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Table, select

from machiken import clock
from machiken.actors import Verifier
from machiken.confidential import Sealed
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    BeginSignIn,
    EndSession,
    FinishSignIn,
    MerchantView,
    OfficerView,
    PuzzleAnswer,
    RegisterMerchant,
    RegisterOfficer,
    ResumeSession,
    SessionOpened,
    SessionView,
    SignInBegun,
    Site,
)
from machiken.contracts.redemption import CampaignApplied, CampaignRules
from machiken.database import Transactions
from machiken.ids import CampaignId, CompanyCode, IssuerCode, MerchantCode
from machiken.money import Yen
from machiken.settings import Environment, Secret
from services.auth.domain import initial_password, password_hash
from services.auth.settings import Keys, Settings
from services.auth.store.tables import AUDIT, METADATA, OUTBOX
from services.auth.usecases.begin_sign_in import begin_sign_in, open_attempt
from services.auth.usecases.end_session import end_session
from services.auth.usecases.finish_sign_in import finish_sign_in
from services.auth.usecases.keep_campaign import keep_campaign
from services.auth.usecases.outcome import told
from services.auth.usecases.register_merchant import register_merchant
from services.auth.usecases.register_officer import register_officer
from services.auth.usecases.resume_session import resume_session, view

Answer = TypeVar("Answer")

ISSUER: Final = IssuerCode("KNM202601")
CAMPAIGN: Final = CampaignId(UUID(int=1))
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
APPLIED: Final = CampaignApplied(
    campaign_id=CAMPAIGN, campaign_version=1, rules=RULES, periods=()
)
BAKERY: Final = RegisterMerchant(
    issuer_code=ISSUER,
    merchant_code=MerchantCode("t01"),
    merchant_name="木漏れ日ベーカリー",
    company_code=CompanyCode("C001"),
    company_name="有限会社木漏れ日",
    representative_name="麦野花子",
    login_id="hanako",
    email="hanako@kinomachi.example",
)
OFFICER: Final = RegisterOfficer(
    login_id="clerk",
    name="役場太郎",
    email="taro@kinomachi.example",
    role=Role.OFFICE_CLERK,
)
HOME: Final = "192.0.2.7"


def new_settings() -> Settings:
    """Return settings with keys of their own."""
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    return Settings(
        machiken_env=Environment.TEST,
        actor_signing_key={"auth-test": _secret(key)},
        otp_key=_secret(secrets.token_bytes(32)),
        letter_key=Secret(Fernet.generate_key().decode()),
        authenticator_key=Secret(Fernet.generate_key().decode()),
    )


@dataclass(frozen=True, kw_only=True)
class Town:
    """Auth's verbs as its doors call them, and a look into what they left behind."""

    db: Transactions
    settings: Settings = field(default_factory=new_settings)
    forced: bool = False

    @property
    def keys(self) -> Keys:
        """The service's keys."""
        return self.settings.keys

    def apply(self, event: CampaignApplied = APPLIED) -> None:
        """Let auth hear of a campaign."""
        with self.db.begin() as tx:
            keep_campaign(tx, event)

    def register(self, **changes: Any) -> MerchantView:
        """Register the bakery, or what the changes make of it."""
        initial = initial_password.invent(self.keys.letters)
        with self.db.begin() as tx:
            wanted = replace(BAKERY, **changes)
            return register_merchant(tx, wanted, OPERATOR, initial)

    def register_officer(self, **changes: Any) -> OfficerView:
        """Register the clerk, or what the changes make of him."""
        initial = initial_password.invent(self.keys.letters)
        with self.db.begin() as tx:
            return register_officer(tx, replace(OFFICER, **changes), OPERATOR, initial)

    def begin(self, password: str, **changes: Any) -> SignInBegun:
        """Begin to sign in at the bakery's till, or where the changes say."""
        request = replace(at_till(password), **changes)
        with self.db.begin() as tx:
            attempt = open_attempt(tx, request, self.keys)
        proven = password_hash.is_right(attempt.password_hash, request.password)
        with self.db.begin() as tx:
            outcome = begin_sign_in(tx, request, attempt, self.keys, proven=proven)
        return told(outcome)

    def finish(
        self,
        secret: str,
        number: str,
        device: str = "",
        *,
        stays: bool = False,
        user_agent: str = "",
    ) -> SessionOpened:
        """Finish a sign-in with a one-time password."""
        request = FinishSignIn(
            sign_in_secret=secret,
            one_time_password=number,
            address=HOME,
            device_secret=device,
            stays=stays,
            user_agent=user_agent,
        )
        with self.db.begin() as tx:
            outcome = finish_sign_in(tx, request, self.keys)
        return told(outcome)

    def resume(self, secret: str, site: Site = Site.SHOP) -> SessionView:
        """Look a session up."""
        request = ResumeSession(session_secret=secret, site=site)
        with self.db.begin() as tx:
            session = resume_session(tx, request)
        return view(
            session,
            self.keys.signer,
            signed_at=datetime.now(UTC),
            forced=self.forced,
        )

    def end(self, secret: str) -> None:
        """Sign out."""
        with self.db.begin() as tx:
            end_session(tx, EndSession(session_secret=secret))

    def sign_in(self, password: str, **changes: Any) -> str:
        """Come in, number and all; return the secret of the session."""
        begun = self.begin(password, **changes)
        return self.finish(begun.sign_in_secret, self.mailed_number()).session_secret

    def move_clock(self, shift: timedelta) -> None:
        """Set the time `shift` from the real one."""
        with self.db.begin() as tx:
            clock.move(tx, shift)

    def told(self, event_name: str) -> list[dict[str, Any]]:
        """Return the bodies of the events of this name, oldest first."""
        with self.db.begin() as tx:
            rows = tx.execute(
                select(OUTBOX.c.happened)
                .where(OUTBOX.c.event_name == event_name)
                .order_by(OUTBOX.c.position)
            ).scalars()
            return [happened["body"] for happened in rows]

    def mailed_password(self) -> str:
        """Return the initial password that was mailed last."""
        return self._opened(self.told("staff_invited")[-1]["initial_password"])

    def mailed_number(self) -> str:
        """Return the one-time password that was mailed last."""
        issued = self.told("one_time_password_issued")[-1]
        return self._opened(issued["one_time_password"])

    def mailed_code(self) -> str:
        """Return the reset code that was mailed last."""
        return self._opened(self.told("password_reset_begun")[-1]["reset_code"])

    def audit(self) -> list[dict[str, Any]]:
        """Return the audit's rows, oldest first."""
        with self.db.begin() as tx:
            rows = tx.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings()
            return [dict(row) for row in rows]

    def happenings(self) -> list[str]:
        """Return what the audit tells of, oldest first."""
        return [row["happening"] for row in self.audit()]

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        with self.db.begin() as tx:
            return [dict(row) for row in tx.execute(select(table)).mappings()]

    def verifier(self, service: str) -> Verifier:
        """Return what a service checks this town's tokens with."""
        private = self.settings.actor_signing_key["auth-test"].reveal_bytes()
        public = Ed25519PrivateKey.from_private_bytes(private).public_key()
        return Verifier(service, {"auth-test": _secret(public.public_bytes_raw())})

    def everything(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Return every row of every table, with the table's name."""
        for table in METADATA.sorted_tables:
            for row in self.rows(table):
                yield table.name, row

    def _opened(self, sealed: str) -> str:
        return self.keys.letters.open(Sealed(sealed))


def at_till(password: str) -> BeginSignIn:
    """Return the representative's sign-in at the bakery's till."""
    return BeginSignIn(
        site=Site.SHOP,
        issuer_code=ISSUER,
        code=BAKERY.merchant_code,
        login_id=BAKERY.login_id,
        password=password,
        address=HOME,
        puzzle=PuzzleAnswer(puzzle_secret="", x=0),  # the door looks at it
    )


def wrong(number: str, by: int = 1) -> str:
    """Return another number than the mailed one."""
    return f"{(int(number) + by) % 10_000:04}"


def at_once(count: int, work: Callable[[int], Answer]) -> list[Answer]:
    """Return what `count` threads got that all start at the same moment."""
    start = threading.Barrier(count)

    def one(number: int) -> Answer:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def _secret(key: bytes) -> Secret:
    return Secret(base64.urlsafe_b64encode(key).decode())
