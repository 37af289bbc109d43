"""The same redemption as a plain Flask application: no bus, no session, no service.

It calls the very use case on the very database, and writes the same outbox row. What
it lacks is what the bus and the gateway cost.
"""

import os
from uuid import UUID

import msgspec
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import RedeemVouchers
from machiken.contracts.wire import to_wire
from machiken.database import connect
from machiken.ids import (
    CampaignId,
    CheckoutId,
    IssuerCode,
    MerchantCode,
    MerchantId,
)
from machiken.settings import Secret
from services.redemption.usecases.redeem_vouchers import redeem_vouchers

CONNECTIONS = 16


class Body(msgspec.Struct, frozen=True):
    """What a till sends."""

    checkout_id: UUID
    voucher_codes: tuple[str, ...]


def create_app() -> Flask:
    """Return the application."""
    app = Flask(__name__)
    db = connect(os.environ["DATABASE_URL"], pool_size=CONNECTIONS)
    key = Secret(os.environ["VOUCHER_CODE_KEY"]).reveal_bytes()
    campaign_id = CampaignId(UUID(os.environ["CAMPAIGN_ID"]))

    @app.post("/redemptions")
    def redeem() -> ResponseReturnValue:
        body = msgspec.json.decode(request.get_data(), type=Body)
        wanted = RedeemVouchers(
            checkout_id=CheckoutId(body.checkout_id), voucher_codes=body.voucher_codes
        )
        merchant = request.headers["X-Merchant"]
        actor = Actor(
            role=Role.STAFF,
            subject="bench",
            login_id="bench",
            campaign_id=campaign_id,
            issuer_code=IssuerCode("BENCH0001"),
            merchant_id=MerchantId(UUID(int=int(merchant, 36))),
            merchant_code=MerchantCode(merchant),
        )
        with db.begin() as tx:
            return jsonify(to_wire(redeem_vouchers(tx, wanted, actor, key=key)))

    return app
