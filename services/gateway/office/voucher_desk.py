"""商品券の販売・停止・再発行: single vouchers, by serial or by code."""

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    ActivationDiffers,
    CampaignUnknown,
    ReplacementDone,
    ReplaceVoucher,
    SellVouchers,
    SerialsOff,
    StopVoucher,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherMalformed,
    VoucherOfOtherCampaign,
    VoucherUnknown,
    VoucherUsed,
    verbs,
)
from machiken.ids import BatchId, IssuerCode
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import AmountUnreadable, FieldMissing, FieldTooLong

OFF = (
    ActivationDiffers,
    AmountUnreadable,
    CampaignUnknown,
    FieldMissing,
    FieldTooLong,
    ReplacementDone,
    SerialsOff,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherMalformed,
    VoucherOfOtherCampaign,
    VoucherUnknown,
    VoucherUsed,
)

menu.add(
    menu.Section.VOUCHERS,
    "office.voucher_sale",
    "1枚・範囲の販売",
    roles=verbs.SELL_VOUCHERS.roles,
)
menu.add(
    menu.Section.VOUCHERS,
    "office.voucher_loss",
    "停止・再発行",
    roles=verbs.STOP_VOUCHER.roles,
)


@office.get("/vouchers/sale")
@calls(verbs.SELL_VOUCHERS)
def voucher_sale() -> ResponseReturnValue:
    """Ask which vouchers are sold."""
    return page("office/voucher_sale.html")


@office.post("/vouchers/sale")
@calls(verbs.SELL_VOUCHERS)
def sell_vouchers() -> ResponseReturnValue:
    """Sell a range of serials, or the one voucher of a code."""
    try:
        sold = backends().call(verbs.SELL_VOUCHERS, _sold(_issuer()))
    except OFF as refusal:
        return page("office/voucher_sale.html", refusal)
    flash(
        f"通し番号 {sold.first_serial} 〜 {sold.last_serial} のうち、"
        f"{sold.count}枚を販売済みにしました。"
    )
    return redirect(url_for("office.voucher_sale"), code=303)


@office.get("/vouchers/loss")
@calls(verbs.STOP_VOUCHER)
def voucher_loss() -> ResponseReturnValue:
    """Ask for the lost voucher; with its serial, for a last look."""
    return _loss(None)


@office.post("/vouchers/loss/stop")
@calls(verbs.STOP_VOUCHER)
def stop_voucher() -> ResponseReturnValue:
    """Stop the voucher."""
    try:
        wanted = StopVoucher(
            issuer_code=_issuer(),
            serial=_number("serial"),
            reason=forms.line(request.form, "reason"),
        )
        stopped = backends().call(verbs.STOP_VOUCHER, wanted)
    except OFF as refusal:
        return _loss(refusal)
    flash(f"通し番号 {stopped.serial} を停止しました。")
    return redirect(url_for("office.voucher_loss"), code=303)


@office.post("/vouchers/loss/replace")
@calls(verbs.REPLACE_VOUCHER)
def replace_voucher() -> ResponseReturnValue:
    """Stop the voucher and issue another of what is left on it."""
    try:
        wanted = ReplaceVoucher(
            issuer_code=_issuer(),
            serial=_number("serial"),
            batch_id=BatchId(forms.uuid(request.form, "batch_id")),
            reason=forms.line(request.form, "reason"),
        )
        made = backends().call(verbs.REPLACE_VOUCHER, wanted)
    except OFF as refusal:
        return _loss(refusal)
    flash("停止して、1枚を再発行しました。印刷して、渡すときに販売済みにしてください。")
    return redirect(url_for("office.batch", batch_id=made.batch_id), code=303)


def _sold(issuer: IssuerCode) -> SellVouchers:
    code = forms.optional(request.form, "voucher_code")
    if code:
        return SellVouchers(issuer_code=issuer, voucher_code=code)
    return SellVouchers(
        issuer_code=issuer,
        first_serial=_number("first_serial"),
        last_serial=_number("last_serial"),
    )


def _number(name: str) -> int:
    return forms.yen(request.form, name).amount


def _issuer() -> IssuerCode:
    issuer = places.issuer_code()
    if issuer is None:
        raise CampaignUnknown
    return issuer


def _loss(refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "office/voucher_loss.html",
        refusal,
        batch_id=uuid.uuid4(),
        replace=verbs.REPLACE_VOUCHER,
    )
