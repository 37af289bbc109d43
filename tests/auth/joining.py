"""How the office takes merchants in, as auth's doors and its worker do it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    Applicant,
    ApplyMerchant,
    CertifyMerchants,
    CheckIntake,
    CorrectApplication,
    IntakeView,
    MerchantDetail,
    MerchantLine,
    MerchantList,
    MerchantListQuery,
    MerchantMoved,
    MerchantQuery,
    MerchantState,
    RegisterMerchants,
    ReinstateMerchant,
    SuspendMerchant,
    TurnDownApplication,
)
from machiken.ids import CompanyCode, MerchantCode, MerchantId
from services.auth.domain.intake import read
from services.auth.usecases import certify_merchants as certifying
from services.auth.usecases import check_intake as checking
from services.auth.usecases import list_merchants as listing
from services.auth.usecases import suspend_merchant as suspending
from services.auth.usecases.apply_merchant import apply_merchant
from services.auth.usecases.correct_application import correct_application
from services.auth.usecases.register_ordered import register_ordered
from services.auth.usecases.turn_down_application import turn_down_application
from tests.auth.town import ISSUER, Town

CLERK: Final = Actor(role=Role.OFFICE_CLERK, subject=str(UUID(int=7)), login_id="clerk")
FLORIST: Final = ApplyMerchant(
    issuer_code=ISSUER,
    merchant_code=MerchantCode("f01"),
    merchant_name="花のもり",
    company_code=CompanyCode("F001"),
    company_name="花森商店",
    applied_on=date(2026, 4, 20),
    people=(
        Applicant(
            role=Role.REPRESENTATIVE,
            name="花森 咲",
            login_id="f01saki",
            email="saki@hana.kinomachi.example",
        ),
        Applicant(
            role=Role.STAFF,
            name="花森 実",
            login_id="f01minoru",
            email="minoru@hana.kinomachi.example",
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The office's desk for merchants."""

    town: Town

    def apply(self, application: ApplyMerchant = FLORIST) -> MerchantMoved:
        """Take down an application."""
        with self.town.db.begin() as tx:
            return apply_merchant(tx, application, CLERK)

    def correct(self, merchant_id: MerchantId, **changes: Any) -> MerchantMoved:
        """Correct the florist's application."""
        values = {
            name: getattr(FLORIST, name)
            for name in FLORIST.__slots__
            if name != "issuer_code"
        }
        request = CorrectApplication(merchant_id=merchant_id, **values | changes)
        with self.town.db.begin() as tx:
            return correct_application(tx, request, CLERK)

    def turn_down(
        self, merchant_id: MerchantId, reason: str = "対象外"
    ) -> MerchantMoved:
        """Turn an application down."""
        request = TurnDownApplication(merchant_id=merchant_id, reason=reason)
        with self.town.db.begin() as tx:
            return turn_down_application(tx, request, CLERK)

    def check(self, content: bytes, name: str = "申込.csv") -> IntakeView:
        """Look at a file."""
        request = CheckIntake(issuer_code=ISSUER, file_name=name, content=content)
        intake = read(content)
        with self.town.db.begin() as tx:
            return checking.check_intake(tx, request, CLERK, intake)

    def take(self, intake_id: UUID) -> IntakeView:
        """Take the applications of a file that was looked at."""
        with self.town.db.begin() as tx:
            content = checking.content_of(tx, intake_id)
        intake = read(content)
        with self.town.db.begin() as tx:
            return checking.apply_intake(tx, intake_id, CLERK, intake)

    def certify(self, *ids: MerchantId) -> int:
        """Certify applications."""
        request = CertifyMerchants(issuer_code=ISSUER, merchant_ids=ids)
        with self.town.db.begin() as tx:
            return certifying.certify_merchants(tx, request, CLERK).count

    def order(self, *ids: MerchantId) -> int:
        """Order accounts for certified merchants."""
        request = RegisterMerchants(issuer_code=ISSUER, merchant_ids=ids)
        with self.town.db.begin() as tx:
            return certifying.order_registration(tx, request, CLERK).count

    def work(self) -> int:
        """Let the worker carry out all orders; return how many there were."""
        done = 0
        while register_ordered(self.town.db, self.town.keys.letters):
            done += 1
        return done

    def settled(self) -> MerchantId:
        """Return the florist, with accounts and told."""
        merchant_id = self.apply().merchant_id
        self.certify(merchant_id)
        self.order(merchant_id)
        assert self.work() == 1
        return merchant_id

    def suspend(self, merchant_id: MerchantId, reason: str = "閉店") -> MerchantMoved:
        """Suspend a merchant."""
        request = SuspendMerchant(merchant_id=merchant_id, reason=reason)
        with self.town.db.begin() as tx:
            return suspending.suspend_merchant(tx, request, CLERK)

    def reinstate(self, merchant_id: MerchantId, reason: str = "再開") -> MerchantMoved:
        """Let a merchant go on."""
        request = ReinstateMerchant(merchant_id=merchant_id, reason=reason)
        with self.town.db.begin() as tx:
            return suspending.reinstate_merchant(tx, request, CLERK)

    def listed(self, **conditions: Any) -> MerchantList:
        """Return the merchants that fit."""
        query = MerchantListQuery(issuer_code=ISSUER, **conditions)
        with self.town.db.begin() as tx:
            return listing.list_merchants(tx, query)

    def lines(self, **conditions: Any) -> list[MerchantLine]:
        """Return the lines of the merchants that fit."""
        return [*self.listed(**conditions).lines]

    def show(self, merchant_id: MerchantId, actor: Actor = CLERK) -> MerchantDetail:
        """Return one merchant."""
        query = MerchantQuery(merchant_id=merchant_id)
        with self.town.db.begin() as tx:
            return listing.show_merchant(tx, query, actor)

    def states(self, merchant_id: MerchantId) -> list[MerchantState]:
        """Return the states that the merchant came into, in turn."""
        return [each.state for each in reversed(self.show(merchant_id).history)]
