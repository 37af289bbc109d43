"""The office's site: how the campaign, the ledger and the mail stand."""

from services.gateway.office import (
    dashboard,
    intake,
    merchant_application,
    merchant_suspension,
    merchants,
    sign_in,
)
from services.gateway.office.blueprint import office
from services.gateway.office.menu import Section, add

PAGES = (
    dashboard,
    intake,
    merchant_application,
    merchant_suspension,
    merchants,
    sign_in,
)
"""Each registers its addresses with the blueprint when it is imported."""

add(Section.DASHBOARD, "office.top", "ダッシュボード")
add(Section.OWN, "office.change_password", "パスワード変更")
add(Section.OWN, "office.own_sessions", "ログイン中の端末")

__all__ = ["PAGES", "office"]
