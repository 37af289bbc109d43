"""What a till is refused about refunds."""

from machiken.refusals import Refusal


class RefundDone(Refusal):
    """The payment was refunded before. Facts: when."""

    code = "redemption.refund_done"
    fact_names = frozenset({"refunded_at"})


class RefundReused(Refusal):
    """The refund's id already stands for another refund."""

    code = "redemption.refund_reused"


class RefundTooLate(Refusal):
    """The cut-off of the payment's half-month has passed (S-REF-1)."""

    code = "redemption.refund_too_late"
    fact_names = frozenset({"last_on"})


class RefundsOff(Refusal):
    """The campaign has no refunds at the till."""

    code = "redemption.refunds_off"


class PortalRefundsOff(Refusal):
    """The campaign has no refunds at a company's PC (決済リファンド)."""

    code = "redemption.portal_refunds_off"


class MerchantOfOthers(Refusal):
    """The company has no such merchant in this campaign."""

    code = "redemption.merchant_of_others"


class PartRefundsOff(Refusal):
    """The campaign gives back whole payments only."""

    code = "redemption.part_refunds_off"


class RefundVoucherUnknown(Refusal):
    """The payment took no such voucher, or it was named twice. Facts: `serial`."""

    code = "redemption.refund_voucher_unknown"
    fact_names = frozenset({"serial"})


class RefundVoucherDone(Refusal):
    """The voucher was given back before. Facts: `serial`, when."""

    code = "redemption.refund_voucher_done"
    fact_names = frozenset({"serial", "refunded_at"})


class RefundAmountDiffers(Refusal):
    """What the client believes refundable is not what is. Facts: `refundable`."""

    code = "redemption.refund_amount_differs"
    fact_names = frozenset({"refundable"})
