"""What keeps a half-month from being closed is said in the office's own words."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from flask import Flask

from machiken.contracts.actor import Role
from machiken.contracts.settlement import ClosingGap, ClosingView, GapKind
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import ZERO, Yen
from services.gateway.pages import page
from tests.gateway.test_labels import app, seen_by
from tests.redemption.town import RULES

__all__ = ["app"]

GAP = ClosingGap(
    kind=GapKind.DIFFERS,
    merchant_code=MerchantCode("t01"),
    last_on=date(2026, 7, 15),
    sealed=Yen(4_000),
    booked=Yen(1_000),
    on_the_way=3,
)
CLOSING = ClosingView(
    issuer_code=IssuerCode("KNM202601"),
    first_on=date(2026, 7, 1),
    last_on=date(2026, 7, 15),
    pay_by=date(2026, 7, 31),
    closed_at=None,
    missing=("in English",),
    statements=(),
    net=ZERO,
    sha256="",
    gaps=(
        GAP,
        replace(GAP, merchant_code=MerchantCode("t02"), on_the_way=0),
        replace(GAP, kind=GapKind.MERCHANT_UNKNOWN),
        replace(GAP, kind=GapKind.EARLIER_OPEN, last_on=date(2026, 6, 30)),
    ),
)


def test_a_half_month_that_cannot_be_closed_says_what_is_missing(app: Flask) -> None:
    viewer = SimpleNamespace(role=Role.OFFICE_CLERK, staff_name="担当", login_id="t")
    with seen_by(app, RULES):
        text, _ = page("office/closing.html", closing=CLOSING, viewer=viewer)

    said = re.findall(r"<li>(.*?)</li>", text, re.DOTALL)
    sums = "締めの合計は 4,000円、帳簿は 1,000円 です。"
    assert said == [
        f"t01：{sums}3件が、まだ帳簿に届いていません。",
        f"t02：{sums}運用者に連絡してください。",
        "t01：加盟店の登録が、まだ届いていません。",
        "2026年6月30日（火） 締めが、まだ締められていません。",
    ]
    assert "in English" not in text
    assert "で締める" not in text
