"""What a till is refused, and with which facts."""

from machiken.refusals import Refusal

# ---- one voucher (S-RED-8) ------------------------------------------------


class VoucherMalformed(Refusal):
    """The text is no voucher code; the database was not asked."""

    code = "redemption.voucher_malformed"


class VoucherUnknown(Refusal):
    """No voucher carries this code."""

    code = "redemption.voucher_unknown"
    fact_names = frozenset({"code_tail"})


class VoucherOfOtherCampaign(Refusal):
    """The voucher belongs to another campaign."""

    code = "redemption.voucher_of_other_campaign"
    fact_names = frozenset({"code_tail"})


class VoucherUsed(Refusal):
    """The voucher was redeemed before. Facts: when; where is the office's to know."""

    code = "redemption.voucher_used"
    fact_names = frozenset({"code_tail", "used_at"})


class VoucherIsStopped(Refusal):
    """The office stopped the voucher."""

    code = "redemption.voucher_stopped"
    fact_names = frozenset({"code_tail"})


class VoucherNotSold(Refusal):
    """The voucher is issued but not yet on sale."""

    code = "redemption.voucher_not_sold"
    fact_names = frozenset({"code_tail"})


class VoucherIsSample(Refusal):
    """A sample can't be redeemed."""

    code = "redemption.voucher_sample"
    fact_names = frozenset({"code_tail"})


class VoucherNotSample(Refusal):
    """Practice takes samples only; the voucher is untouched."""

    code = "redemption.voucher_not_sample"
    fact_names = frozenset({"code_tail"})


class VoucherClosed(Refusal):
    """The last cut-off has passed; what is left on the voucher is lost (S-CAL-4)."""

    code = "redemption.voucher_closed"
    fact_names = frozenset({"code_tail", "last_on"})


class VoucherShort(Refusal):
    """Less is left on the voucher than was read from it. Facts: what is `left`."""

    code = "redemption.voucher_short"
    fact_names = frozenset({"code_tail", "left"})


class VoucherReadTwice(Refusal):
    """The same paper twice in one checkout. Facts: `position` of the first read."""

    code = "redemption.voucher_read_twice"
    fact_names = frozenset({"code_tail", "position"})


class VoucherHeld(Refusal):
    """Another open checkout has read this voucher."""

    code = "redemption.voucher_held"
    fact_names = frozenset({"code_tail"})


# ---- the campaign's windows and limits ------------------------------------


class TooEarly(Refusal):
    """Redemption has not begun. Facts: `first_on`."""

    code = "redemption.too_early"
    fact_names = frozenset({"first_on"})


class TooLate(Refusal):
    """Redemption has ended for good (S-CAL-4). Facts: `last_on`."""

    code = "redemption.too_late"
    fact_names = frozenset({"last_on"})


class AmountOffUnit(Refusal):
    """The amount is not a positive multiple of the unit (S-RED-1)."""

    code = "redemption.amount_off_unit"
    fact_names = frozenset({"unit"})


class AmountBeyondLimit(Refusal):
    """The amount is beyond the limit of one operation (S-RED-1)."""

    code = "redemption.amount_beyond_limit"
    fact_names = frozenset({"limit"})


class BeyondTarget(Refusal):
    """The read would exceed the target. Facts: what is `missing` to it."""

    code = "redemption.beyond_target"
    fact_names = frozenset({"missing"})


class TooManyVouchers(Refusal):
    """More vouchers than one operation may take."""

    code = "redemption.too_many_vouchers"
    fact_names = frozenset({"vouchers_max"})


class NoVouchers(Refusal):
    """There is nothing to redeem."""

    code = "redemption.no_vouchers"


class VouchersRefused(Refusal):
    """Some of several vouchers were refused, so none was taken.

    Facts: `bad`, the refused ones as `position:refusal code`, separated by spaces.
    """

    code = "redemption.vouchers_refused"
    fact_names = frozenset({"bad"})


# ---- checkouts, payments -----------------------------------------


class CheckoutUnknown(Refusal):
    """The merchant has no such checkout."""

    code = "redemption.checkout_unknown"


class CheckoutReused(Refusal):
    """The id already stands for another operation."""

    code = "redemption.checkout_reused"


class CheckoutClosed(Refusal):
    """The checkout is no longer open. Facts: its `state`."""

    code = "redemption.checkout_closed"
    fact_names = frozenset({"state"})


class ReadUnknown(Refusal):
    """The checkout has no read at this position."""

    code = "redemption.read_unknown"


class PaymentUnknown(Refusal):
    """The merchant has no such payment."""

    code = "redemption.payment_unknown"


class SearchEmpty(Refusal):
    """A search needs at least one condition (S-REF-2)."""

    code = "redemption.search_empty"


class PartialOff(Refusal):
    """The campaign redeems whole targets only. Facts: what is `missing`."""

    code = "redemption.partial_off"
    fact_names = frozenset({"missing"})


class SalesOutOfReach(Refusal):
    """Sales reach back a limited number of days (S-SAL-1)."""

    code = "redemption.sales_out_of_reach"
    fact_names = frozenset({"days_max"})
