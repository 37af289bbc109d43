"""What the story says, in plain words, in both languages."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

JAPANESE: Final[Mapping[str, str]] = {
    "set_up": "事業「{name}」を設定しました。締めは{half_months}回です。",
    "applied": "{day} 第{number}次募集の申込 {count}店を取り込みました。",
    "invited": "{day} {names}を登録し、登録完了のメールをまとめて送りました。",
    "came_in": "{day} {count}店がはじめてログインし、パスワードを変えました。",
    "accounts": "{day} 振込口座 {count}件を、{by}さんが承認しました。",
    "printed": (
        "{day} 商品券 {count}枚を発行し、印刷用PDF（{kb}KB）を取り出して販売しました。"
    ),
    "practised": "{day} {count}店がサンプル商品券で練習しました。",
    "day": "{day} {shop} 決済 {yen}（返金を除く）",
    "closed": "{day} 締めました。支払額 {yen}",
    "paid": (
        "{day} {count}件 {yen} を、{by}さんが起案、{other}さんが承認し、"
        "振り込みました。"
    ),
    "over": "予行が終わりました。支払いの残りは {owed}、照合は{verdict}です。",
    "stays": "時計は {day} のままです。戻すには machiken clock move real",
    "clean": "一致",
    "differs": "不一致",
}
ENGLISH: Final[Mapping[str, str]] = {
    "set_up": "The campaign 「{name}」 is set up, with {half_months} half-months.",
    "applied": "{day}: window {number}, the applications of {count} shops are in.",
    "invited": "{day}: {names} are registered and got their completion mails.",
    "came_in": "{day}: {count} shops signed in and changed their passwords.",
    "accounts": "{day}: {by} approved {count} accounts.",
    "printed": (
        "{day}: {count} vouchers issued, their print sheet ({kb} KB) fetched, on sale."
    ),
    "practised": "{day}: {count} shops practised with samples.",
    "day": "{day}: {shop} redeemed {yen}, refunds taken off.",
    "closed": "{day}: closed; {yen} are owed.",
    "paid": (
        "{day}: {by} proposed and {other} approved {count} transfers, {yen}; paid."
    ),
    "over": "The rehearsal is over. Still owed: {owed}; the books are {verdict}.",
    "stays": "The clocks stay at {day}; `machiken clock move real` puts them right.",
    "clean": "clean",
    "differs": "different",
}
_WEEKDAYS: Final = "月火水木金土日"


def told(words: Mapping[str, str], key: str, facts: Mapping[str, Any]) -> str:
    """Return one line of the story."""
    filled = {name: _filled(words, value) for name, value in facts.items()}
    return words[key].format_map(filled)


def _filled(words: Mapping[str, str], value: Any) -> Any:
    if not isinstance(value, date):
        return value
    if words is ENGLISH:
        return value.isoformat()
    return f"{value.month}月{value.day}日（{_WEEKDAYS[value.weekday()]}）"
