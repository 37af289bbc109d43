"""The doors to payouts and the bank's files."""

from machiken.bus.doors import answers
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    BankFile,
    DecidePayout,
    FetchBankFile,
    ImportResults,
    IssueBankFile,
    PayoutQuery,
    Payouts,
    PayoutsQuery,
    PayoutView,
    PreparePayout,
    payout_verbs,
)
from machiken.database import Transactions
from services.settlement.settings import Settings
from services.settlement.usecases.decide_payout import decide_payout
from services.settlement.usecases.import_results import import_results
from services.settlement.usecases.issue_bank_file import (
    fetch_bank_file,
    issue_bank_file,
)
from services.settlement.usecases.prepare_payout import prepare_payout
from services.settlement.usecases.show_payouts import show_payout, show_payouts


class PayoutDoors:
    """振込: prepared, approved, filed, told of."""

    db: Transactions
    settings: Settings

    @property
    def _envelope(self) -> Envelope:
        return Envelope(self.settings.account_key)

    @answers(payout_verbs.PREPARE_PAYOUT)
    def prepare_payout(self, request: PreparePayout, actor: Actor) -> PayoutView:
        """Take up what is to be paid."""
        with self.db.begin() as tx:
            return prepare_payout(tx, request, actor, self._envelope)

    @answers(payout_verbs.DECIDE_PAYOUT)
    def decide_payout(self, request: DecidePayout, actor: Actor) -> PayoutView:
        """Approve or reject a payout."""
        with self.db.begin() as tx:
            return decide_payout(tx, request, actor)

    @answers(payout_verbs.ISSUE_BANK_FILE)
    def issue_bank_file(self, request: IssueBankFile, actor: Actor) -> PayoutView:
        """Make the bank's file."""
        with self.db.begin() as tx:
            return issue_bank_file(tx, request, actor, self._envelope)

    @answers(payout_verbs.FETCH_BANK_FILE)
    def fetch_bank_file(self, request: FetchBankFile, actor: Actor) -> BankFile:
        """Fetch the bank's file."""
        with self.db.begin() as tx:
            return fetch_bank_file(tx, request, actor, self._envelope)

    @answers(payout_verbs.IMPORT_RESULTS)
    def import_results(self, request: ImportResults, actor: Actor) -> PayoutView:
        """Tell what the bank told."""
        with self.db.begin() as tx:
            return import_results(tx, request, actor)

    @answers(payout_verbs.PAYOUT)
    def payout(self, request: PayoutQuery, _actor: Actor) -> PayoutView:
        """Show one payout."""
        with self.db.begin() as tx:
            return show_payout(tx, request, self._envelope)

    @answers(payout_verbs.PAYOUTS)
    def payouts(self, request: PayoutsQuery, _actor: Actor) -> Payouts:
        """List the payouts."""
        with self.db.begin() as tx:
            return show_payouts(tx, request, self._envelope)
