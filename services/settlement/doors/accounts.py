"""The doors to merchants' accounts and holds."""

from machiken.bus.doors import answers
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    Accounts,
    AccountsQuery,
    AccountView,
    DecideAccount,
    HoldMerchant,
    Holds,
    HoldsQuery,
    HoldView,
    PayerView,
    ReleaseMerchant,
    RequestAccount,
    SetPayer,
    payout_verbs,
)
from machiken.database import Transactions
from services.settlement.settings import Settings
from services.settlement.usecases.decide_account import decide_account
from services.settlement.usecases.hold_merchant import (
    hold_merchant,
    release_merchant,
    show_holds,
)
from services.settlement.usecases.request_account import request_account
from services.settlement.usecases.set_payer import set_payer
from services.settlement.usecases.show_accounts import show_accounts


class AccountDoors:
    """振込口座: asked for, decided, held."""

    db: Transactions
    settings: Settings

    @property
    def _envelope(self) -> Envelope:
        return Envelope(self.settings.account_key)

    @answers(payout_verbs.REQUEST_ACCOUNT)
    def request_account(self, request: RequestAccount, actor: Actor) -> AccountView:
        """Ask for an account to be paid to."""
        with self.db.begin() as tx:
            return request_account(tx, request, actor, self._envelope)

    @answers(payout_verbs.DECIDE_ACCOUNT)
    def decide_account(self, request: DecideAccount, actor: Actor) -> AccountView:
        """Approve or reject an account."""
        with self.db.begin() as tx:
            return decide_account(tx, request, actor, self._envelope)

    @answers(payout_verbs.ACCOUNTS)
    def accounts(self, request: AccountsQuery, actor: Actor) -> Accounts:
        """List the accounts that were asked for."""
        with self.db.begin() as tx:
            return show_accounts(tx, request, actor, self._envelope)

    @answers(payout_verbs.HOLD_MERCHANT)
    def hold_merchant(self, request: HoldMerchant, actor: Actor) -> HoldView:
        """Keep a merchant's money back."""
        with self.db.begin() as tx:
            return hold_merchant(tx, request, actor)

    @answers(payout_verbs.RELEASE_MERCHANT)
    def release_merchant(self, request: ReleaseMerchant, actor: Actor) -> Holds:
        """Let a merchant's money go."""
        with self.db.begin() as tx:
            return release_merchant(tx, request, actor)

    @answers(payout_verbs.HOLDS)
    def holds(self, request: HoldsQuery, _actor: Actor) -> Holds:
        """List whose money is kept back."""
        with self.db.begin() as tx:
            return show_holds(tx, request)

    @answers(payout_verbs.SET_PAYER)
    def set_payer(self, request: SetPayer, actor: Actor) -> PayerView:
        """Name the town's own account."""
        with self.db.begin() as tx:
            return set_payer(tx, request, actor, self._envelope)
