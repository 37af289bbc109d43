"""The doors to closings and their corrections."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    Adjustments,
    AdjustmentsQuery,
    AdjustmentView,
    ClosePeriod,
    ClosingQuery,
    Closings,
    ClosingsQuery,
    ClosingView,
    DecideAdjustment,
    ProposeAdjustment,
    verbs,
)
from machiken.database import Transactions
from services.settlement.usecases.close_by_hand import close_by_hand
from services.settlement.usecases.decide_adjustment import decide_adjustment
from services.settlement.usecases.propose_adjustment import propose_adjustment
from services.settlement.usecases.show_adjustments import show_adjustments
from services.settlement.usecases.show_closing import preview_closing, show_closings


class ClosingDoors:
    """締め: previews, statements, adjustments."""

    db: Transactions

    @answers(verbs.PREVIEW_CLOSING)
    def preview_closing(self, request: ClosingQuery, _actor: Actor) -> ClosingView:
        """Show a half-month, closed or as it would be."""
        with self.db.begin() as tx:
            return preview_closing(tx, request)

    @answers(verbs.CLOSE_PERIOD)
    def close_period(self, request: ClosePeriod, actor: Actor) -> ClosingView:
        """Close a half-month now, without waiting for the worker."""
        with self.db.begin() as tx:
            return close_by_hand(tx, request, actor)

    @answers(verbs.CLOSINGS)
    def closings(self, request: ClosingsQuery, _actor: Actor) -> Closings:
        """List the sealed half-months."""
        with self.db.begin() as tx:
            return show_closings(tx, request)

    @answers(verbs.PROPOSE_ADJUSTMENT)
    def propose_adjustment(
        self, request: ProposeAdjustment, actor: Actor
    ) -> AdjustmentView:
        """Propose a correction."""
        with self.db.begin() as tx:
            return propose_adjustment(tx, request, actor)

    @answers(verbs.DECIDE_ADJUSTMENT)
    def decide_adjustment(
        self, request: DecideAdjustment, actor: Actor
    ) -> AdjustmentView:
        """Approve or reject a correction."""
        with self.db.begin() as tx:
            return decide_adjustment(tx, request, actor)

    @answers(verbs.ADJUSTMENTS)
    def adjustments(self, request: AdjustmentsQuery, _actor: Actor) -> Adjustments:
        """List the corrections."""
        with self.db.begin() as tx:
            return show_adjustments(tx, request)
