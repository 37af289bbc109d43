"""Redemption on the bus, the doors of the office: campaigns, batches, vouchers."""

from machiken.bus.doors import Configured, Database, answers, injected
from machiken.confidential import Envelope
from machiken.contracts import redemption as wire
from machiken.contracts.actor import Actor
from machiken.database import Transactions
from services.redemption.settings import Settings
from services.redemption.store import campaigns, half_months
from services.redemption.usecases import request_batch
from services.redemption.usecases.apply_campaign import apply_campaign
from services.redemption.usecases.apply_campaign import view as campaign_view
from services.redemption.usecases.apply_holidays import (
    apply_holidays,
    show_holidays,
)
from services.redemption.usecases.count_vouchers import count_vouchers
from services.redemption.usecases.print_file import print_file
from services.redemption.usecases.replace_voucher import replace_voucher
from services.redemption.usecases.sell_vouchers import sell_vouchers
from services.redemption.usecases.stop_voucher import stop_voucher
from services.redemption.usecases.voucher_history import voucher_history


class OfficeDoors:
    """What the office and the operator may ask; `service` adds the rest."""

    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(wire.CAMPAIGN)
    def campaign(self, request: wire.CampaignQuery, _actor: Actor) -> wire.CampaignView:
        """Return a campaign with its calendar."""
        with self.db.begin() as tx:
            found = campaigns.of_issuer(tx, request.issuer_code)
            return campaign_view(found, half_months.of_campaign(tx, found.campaign_id))

    @answers(wire.APPLY_CAMPAIGN)
    def apply_campaign(
        self, request: wire.CampaignRules, actor: Actor
    ) -> wire.CampaignView:
        """Set a campaign up, or change its rules."""
        with self.db.begin() as tx:
            return apply_campaign(tx, request, actor)

    @answers(wire.HOLIDAYS)
    def holidays(
        self, _request: wire.HolidaysQuery, _actor: Actor
    ) -> wire.HolidaysView:
        """Return until when holidays are known."""
        with self.db.begin() as tx:
            return show_holidays(tx)

    @answers(wire.APPLY_HOLIDAYS)
    def apply_holidays(
        self, request: wire.ApplyHolidays, actor: Actor
    ) -> wire.HolidaysView:
        """Know more years of holidays."""
        with self.db.begin() as tx:
            return apply_holidays(tx, request, actor)

    @answers(wire.ISSUE_BATCH)
    def issue_batch(self, request: wire.IssueBatch, actor: Actor) -> wire.BatchView:
        """Have vouchers issued."""
        with self.db.begin() as tx:
            return request_batch.request_batch(tx, request, actor)

    @answers(wire.BATCH)
    def batch(self, request: wire.BatchQuery, _actor: Actor) -> wire.BatchView:
        """Return how far a batch has come."""
        with self.db.begin() as tx:
            return request_batch.batch_of(tx, request)

    @answers(wire.ACTIVATE_BATCH)
    def activate_batch(
        self, request: wire.ActivateBatch, actor: Actor
    ) -> wire.BatchView:
        """Put a batch on sale."""
        with self.db.begin() as tx:
            return request_batch.activate_batch(tx, request, actor)

    @answers(wire.PRINT_FILE)
    def print_file(self, request: wire.FetchPrintFile, actor: Actor) -> wire.FilePart:
        """Return one part of a printer's file."""
        with self.db.begin() as tx:
            return print_file(tx, request, actor, envelope=self._envelope())

    @answers(wire.SELL_VOUCHERS)
    def sell_vouchers(
        self, request: wire.SellVouchers, actor: Actor
    ) -> wire.VouchersSold:
        """Sell single vouchers."""
        with self.db.begin() as tx:
            return sell_vouchers(tx, request, actor, key=self._key())

    @answers(wire.REPLACE_VOUCHER)
    def replace_voucher(
        self, request: wire.ReplaceVoucher, actor: Actor
    ) -> wire.BatchView:
        """Replace a lost voucher."""
        with self.db.begin() as tx:
            return replace_voucher(tx, request, actor)

    @answers(wire.STOP_VOUCHER)
    def stop_voucher(
        self, request: wire.StopVoucher, actor: Actor
    ) -> wire.VoucherStopped:
        """Stop a lost voucher."""
        with self.db.begin() as tx:
            return stop_voucher(tx, request, actor)

    @answers(wire.VOUCHER_HISTORY)
    def voucher_history(
        self, request: wire.HistoryQuery, _actor: Actor
    ) -> wire.Histories:
        """Return all that happened to a voucher."""
        with self.db.begin() as tx:
            return voucher_history(tx, request, key=self._key())

    @answers(wire.VOUCHER_COUNTS)
    def voucher_counts(
        self, request: wire.VoucherCountsQuery, _actor: Actor
    ) -> wire.VoucherCounts:
        """Count the vouchers by state."""
        with self.db.begin() as tx:
            return count_vouchers(tx, request)

    def _key(self) -> bytes:
        return self.settings.voucher_code_key.reveal_bytes()

    def _envelope(self) -> Envelope:
        return Envelope(self.settings.print_file_key)
