"""What is refused on the way from a closed half-month to the merchants' accounts."""

from machiken.refusals import Refusal


class PeriodNotSealed(Refusal):
    """The half-month is not over, or redemption has not sealed it yet."""

    code = "settlement.period_not_sealed"


class ClosingIncomplete(Refusal):
    """The books do not hold what was sealed. Facts: `missing`, the first of it."""

    code = "settlement.closing_incomplete"
    fact_names = frozenset({"missing"})


class SamePerson(Refusal):
    """Who proposed or prepared it may not approve it."""

    code = "settlement.same_person"


class AdjustmentOff(Refusal):
    """An adjustment is of 0円, too large, or lacks its reason."""

    code = "settlement.adjustment_off"


class NoClosingLeft(Refusal):
    """The last half-month is closed: no statement takes a correction in any more.

    Facts: `last_on`, that half-month's last day.
    """

    code = "settlement.no_closing_left"
    fact_names = frozenset({"last_on"})


class AdjustmentUnknown(Refusal):
    """There is no such adjustment in the caller's reach."""

    code = "settlement.adjustment_unknown"


class IdReused(Refusal):
    """The page's id already stands for something else."""

    code = "settlement.id_reused"


class AlreadyDecided(Refusal):
    """Somebody has decided already, and differently."""

    code = "settlement.already_decided"


class StepNotPossible(Refusal):
    """What is asked for does not follow from the present state. Facts: `state`."""

    code = "settlement.step_not_possible"
    fact_names = frozenset({"state"})


class AccountOff(Refusal):
    """An account can't be right. Facts: `field`, and `why` as a code."""

    code = "settlement.account_off"
    fact_names = frozenset({"field", "why"})


class AccountUnknown(Refusal):
    """There is no such account in the caller's reach."""

    code = "settlement.account_unknown"


class HoldOff(Refusal):
    """A hold needs its reason."""

    code = "settlement.hold_off"


class PayerMissing(Refusal):
    """Nobody has named the town's own account yet."""

    code = "settlement.payer_missing"


class PayDayOff(Refusal):
    """The day is past, or eleven months ahead, or the banks rest on it."""

    code = "settlement.pay_day_off"


class PayDayPast(Refusal):
    """The payout's day is over: a bank would not take its file. Facts: `pay_on`."""

    code = "settlement.pay_day_past"
    fact_names = frozenset({"pay_on"})


class PayoutHeld(Refusal):
    """Money that is kept back by now is in the payout. Facts: `merchants`, codes."""

    code = "settlement.payout_held"
    fact_names = frozenset({"merchants"})


class PayoutEmpty(Refusal):
    """There is nothing to pay."""

    code = "settlement.payout_empty"


class PayoutUnknown(Refusal):
    """There is no such payout."""

    code = "settlement.payout_unknown"


class ResultsForeign(Refusal):
    """The results are of another payout. Facts: `line`."""

    code = "settlement.results_foreign"
    fact_names = frozenset({"line"})


class ResultsUnreadable(Refusal):
    """A line of the results can't be understood. Facts: `line`."""

    code = "settlement.results_unreadable"
    fact_names = frozenset({"line"})


class ResultsTwice(Refusal):
    """A line tells of a transfer that an earlier line told of. Facts: `line`."""

    code = "settlement.results_twice"
    fact_names = frozenset({"line"})
