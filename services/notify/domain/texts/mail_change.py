"""確認コード: proves that a new mail address is one's own; never a link."""

from services.notify.domain.facts import MailChangeFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.common import town_time


def mail_change_code(facts: MailChangeFacts, code: str, sender: Sender) -> Prose:
    """Return the letter that carries the code to the new address."""
    minutes = round((facts.expires_at - facts.begun_at).total_seconds() / 60)
    return Prose(
        f"【{sender.campaign_name}】メールアドレス確認コードのお知らせ",
        [
            Paragraph(
                "加盟店サイトで、こちらのメールアドレスへの変更が申し込まれました。\n"
                "変更の手続きをしている画面に、次のコードを入力してください。"
            ),
            Number(code),
            Details(
                "手続きの内容",
                [
                    ("お店・所属", facts.place_name),
                    ("ログインID", facts.login_id),
                    ("受付日時", town_time(facts.begun_at)),
                    ("有効期限", f"{town_time(facts.expires_at)}（{minutes}分間）"),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、このコードをだれにも伝えず、"
                "このメールを破棄してください。メールアドレスは変わりません。"
            ),
            Paragraph(f"お問い合わせ：{sender.contact}"),
            Paragraph(
                "本メールは自動送信しています。ご返信いただいてもお答えできません。"
            ),
        ],
    )
