"""Auth on the bus, the doors by which merchants join."""

from machiken.bus.aside import aside, seat
from machiken.bus.doors import Configured, Database, answers, injected
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    ApplyIntake,
    ApplyMerchant,
    CertifyMerchants,
    CheckIntake,
    CorrectApplication,
    IntakeQuery,
    IntakeView,
    MerchantDetail,
    MerchantList,
    MerchantListQuery,
    MerchantMoved,
    MerchantQuery,
    MerchantsMoved,
    RegisterMerchants,
    ReinstateMerchant,
    SuspendMerchant,
    TurnDownApplication,
    verbs,
)
from machiken.database import Transactions
from services.auth.domain import intake as reading
from services.auth.domain.intake_file import refuse_too_big
from services.auth.settings import Settings
from services.auth.usecases import certify_merchants as certifying
from services.auth.usecases import check_intake as checking
from services.auth.usecases import list_merchants as listing
from services.auth.usecases import suspend_merchant as suspending
from services.auth.usecases.apply_merchant import apply_merchant
from services.auth.usecases.correct_application import correct_application
from services.auth.usecases.turn_down_application import turn_down_application


class MerchantDoors:
    """What the office asks about merchants; `service` adds the rest."""

    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(verbs.MERCHANTS)
    def merchants(self, request: MerchantListQuery, _actor: Actor) -> MerchantList:
        """List the campaign's merchants."""
        with self.db.begin() as tx:
            return listing.list_merchants(tx, request)

    @answers(verbs.MERCHANT)
    def merchant(self, request: MerchantQuery, actor: Actor) -> MerchantDetail:
        """Show one merchant."""
        with self.db.begin() as tx:
            return listing.show_merchant(tx, request, actor)

    @answers(verbs.APPLY_MERCHANT)
    def apply_merchant(self, request: ApplyMerchant, actor: Actor) -> MerchantMoved:
        """Take down an application."""
        with self.db.begin() as tx:
            return apply_merchant(tx, request, actor)

    @answers(verbs.CORRECT_APPLICATION)
    def correct_application(
        self, request: CorrectApplication, actor: Actor
    ) -> MerchantMoved:
        """Correct an application."""
        with self.db.begin() as tx:
            return correct_application(tx, request, actor)

    @answers(verbs.TURN_DOWN_APPLICATION)
    def turn_down_application(
        self, request: TurnDownApplication, actor: Actor
    ) -> MerchantMoved:
        """Turn an application down."""
        with self.db.begin() as tx:
            return turn_down_application(tx, request, actor)

    @answers(verbs.CHECK_INTAKE)
    def check_intake(self, request: CheckIntake, actor: Actor) -> IntakeView:
        """Look at a file of applications."""
        refuse_too_big(request.content)
        with seat():
            read = aside(reading.read, request.content)
        with self.db.begin() as tx:
            return checking.check_intake(tx, request, actor, read)

    @answers(verbs.INTAKE)
    def intake(self, request: IntakeQuery, _actor: Actor) -> IntakeView:
        """Show a file that was looked at."""
        with self.db.begin() as tx:
            content = checking.content_of(tx, request.intake_id)
        with seat():
            read = aside(reading.read, content)
        with self.db.begin() as tx:
            return checking.show_intake(tx, request.intake_id, read)

    @answers(verbs.APPLY_INTAKE)
    def apply_intake(self, request: ApplyIntake, actor: Actor) -> IntakeView:
        """Take the applications of a file."""
        with self.db.begin() as tx:
            content = checking.content_of(tx, request.intake_id)
        with seat():
            read = aside(reading.read, content)
        with self.db.begin() as tx:
            return checking.apply_intake(tx, request.intake_id, actor, read)

    @answers(verbs.CERTIFY_MERCHANTS)
    def certify_merchants(
        self, request: CertifyMerchants, actor: Actor
    ) -> MerchantsMoved:
        """Certify applications."""
        with self.db.begin() as tx:
            return certifying.certify_merchants(tx, request, actor)

    @answers(verbs.REGISTER_MERCHANTS)
    def register_merchants(
        self, request: RegisterMerchants, actor: Actor
    ) -> MerchantsMoved:
        """Have accounts made for certified merchants."""
        with self.db.begin() as tx:
            return certifying.order_registration(tx, request, actor)

    @answers(verbs.SUSPEND_MERCHANT)
    def suspend_merchant(self, request: SuspendMerchant, actor: Actor) -> MerchantMoved:
        """Suspend a merchant."""
        with self.db.begin() as tx:
            return suspending.suspend_merchant(tx, request, actor)

    @answers(verbs.REINSTATE_MERCHANT)
    def reinstate_merchant(
        self, request: ReinstateMerchant, actor: Actor
    ) -> MerchantMoved:
        """Let a suspended merchant go on."""
        with self.db.begin() as tx:
            return suspending.reinstate_merchant(tx, request, actor)
