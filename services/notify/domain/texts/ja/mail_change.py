"""確認コード: proves that a new mail address is one's own; never a link."""

from services.notify.domain.facts import MailChangeFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.ja.common import SENT_BY_ITSELF, town_time, until


def mail_change_code(letter: Material[MailChangeFacts]) -> Prose:
    """Return the letter that carries the code to the new address."""
    facts, sender = letter.facts, letter.known_sender
    return Prose(
        f"【{sender.campaign_name}】メールアドレス確認コードのお知らせ",
        [
            Paragraph(
                letter.own(
                    "加盟店サイトで、こちらのメールアドレスへの変更が申し込まれました。\n"
                    "変更の手続きをしている画面に、次のコードを入力してください。"
                )
            ),
            Number(letter.known_secret),
            Details(
                "手続きの内容",
                [
                    ("お店・所属", facts.place_name),
                    ("ログインID", facts.login_id),
                    ("受付日時", town_time(facts.begun_at)),
                    ("有効期限", until(facts.expires_at, facts.begun_at)),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、このコードをだれにも伝えず、"
                "このメールを破棄してください。メールアドレスは変わりません。"
            ),
            Paragraph(f"お問い合わせ：{sender.contact}"),
            SENT_BY_ITSELF,
        ],
    )
