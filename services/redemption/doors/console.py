"""Redemption on the bus, the doors of the office's console."""

from machiken import audit
from machiken.bus.doors import Configured, Database, answers, injected
from machiken.contracts import redemption as wire
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Acts, ActsQuery
from machiken.database import Transactions
from services.redemption.settings import Settings
from services.redemption.store.tables import AUDIT
from services.redemption.usecases import preview_campaign as previewing
from services.redemption.usecases import search_desk
from services.redemption.usecases.open_signs import check_signs, open_signs
from services.redemption.usecases.overlook import overlook
from services.redemption.usecases.show_signs import show_signs


class ConsoleDoors:
    """What the office looks up; `service` adds the rest."""

    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(wire.BATCHES)
    def batches(self, request: wire.BatchesQuery, _actor: Actor) -> wire.BatchList:
        """List the campaign's batches."""
        with self.db.begin() as tx:
            return search_desk.list_batches(tx, request)

    @answers(wire.OFFICE_SEARCH)
    def office_search(
        self, request: wire.OfficeSearch, _actor: Actor
    ) -> wire.SearchHits:
        """Look for a voucher or a payment."""
        key = self.settings.voucher_code_key.reveal_bytes()
        with self.db.begin() as tx:
            return search_desk.office_search(tx, request, key=key)

    @answers(wire.OFFICE_PAYMENT)
    def office_payment(
        self, request: wire.OfficePaymentQuery, _actor: Actor
    ) -> wire.OfficePayment:
        """Return a payment of whichever merchant."""
        with self.db.begin() as tx:
            return search_desk.office_payment(tx, request)

    @answers(wire.OFFICE_PAYMENTS)
    def office_payments(
        self, request: wire.OfficePaymentsQuery, _actor: Actor
    ) -> wire.Payments:
        """List a merchant's payments."""
        with self.db.begin() as tx:
            return search_desk.office_payments(tx, request)

    @answers(wire.OVERVIEW)
    def overview(self, request: wire.OverviewQuery, _actor: Actor) -> wire.Overview:
        """Say how the campaign stands."""
        with self.db.begin() as tx:
            return overlook(tx, request)

    @answers(wire.SIGNS)
    def signs(self, request: wire.SignsQuery, _actor: Actor) -> wire.Signs:
        """Show a day's signs of fraud."""
        with self.db.begin() as tx:
            return show_signs(tx, request)

    @answers(wire.OPEN_SIGNS)
    def open_signs(self, request: wire.OpenSignsQuery, _actor: Actor) -> wire.OpenSigns:
        """Say which signs nobody has looked at."""
        with self.db.begin() as tx:
            return open_signs(tx, request)

    @answers(wire.CHECK_SIGNS)
    def check_signs(self, request: wire.CheckSigns, actor: Actor) -> wire.OpenSigns:
        """Take a day's signs as looked at."""
        with self.db.begin() as tx:
            return check_signs(tx, request, actor)

    @answers(wire.AUDIT)
    def audit(self, request: ActsQuery, _actor: Actor) -> Acts:
        """Tell what the office did to campaigns and vouchers."""
        with self.db.begin() as tx:
            return audit.recorded(tx, AUDIT, request)

    @answers(wire.CAMPAIGNS)
    def campaigns(
        self, _request: wire.CampaignsQuery, _actor: Actor
    ) -> wire.CampaignList:
        """List all campaigns."""
        with self.db.begin() as tx:
            return previewing.list_campaigns(tx)

    @answers(wire.CAMPAIGN_VERSIONS)
    def campaign_versions(
        self, request: wire.CampaignVersionsQuery, _actor: Actor
    ) -> wire.CampaignVersions:
        """Tell a campaign's history."""
        with self.db.begin() as tx:
            return previewing.campaign_versions(tx, request)

    @answers(wire.PREVIEW_CAMPAIGN)
    def preview_campaign(
        self, request: wire.CampaignRules, _actor: Actor
    ) -> wire.CampaignPreview:
        """Say what rules would change."""
        with self.db.begin() as tx:
            return previewing.preview_campaign(tx, request)
