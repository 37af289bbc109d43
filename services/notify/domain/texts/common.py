"""What several letters share: times, roles, and how every letter ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from machiken.contracts.actor import Role
from machiken.town_time import TOWN_TIME
from services.notify.domain.letters import Sender
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
MUST_CHANGE: Final = Paragraph(
    "※初期パスワードは初回ログイン後に必ず変更をお願い致します。"
)
ENDS_WITH: Final = "本メールは自動送信しています。"
"""How the last paragraph of a letter of ours begins."""
IN_ENGLISH: Final = Paragraph(
    "In English: these are your login id and first password. Sign in at the address "
    "above and choose a password of your own before the first one expires."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Where people sign in, as letters tell them."""

    shop_url: str
    portal_url: str
    portal_basic_user: str
    portal_basic_password: str
    office_url: str

    def shop_of(self, issuer_code: str) -> str:
        """Return the shop site's address for one campaign (S-ENV-4)."""
        return f"{self.shop_url}/sign-in?issuer={issuer_code}"

    def portal_of(self, issuer_code: str) -> str:
        """Return the PC site's address for one campaign."""
        return f"{self.portal_url}/sign-in?issuer={issuer_code}"

    def inquiry_of(self, issuer_code: str) -> str:
        """Return the address of the inquiry form for one campaign (S-SUP-2)."""
        return f"{self.shop_url}/inquiry?issuer={issuer_code}"


def town_time(at: datetime) -> str:
    """Return a moment as people in town say it."""
    local = at.astimezone(TOWN_TIME)
    return f"{local:%Y年}{local.month}月{local.day}日 {local:%H:%M}"


def footer(
    sender: Sender, merchant_code: str | None, sites: Sites | None = None
) -> Paragraph:
    """Return how a letter to a merchant ends: send-only, and whom to ask (S-MAIL-5)."""
    form = sites and f"お問い合わせフォーム：{sites.inquiry_of(sender.issuer_code)}\n"
    note = f"備考「{merchant_code}」" if merchant_code else "備考"
    return Paragraph(
        f"{ENDS_WITH}送信専用のため、ご返信いただいてもお答えできません。\n"
        f"{form or ''}お問い合わせ：{sender.contact}\n"
        "お問い合わせの際は、区分「取扱店」、"
        f"ブランド「{sender.campaign_name}」、{note}をお伝えください。\n"
        f"{sender.issuer_name} {sender.campaign_name}"
    )
