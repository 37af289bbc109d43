"""The blueprint of the office's site; its pages are closed to visitors."""

from typing import Final

from flask import Blueprint

from machiken.contracts.auth import Site
from services.gateway import sessions

office = Blueprint("office", __name__, url_prefix="/office")
sessions.guard(office, Site.OFFICE)

MENU: Final = (
    ("office.top", "状況"),
    ("office.completion_mails", "登録完了メール"),
    ("office.letters", "メールの記録"),
    ("office.notices", "お知らせ"),
    ("office.inquiries", "お問い合わせ"),
)
"""The pages beside which all others stand, each with its word."""


@office.context_processor
def _menu() -> dict[str, object]:
    return {"office_menu": MENU}
