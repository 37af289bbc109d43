"""What several letters share: times, roles, sites, and how every letter ends."""

from datetime import date, datetime
from typing import Any, Final

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.town_time import TOWN_TIME
from services.notify.domain.material import Material
from services.notify.domain.prose import Paragraph

ROLE_NAMES: Final = {
    Role.REPRESENTATIVE: "代表者",
    Role.MANAGER: "店長",
    Role.STAFF: "スタッフ",
    Role.OFFICE_VIEWER: "閲覧",
    Role.OFFICE_CLERK: "担当",
    Role.OFFICE_APPROVER: "承認",
    Role.OFFICE_ADMINISTRATOR: "管理者",
}
SITE_NAMES: Final = {
    Site.SHOP: "加盟店サイト（決済端末用）",
    Site.PORTAL: "加盟店管理サイト（PC用）",
    Site.OFFICE: "事務局サイト",
}
MUST_CHANGE: Final = Paragraph(
    "※初期パスワードは初回ログイン後に必ず変更をお願い致します。"
)
SENT_BY_ITSELF: Final = Paragraph(
    "本メールは自動送信しています。ご返信いただいてもお答えできません。"
)


def town_time(at: datetime) -> str:
    """Return a moment as people in town say it."""
    local = at.astimezone(TOWN_TIME)
    return f"{day(local.date())} {local:%H:%M}"


def day(on: date) -> str:
    """Return a day with its year."""
    return f"{on.year}年{on.month}月{on.day}日"


def until(at: datetime, begun_at: datetime) -> str:
    """Return up to when something is good, and for how long that is."""
    minutes = round((at - begun_at).total_seconds() / 60)
    return f"{town_time(at)}（{minutes}分間）"


def footer(
    letter: Material[Any], merchant_code: str | None, *, with_form: bool = False
) -> Paragraph:
    """Return how a letter to a merchant ends: send-only, and whom to ask (S-MAIL-5)."""
    sender = letter.known_sender
    address = letter.sites.inquiry_of(sender.issuer_code)
    form = f"お問い合わせフォーム：{address}\n" if with_form else ""
    note = f"備考「{merchant_code}」" if merchant_code else "備考"
    return Paragraph(
        "本メールは自動送信しています。送信専用のため、ご返信いただいてもお答えできません。\n"
        f"{form}お問い合わせ：{sender.contact}\n"
        "お問い合わせの際は、区分「取扱店」、"
        f"ブランド「{sender.campaign_name}」、{note}をお伝えください。\n"
        f"{sender.issuer_name} {sender.campaign_name}"
    )
