"""The office's site: how the campaign, the ledger and the mail stand."""

from services.gateway.office import (
    batches,
    dashboard,
    intake,
    merchant_application,
    merchant_suspension,
    merchants,
    search,
    sign_in,
    voucher_desk,
)
from services.gateway.office.blueprint import office
from services.gateway.office.menu import Section, add

PAGES = (
    batches,
    dashboard,
    intake,
    merchant_application,
    merchant_suspension,
    merchants,
    search,
    sign_in,
    voucher_desk,
)
"""Each registers its addresses with the blueprint when it is imported."""

add(Section.DASHBOARD, "office.top", "ダッシュボード")
add(Section.OWN, "office.change_password", "パスワード変更")
add(Section.OWN, "office.own_sessions", "ログイン中の端末")

__all__ = ["PAGES", "office"]
