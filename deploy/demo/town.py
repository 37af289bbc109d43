"""Who lives in the demo town, and the rules of its campaign around today.

As real towns do, each year begins a new campaign with new codes.
"""

from datetime import date, timedelta
from typing import Final, NamedTuple

MERCHANT_CODE: Final = "t01"
COMPANY_CODE: Final = "K001"
LOGIN_ID: Final = "t01hanako"
EMAIL: Final = "hanako@kadoya.kinomachi.example"


class Officer(NamedTuple):
    """Somebody at the office."""

    login_id: str
    name: str
    email: str
    role: str


OFFICERS: Final = (
    Officer(
        "office01", "事務局 担当", "jimukyoku@kinomachi.example", "office_administrator"
    ),
    Officer("office02", "事務局 課長", "kacho@kinomachi.example", "office_approver"),
)
"""Two, for nobody pays what he prepared himself."""
CONSIGNOR: Final = "0012345678"
PAYER_ACCOUNT: Final = {
    "bank": "0001",
    "branch": "001",
    "number": "7654321",
    "holder": "キノマチ",
}
MERCHANT_ACCOUNT: Final = {
    "bank_code": "0001",
    "branch_code": "001",
    "account_kind": "1",
    "account_number": "1234567",
    "holder": "ユ）カドヤ",
}

HALF: Final = 15
VOUCHERS: Final = 1000
SAMPLES: Final = 10

MERCHANT: Final = {
    "code": MERCHANT_CODE,
    "name": "角屋食料品店",
    "company-code": COMPANY_CODE,
    "company-name": "有限会社角屋",
    "representative": "木下 花子",
    "login-id": LOGIN_ID,
    "email": EMAIL,
}


def half_month_before(today: date) -> date:
    """Return the last day of the half-month before the one of `today`."""
    if today.day > HALF:
        return today.replace(day=HALF)
    return today.replace(day=1) - timedelta(days=1)


def issuer_code(today: date) -> str:
    """Return the issuer code of this year's campaign; each year has its own."""
    return f"KNM{today.year}01"


def campaign_file(today: date) -> str:
    """Return the TOML of this year's campaign, the same on every day of the year."""
    year = today.year
    return f"""\
issuer_code = "{issuer_code(today)}"
name = "まちの木プレミアム商品券{year}"
issuer_name = "木ノ町"
voucher_prefix = "K{year % 10}"
face_value = 1000
unit = 1000
limit = 100000
vouchers_max = 100
use_first_on = {year}-01-01
use_last_on = {year}-12-31
redeem_first_on = {year}-01-01
redeem_last_on = {year + 1}-01-31
mail_from = "no-reply@kinomachi.example"
contact = "木ノ町プレミアム商品券事務局 電話 0000-00-0000（平日 8:30〜17:30）"

[switches]
staff_management = true
representative_change = true
portal_refunds = true
"""
