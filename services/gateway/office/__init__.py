"""The office's console: one file for each page, each in the menu by one line."""

from services.gateway.office import (
    audit,
    authenticators,
    batches,
    campaign_mails,
    campaign_pages,
    completion_mails,
    corrections,
    dashboard,
    inquiries,
    intake,
    ledger,
    letters,
    mail_proposals,
    mail_proposing,
    merchant_application,
    merchant_suspension,
    merchant_turning_down,
    merchants,
    notices,
    officer_registration,
    officers,
    payout_results,
    payouts,
    search,
    settlement,
    sign_in,
    signs,
    voucher_desk,
)
from services.gateway.office.blueprint import office
from services.gateway.office.menu import Section, add

PAGES = (
    audit,
    authenticators,
    batches,
    campaign_mails,
    campaign_pages,
    completion_mails,
    corrections,
    dashboard,
    inquiries,
    intake,
    ledger,
    letters,
    mail_proposals,
    mail_proposing,
    merchant_application,
    merchant_suspension,
    merchant_turning_down,
    merchants,
    notices,
    officer_registration,
    officers,
    payout_results,
    payouts,
    search,
    settlement,
    sign_in,
    signs,
    voucher_desk,
)
"""Each registers its addresses with the blueprint when it is imported."""

add(Section.OWN, "office.change_password", "パスワード変更")
add(Section.OWN, "office.authenticator", "認証アプリ")
add(Section.OWN, "office.own_sessions", "ログイン中の端末")
add(Section.OWN, "office.own_history", "ログイン履歴")

__all__ = ["PAGES", "office"]
