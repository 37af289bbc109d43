"""再設定コード: the code for a new password, and what it is for; never a link."""

from services.notify.domain.facts import ResetFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.common import town_time
from services.notify.domain.texts.one_time_password import SITE_NAMES


def reset_code(facts: ResetFacts, code: str, sender: Sender | None) -> Prose:
    """Return the letter that carries a reset code."""
    site = SITE_NAMES[facts.site]
    minutes = round((facts.expires_at - facts.begun_at).total_seconds() / 60)
    heading = sender.campaign_name if sender else site
    return Prose(
        f"【{heading}】パスワード再設定コードのお知らせ",
        [
            Paragraph(
                f"{site}のパスワードを再設定するためのコードです。\n"
                "再設定の手続きをしている画面に入力してください。"
            ),
            Number(code),
            Details(
                "手続きの内容",
                [
                    ("サイト", site),
                    ("お店・所属", facts.place_name),
                    ("受付日時", town_time(facts.begun_at)),
                    ("有効期限", f"{town_time(facts.expires_at)}（{minutes}分間）"),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、このコードをだれにも伝えないでください。"
                "パスワードは変わりません。"
            ),
            Paragraph(
                f"In English: type this code on the page that asks for it, within "
                f"{minutes} minutes, to choose a new password. Tell it to nobody."
            ),
            Paragraph(
                "本メールは自動送信しています。ご返信いただいてもお答えできません。"
            ),
        ],
    )
