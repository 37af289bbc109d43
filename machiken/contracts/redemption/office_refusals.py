"""What the office is refused about campaigns and batches."""

from machiken.refusals import Refusal


class CampaignUnknown(Refusal):
    """No campaign has this issuer code."""

    code = "redemption.campaign_unknown"


class CampaignRulesClash(Refusal):
    """The rules contradict themselves or what already happened. Facts: `why`."""

    code = "redemption.campaign_rules_clash"
    fact_names = frozenset({"why"})


class BankDaysUnknown(Refusal):
    """The pay day lies beyond the known bank holidays. Facts: `horizon`."""

    code = "redemption.bank_days_unknown"
    fact_names = frozenset({"horizon"})


class HistoryConditionOff(Refusal):
    """A history is asked for by one of: a serial, a code, a payment id."""

    code = "redemption.history_condition_off"


class HistoryUnknown(Refusal):
    """The campaign has no such payment."""

    code = "redemption.history_unknown"


class HolidaysClash(Refusal):
    """The holidays are no whole years, or leave a gap. Facts: `why`."""

    code = "redemption.holidays_clash"
    fact_names = frozenset({"why"})


class BatchUnknown(Refusal):
    """There is no such batch."""

    code = "redemption.batch_unknown"


class BatchReused(Refusal):
    """The batch's id already stands for another batch."""

    code = "redemption.batch_reused"


class BatchCountOff(Refusal):
    """A batch has at least one voucher and at most `count_max`."""

    code = "redemption.batch_count_off"
    fact_names = frozenset({"count_max"})


class BatchNotReady(Refusal):
    """The batch is still being issued, or has no such file part."""

    code = "redemption.batch_not_ready"


class ActivationDiffers(Refusal):
    """The campaign's vouchers are sold another way. Facts: `activation`."""

    code = "redemption.activation_differs"
    fact_names = frozenset({"activation"})


class SerialsOff(Refusal):
    """A range has its first and last serial in order, and at most `count_max`."""

    code = "redemption.serials_off"
    fact_names = frozenset({"count_max"})


class ReplacementDone(Refusal):
    """All that was left on the voucher was replaced before. Facts: its `serial`."""

    code = "redemption.replacement_done"
    fact_names = frozenset({"serial"})
