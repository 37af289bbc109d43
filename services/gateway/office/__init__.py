"""The office's site: campaign, ledger and mail, and what the office does about them."""

from services.gateway.office import (
    audit,
    batches,
    completion_mails,
    dashboard,
    inquiries,
    intake,
    letters,
    merchant_application,
    merchant_suspension,
    merchants,
    notices,
    search,
    sign_in,
    voucher_desk,
)
from services.gateway.office.blueprint import office
from services.gateway.office.menu import Section, add

PAGES = (
    audit,
    batches,
    completion_mails,
    dashboard,
    inquiries,
    intake,
    letters,
    merchant_application,
    merchant_suspension,
    merchants,
    notices,
    search,
    sign_in,
    voucher_desk,
)
"""Each registers its addresses with the blueprint when it is imported."""

add(Section.DASHBOARD, "office.top", "ダッシュボード")
add(Section.NOTICES, "office.notices", "お知らせ")
add(Section.INQUIRIES, "office.inquiries", "お問い合わせ")
add(Section.MAIL, "office.completion_mails", "登録完了メール")
add(Section.MAIL, "office.letters", "メールの記録")
add(Section.OWN, "office.change_password", "パスワード変更")
add(Section.AUDIT, "office.audit", "監査記録")
add(Section.OWN, "office.own_sessions", "ログイン中の端末")
add(Section.OWN, "office.own_history", "ログイン履歴")

__all__ = ["PAGES", "office"]
