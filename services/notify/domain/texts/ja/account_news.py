"""What somebody is told about his own account, and what to do if it was not he."""

from dataclasses import dataclass
from typing import Final

from machiken.contracts.auth import AccountNews
from services.notify.domain.facts import NewsFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import (
    ROLE_NAMES,
    SENT_BY_ITSELF,
    town_time,
)


@dataclass(frozen=True, slots=True)
class Words:
    """How one piece of news is told."""

    subject: str
    said: str
    advice: str


_CALL: Final = "お心当たりがない場合は、すぐに事務局にご連絡ください。"
_ASK: Final = "お心当たりがない場合は、お店の代表者の方、または事務局にご連絡ください。"
_ASK_ADMINISTRATOR: Final = (
    "お心当たりがない場合は、事務局の管理者の方にご確認ください。"
)
WORDS: Final = {
    AccountNews.PASSWORD_CHANGED: Words(
        "パスワード変更のお知らせ",
        "パスワードが変更されました。ほかの端末のログインは、すべて終了しました。",
        _CALL,
    ),
    AccountNews.PASSWORD_RESET: Words(
        "パスワード再設定のお知らせ",
        "パスワードが再設定されました。ログイン中の端末は、すべてログアウトしました。",
        _CALL,
    ),
    AccountNews.ACCOUNT_LOCKED: Words(
        "ログイン制限のお知らせ",
        "パスワードの間違いが続いたため、ログインを10分間止めています。"
        "ログイン中の端末は、そのままお使いいただけます。",
        "お心当たりがない場合は、どなたかがログインを試しています。"
        "くり返すときは、事務局にご連絡ください。",
    ),
    AccountNews.NUMBERS_USED_UP: Words(
        "ワンタイムパスワード入力制限のお知らせ",
        "ワンタイムパスワードの間違いが1日の上限に達したため、新しい端末からの"
        "ログインを翌日まで止めています。",
        "お心当たりがない場合は、どなたかがあなたのパスワードを知っています。"
        "すぐにパスワードを変更してください。",
    ),
    AccountNews.RESET_DUE: Words(
        "パスワード再設定のお願い",
        "ワンタイムパスワードの間違いが重なったため、このパスワードでの新しい端末からの"
        "ログインを止めました。「パスワードを忘れた方」から再設定してください。",
        "お心当たりがない場合は、どなたかがあなたのパスワードを知っています。"
        "ほかの所で同じパスワードを使わないでください。",
    ),
    AccountNews.TOKEN_COPIED: Words(
        "ログイン状態の保存を取り消したお知らせ",
        "保存されたログイン状態が、別の所で使われた疑いがあります。"
        "安全のため、その端末のログインを終了しました。",
        "もう一度ログインしてください。お心当たりがない場合は、パスワードを変更して、"
        "事務局にご連絡ください。",
    ),
    AccountNews.NEW_DEVICE: Words(
        "新しい端末からのログインのお知らせ",
        "これまでに使われていない端末から、ログインがありました。",
        "お心当たりがない場合は、すぐにパスワードを変更して、事務局にご連絡ください。",
    ),
    AccountNews.STAFF_JOINED: Words(
        "加盟店追加のお知らせ",
        "下記の加盟店でもログインできるようになりました。パスワードは、いまお使いのものの"
        "ままです。加盟店サイトの「店舗の切り替え」から移れます。",
        _ASK,
    ),
    AccountNews.STAFF_DISABLED: Words(
        "アカウント利用停止のお知らせ",
        "下記の加盟店でのアカウントの利用が停止されました。ログイン中の端末は、"
        "すべてログアウトしました。",
        _ASK,
    ),
    AccountNews.STAFF_ENABLED: Words(
        "アカウント利用再開のお知らせ",
        "下記の加盟店でのアカウントの利用が再開されました。"
        "パスワードは、停止前にお使いのもののままです。",
        _ASK,
    ),
    AccountNews.ROLE_CHANGED: Words(
        "アカウント権限変更のお知らせ",
        "下記の加盟店でのアカウントの権限が変わりました。ログイン中の端末は、"
        "すべてログアウトしましたので、もう一度ログインしてください。",
        _ASK,
    ),
    AccountNews.BECAME_REPRESENTATIVE: Words(
        "代表者変更のお知らせ",
        "下記の加盟店の代表者として登録されました。今後のお知らせは、こちらの"
        "メールアドレスに届きます。もう一度ログインしてください。",
        _CALL,
    ),
    AccountNews.REPRESENTS_NO_MORE: Words(
        "代表者変更のお知らせ",
        "下記の加盟店の代表者が、ほかの方に変更されました。ログイン中の端末は、"
        "すべてログアウトしました。",
        _CALL,
    ),
    AccountNews.MAIL_CHANGED: Words(
        "メールアドレス変更のお知らせ",
        "登録されているメールアドレスが変更されました。"
        "今後のお知らせは、新しいメールアドレスに届きます。",
        _CALL,
    ),
    AccountNews.MAIL_MOVED_HERE: Words(
        "メールアドレス登録のお知らせ",
        "下記のアカウントのメールアドレスとして、こちらが登録されました。"
        "今後のお知らせとワンタイムパスワードは、こちらに届きます。",
        _CALL,
    ),
    AccountNews.MAIL_CHANGE_PROPOSED: Words(
        "メールアドレス変更の申請のお知らせ",
        "ご本人からの申し出として、事務局でメールアドレスの変更が申請されました。"
        "事務局の別の担当者が確認し、承認するまでは、何も変わりません。",
        _CALL,
    ),
    AccountNews.MAIL_CHANGE_TURNED_DOWN: Words(
        "メールアドレス変更の申請のお知らせ",
        "先にお知らせしたメールアドレスの変更は、承認されませんでした。"
        "登録されているメールアドレスは、変わっていません。",
        _CALL,
    ),
    AccountNews.OFFICER_DISABLED: Words(
        "アカウント利用停止のお知らせ",
        "事務局サイトのアカウントの利用が停止されました。ログイン中の端末は、"
        "すべてログアウトしました。",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.OFFICER_ENABLED: Words(
        "アカウント利用再開のお知らせ",
        "事務局サイトのアカウントの利用が再開されました。"
        "パスワードは、停止前にお使いのもののままです。",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.OFFICER_ROLE_CHANGED: Words(
        "アカウント権限変更のお知らせ",
        "事務局サイトのアカウントの権限が変わりました。ログイン中の端末は、"
        "すべてログアウトしましたので、もう一度ログインしてください。",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.AUTHENTICATOR_ADDED: Words(
        "ログイン方法変更のお知らせ",
        "認証アプリが登録されました。次のログインから、メールの番号のかわりに、"
        "アプリに表示される6桁の数字を入力していただきます。"
        "ほかの端末のログインは、すべて終了しました。",
        _CALL,
    ),
    AccountNews.AUTHENTICATOR_REMOVED: Words(
        "ログイン方法変更のお知らせ",
        "認証アプリの登録が解除されました。次のログインから、番号をメールでお送りします。"
        "ほかの端末のログインは、すべて終了しました。",
        _CALL,
    ),
    AccountNews.RECOVERY_CODE_USED: Words(
        "予備コードによるログインのお知らせ",
        "認証アプリのかわりに、予備コードでログインがありました。"
        "使われた予備コードは、もう使えません。スマートフォンをなくされたときは、"
        "「ログイン方法」の画面で認証アプリを登録し直してください。",
        "お心当たりがない場合は、すぐにパスワードを変更して、事務局にご連絡ください。",
    ),
}


def account_news(letter: Material[NewsFacts]) -> Prose:
    """Return the letter that tells what happened to an account."""
    facts, sender, words = letter.facts, letter.sender, WORDS[letter.facts.news]
    heading = sender.campaign_name if sender else "事務局サイト"
    return Prose(
        f"【{heading}】" + letter.own(words.subject),
        [
            Paragraph(letter.own(words.said)),
            Details(
                "アカウント",
                [
                    ("お店・所属", facts.place_name),
                    ("ログインID", facts.login_id),
                    *_more(facts),
                    ("日時", town_time(facts.happened_at)),
                    *([("解除", town_time(facts.until))] if facts.until else []),
                ],
            ),
            Paragraph(letter.own(words.advice)),
            *([Paragraph(f"お問い合わせ：{sender.contact}")] if sender else []),
            SENT_BY_ITSELF,
        ],
    )


def _more(facts: NewsFacts) -> list[tuple[str, str]]:
    """Return what only some news has."""
    role = ROLE_NAMES[facts.role] if facts.role else ""
    given = (
        ("アカウント権限", role),
        ("端末", facts.device),
        ("新しいメールアドレス", facts.new_email),
    )
    return [(name, value) for name, value in given if value]
