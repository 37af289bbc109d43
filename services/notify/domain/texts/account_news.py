"""What somebody is told about his own account, and what to do if it was not he."""

from dataclasses import dataclass
from typing import Final

from machiken.contracts.auth import AccountNews
from services.notify.domain.letters import NewsFacts, Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import town_time


@dataclass(frozen=True, slots=True)
class Words:
    """How one piece of news is told."""

    subject: str
    said: str
    advice: str


_CALL: Final = "お心当たりがない場合は、すぐに事務局にご連絡ください。"
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
}


def account_news(facts: NewsFacts, sender: Sender | None) -> Prose:
    """Return the letter that tells what happened to an account."""
    words = WORDS[facts.news]
    heading = sender.campaign_name if sender else "事務局サイト"
    return Prose(
        f"【{heading}】{words.subject}",
        [
            Paragraph(words.said),
            Details(
                "アカウント",
                [
                    ("お店・所属", facts.place_name),
                    ("ログインID", facts.login_id),
                    ("日時", town_time(facts.happened_at)),
                    *([("解除", town_time(facts.until))] if facts.until else []),
                ],
            ),
            Paragraph(words.advice),
            *([Paragraph(f"お問い合わせ：{sender.contact}")] if sender else []),
            Paragraph(
                "本メールは自動送信しています。ご返信いただいてもお答えできません。"
            ),
        ],
    )
