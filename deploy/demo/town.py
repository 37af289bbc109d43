"""Who lives in the demo town, and the rules of its campaign around today.

As real towns do, each year begins a new campaign with new codes.
"""

from datetime import date
from typing import Final

MERCHANT_CODE: Final = "t01"
COMPANY_CODE: Final = "K001"
LOGIN_ID: Final = "t01hanako"
EMAIL: Final = "hanako@kadoya.kinomachi.example"
OFFICE_LOGIN_ID: Final = "office01"
OFFICE_EMAIL: Final = "jimukyoku@kinomachi.example"

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
