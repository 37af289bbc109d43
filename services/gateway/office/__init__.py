"""The office's site: campaign, ledger and mail, and what the office does about them."""

from services.gateway.office import (
    completion_mails,
    dashboard,
    letters,
    notices,
    sign_in,
)
from services.gateway.office.blueprint import office
from services.gateway.office.menu import Section, add

PAGES = (completion_mails, dashboard, letters, notices, sign_in)
"""Each registers its addresses with the blueprint when it is imported."""

add(Section.DASHBOARD, "office.top", "ダッシュボード")
add(Section.NOTICES, "office.notices", "お知らせ")
add(Section.MAIL, "office.completion_mails", "登録完了メール")
add(Section.MAIL, "office.letters", "メールの記録")
add(Section.OWN, "office.change_password", "パスワード変更")
add(Section.OWN, "office.own_sessions", "ログイン中の端末")

__all__ = ["PAGES", "office"]
