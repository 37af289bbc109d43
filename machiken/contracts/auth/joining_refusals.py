"""What the office is refused about merchants that join."""

from machiken.refusals import Refusal


class MerchantUnknown(Refusal):
    """There is no such merchant."""

    code = "auth.merchant_unknown"


class MerchantStateDiffers(Refusal):
    """The merchant is in another state than this step begins with. Facts: `state`."""

    code = "auth.merchant_state_differs"
    fact_names = frozenset({"state"})


class ApplicationOff(Refusal):
    """An application can't be taken down as it is. Facts: `field`, `finding`."""

    code = "auth.application_off"
    fact_names = frozenset({"field", "finding"})


class IntakeTooBig(Refusal):
    """The file is larger than any list of merchants. Facts: `size_max`."""

    code = "auth.intake_too_big"
    fact_names = frozenset({"size_max"})


class IntakeUnknown(Refusal):
    """There is no such file; files that were not taken are kept for a day."""

    code = "auth.intake_unknown"


class IntakeHasFindings(Refusal):
    """Something is wrong with the file, so none of it was taken. Facts: `count`."""

    code = "auth.intake_has_findings"
    fact_names = frozenset({"count"})
