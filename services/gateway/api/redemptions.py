"""Redemptions in one step: the till has read its vouchers, and sends them together."""

from typing import Annotated, Final
from uuid import UUID

import msgspec
from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import ReceiptQuery, RedeemVouchers, verbs
from machiken.contracts.wire import to_wire
from machiken.ids import CheckoutId
from machiken.money import Yen
from services.gateway.api.blueprint import api
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.refusals import BodyMalformed

CODE_CHARS_MAX: Final = 200
CODES_MAX: Final = 1000
"""Far above any campaign's own limit, which the service knows."""

TARGET_MAX: Final = 1_000_000_000

_Code = Annotated[str, msgspec.Meta(min_length=1, max_length=CODE_CHARS_MAX)]


class RedemptionBody(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a till sends. The id is its own, and makes the redemption once."""

    checkout_id: UUID
    voucher_codes: Annotated[tuple[_Code, ...], msgspec.Meta(max_length=CODES_MAX)]
    target: Annotated[int, msgspec.Meta(ge=1, le=TARGET_MAX)] | None = None
    """Yen that they shall come to; the last voucher keeps the rest."""


@api.post("/redemptions")
def redeem() -> ResponseReturnValue:
    """Redeem all of the vouchers or none; 202 means: ask `/redemptions/<id>`."""
    body = _body()
    asked = RedeemVouchers(
        checkout_id=CheckoutId(body.checkout_id),
        voucher_codes=body.voucher_codes,
        target=None if body.target is None else Yen(body.target),
    )
    try:
        return jsonify(to_wire(backends().call(verbs.REDEEM_VOUCHERS, asked)))
    except OutcomeUnknown:
        ask = url_for("api.redemption", checkout_id=body.checkout_id)
        return jsonify(outcome="unknown", checkout_id=body.checkout_id, ask=ask), 202


@api.get("/redemptions/<uuid:checkout_id>")
def redemption(checkout_id: CheckoutId) -> ResponseReturnValue:
    """Return the receipt; 404 where nothing was redeemed under this id."""
    query = ReceiptQuery(checkout_id=checkout_id)
    return jsonify(to_wire(backends().call(verbs.RECEIPT, query)))


def _body() -> RedemptionBody:
    if request.mimetype != "application/json":
        raise BodyMalformed(where="Content-Type")
    try:
        return msgspec.json.decode(request.get_data(), type=RedemptionBody)
    except (msgspec.DecodeError, UnicodeDecodeError) as misfit:
        raise BodyMalformed(where=str(misfit)) from misfit
