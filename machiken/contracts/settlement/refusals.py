"""What the settlement service refuses, and with which facts."""

from machiken.refusals import Refusal


class ExportPeriodOff(Refusal):
    """The days are in the wrong order, or too many. Facts: `days_max`."""

    code = "settlement.export_period_off"
    fact_names = frozenset({"days_max"})


class ExportMerchantUnknown(Refusal):
    """The company has no such merchant."""

    code = "settlement.merchant_unknown"


class ExportRequesterMissing(Refusal):
    """担当者名 is required, and short."""

    code = "settlement.export_requester_missing"


class ExportUnknown(Refusal):
    """The company has no such export."""

    code = "settlement.export_unknown"


class ExportReused(Refusal):
    """The export's id already stands for another export."""

    code = "settlement.export_reused"


class ExportNotReady(Refusal):
    """The file is still being made, or has no such part."""

    code = "settlement.export_not_ready"


class TooManyExports(Refusal):
    """The company's earlier exports must finish first. Facts: `waiting_max`."""

    code = "settlement.too_many_exports"
    fact_names = frozenset({"waiting_max"})


class LedgerCampaignUnknown(Refusal):
    """Settlement has not (yet) heard of a campaign of this issuer."""

    code = "settlement.campaign_unknown"
