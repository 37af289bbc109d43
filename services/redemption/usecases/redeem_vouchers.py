"""A till redeems vouchers that it has read already, in one step, all or none."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CampaignRules,
    CheckoutReused,
    NoVouchers,
    PartialOff,
    Receipt,
    RedeemVouchers,
    TooManyVouchers,
    VoucherHeld,
    VoucherMalformed,
    VoucherOfOtherCampaign,
    VoucherReadTwice,
    VouchersRefused,
    VoucherUnknown,
)
from machiken.money import ZERO, Yen
from machiken.refusals import Refusal
from services.redemption.domain import voucher_code
from services.redemption.domain.campaign import (
    VOUCHERS_EVER_MAX,
    Campaign,
    refuse_amount,
)
from services.redemption.domain.voucher import Voucher, given, redeemable
from services.redemption.domain.voucher_code import ReadCode
from services.redemption.store import holds, payments, vouchers
from services.redemption.store.payments import Line
from services.redemption.usecases.taking import take, today_of


def redeem_vouchers(
    tx: Session, request: RedeemVouchers, actor: Actor, *, key: bytes
) -> Receipt:
    """Redeem the vouchers and return the receipt; the same request, the same receipt.

    Raises the refusal of a single voucher as it is, and of several as
    `VouchersRefused`, which names each; further `CheckoutReused`, `NoVouchers` and
    the refusals of `_towards` and `take`. Whatever is raised, nothing has changed.
    """
    assert actor.campaign_id is not None, "a shop belongs to a campaign"
    if not request.voucher_codes:
        raise NoVouchers
    if len(request.voucher_codes) > VOUCHERS_EVER_MAX:
        raise TooManyVouchers(vouchers_max=str(VOUCHERS_EVER_MAX))
    codes = _codes(key, request.voucher_codes)
    digests = [
        voucher_code.digest(key, code.code) if isinstance(code, ReadCode) else None
        for code in codes
    ]
    meant = [digest for digest in digests if digest is not None]
    locked = vouchers.lock(tx, meant, in_turn_of=request.checkout_id)
    known = payments.known(tx, request.checkout_id)
    if known.is_checkout:
        raise CheckoutReused
    if known.payment is not None:
        ids = {voucher.voucher_id for voucher in locked.values()}
        return _same_again(tx, request, actor, ids, known.payment.receipt)

    today = today_of(tx, actor.campaign_id)
    campaign = today.campaign
    if len(codes) > campaign.rules.vouchers_max:
        raise TooManyVouchers(vouchers_max=str(campaign.rules.vouchers_max))
    found = [
        code if isinstance(code, Refusal) else _voucher(campaign, code, locked, digest)
        for code, digest in zip(codes, digests, strict=True)
    ]
    lines = _all_or_none(_judged(tx, request, actor, found))
    lines = _towards(campaign.rules, lines, request.target)
    return take(tx, today, request.checkout_id, lines, actor)


def _codes(key: bytes, texts: Sequence[str]) -> list[ReadCode | Refusal]:
    codes = [_read(key, text) for text in texts]
    made_up = [each for each in codes if isinstance(each, Refusal)]
    if len(made_up) == len(codes):  # the database need not be asked
        _all_or_none(made_up)
    return codes


def _read(key: bytes, text: str) -> ReadCode | Refusal:
    try:
        return voucher_code.read_code(key, text)
    except VoucherMalformed as refusal:
        return refusal


def _voucher(
    campaign: Campaign,
    code: ReadCode,
    locked: dict[bytes, Voucher],
    digest: bytes | None,
) -> Voucher | Refusal:
    assert digest is not None, "a code that was read has a digest"
    tail = code.code[-4:]
    if code.prefix != campaign.rules.voucher_prefix:
        return VoucherOfOtherCampaign(code_tail=tail)
    if digest not in locked:
        return VoucherUnknown(code_tail=tail)
    if locked[digest].campaign_id != campaign.campaign_id:
        return VoucherOfOtherCampaign(code_tail=tail)
    return locked[digest]


def _same_again(
    tx: Session, request: RedeemVouchers, actor: Actor, ids: set[int], earlier: Receipt
) -> Receipt:
    same = (
        earlier.merchant_id == actor.merchant_id
        and ids == set(payments.voucher_ids(tx, request.checkout_id))
        and len(request.voucher_codes) == earlier.count
        and (request.target is None or earlier.total <= request.target)
    )
    if not same:
        raise CheckoutReused
    return earlier


def _judged(
    tx: Session,
    request: RedeemVouchers,
    actor: Actor,
    found: Sequence[Voucher | Refusal],
) -> list[Line | Refusal]:
    ids = [each.voucher_id for each in found if isinstance(each, Voucher)]
    held = holds.of(tx, ids, but=request.checkout_id)
    seen: dict[int, int] = {}
    judged: list[Line | Refusal] = []
    for position, each in enumerate(found, start=1):
        if isinstance(each, Refusal):
            judged.append(each)
            continue
        tail = each.code_tail
        first = seen.setdefault(each.voucher_id, position)
        hold = held.get(each.voucher_id)
        if first != position:
            judged.append(VoucherReadTwice(code_tail=tail, position=str(first)))
        elif hold is not None and hold.merchant_id != actor.merchant_id:
            judged.append(VoucherHeld(code_tail=tail))
        else:
            judged.append(_line(each))
    return judged


def _line(voucher: Voucher) -> Line | Refusal:
    try:
        return Line(voucher=voucher, amount=redeemable(voucher))
    except Refusal as refusal:
        return refusal


def _all_or_none(judged: Sequence[Line | Refusal]) -> list[Line]:
    bad = [
        (position, each)
        for position, each in enumerate(judged, start=1)
        if isinstance(each, Refusal)
    ]
    if bad and len(judged) == 1:
        raise bad[0][1]
    if bad:
        named = " ".join(f"{position}:{refusal.code}" for position, refusal in bad)
        raise VouchersRefused(bad=named)
    return [each for each in judged if isinstance(each, Line)]


def _towards(rules: CampaignRules, lines: list[Line], target: Yen | None) -> list[Line]:
    """Return what each voucher gives towards the target, in their order; else all.

    Raises `BeyondTarget`, `PartialOff` and the refusals of `refuse_amount`.
    """
    if target is None:
        return lines
    refuse_amount(rules, target)
    missing, taken = target, []
    for line in lines:
        amount = given(rules, line.amount, missing)
        taken.append(replace(line, amount=amount))
        missing -= amount
    if missing > ZERO and not rules.has("partial_checkouts"):
        raise PartialOff(missing=str(missing.amount))
    return taken
