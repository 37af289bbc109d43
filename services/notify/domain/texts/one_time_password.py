"""ワンタイムパスワード: the number, and what it opens; never a link.

A letter that asks for a click teaches people to follow the next one, too.
"""

from typing import Final

from machiken.contracts.auth import Site
from services.notify.domain.facts import SignInFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.common import town_time

SITE_NAMES: Final = {
    Site.SHOP: "加盟店サイト（決済端末用）",
    Site.PORTAL: "加盟店管理サイト（PC用）",
    Site.OFFICE: "事務局サイト",
}


def one_time_password(facts: SignInFacts, number: str, sender: Sender | None) -> Prose:
    """Return the letter that carries a one-time password."""
    site = SITE_NAMES[facts.site]
    minutes = round((facts.expires_at - facts.issued_at).total_seconds() / 60)
    heading = sender.campaign_name if sender else site
    return Prose(
        f"【{heading}】ワンタイムパスワードのお知らせ",
        [
            Paragraph(f"{site}へのログインに使うワンタイムパスワードです。"),
            Number(number),
            Details(
                "ログインの内容",
                [
                    ("サイト", site),
                    ("お店・所属", facts.place_name),
                    ("受付日時", town_time(facts.issued_at)),
                    ("有効期限", f"{town_time(facts.expires_at)}（{minutes}分間）"),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、どなたかがあなたのパスワードを知っています。\n"
                "この番号をだれにも伝えず、すぐにパスワードを変更してください。"
            ),
            Paragraph(
                f"In English: this number signs you in, for {minutes} minutes. "
                "Tell it to nobody."
            ),
            Paragraph(
                "本メールは自動送信しています。ご返信いただいてもお答えできません。"
            ),
        ],
    )
