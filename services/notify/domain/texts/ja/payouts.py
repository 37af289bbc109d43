"""お支払い: a statement that is ready, and news of the account it is paid to."""

from typing import Final

from machiken.contracts.settlement import AccountNewsKind
from machiken.money import ZERO
from services.notify.domain.facts import PayAccountFacts, StatementFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import day, footer

_NEWS: Final = {
    AccountNewsKind.REQUESTED: "振込口座の届出を受け付けました。",
    AccountNewsKind.APPROVED: "届出のあった振込口座を登録しました。",
    AccountNewsKind.REJECTED: "届出のあった振込口座は登録されませんでした。",
}
_NOT_YOU: Final = (
    "お心当たりのないときは、すぐに事務局へご連絡ください。"
    "登録された口座への振込は、いったん止めることができます。"
)


def statement_ready(letter: Material[StatementFacts]) -> Prose:
    """Return the letter that a half-month was closed, and what will be paid."""
    facts, sender = letter.facts, letter.known_sender
    nothing = facts.net <= ZERO
    carried = "今回のお振込みはありません。差額は次回の精算に繰り越します。"
    where = "明細は、加盟店管理サイト（PC用）の「支払明細」でご覧いただけます。\n"
    return Prose(
        f"【{sender.campaign_name}】支払明細のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表者 様"),
            Paragraph(
                "下記の期間の換金を締め、支払明細を作成しました。請求書は不要です。"
            ),
            Details(
                "お支払いの内容",
                [
                    ("対象期間", f"{day(facts.first_on)}〜{day(facts.last_on)}"),
                    ("お支払額", str(facts.net)),
                    *([] if nothing else [("振込期限", day(facts.pay_by))]),
                ],
            ),
            *([Paragraph(carried)] if nothing else []),
            Paragraph(letter.own(where) + letter.sites.portal_of(sender.issuer_code)),
            footer(letter, facts.merchant_code),
        ],
    )


def pay_account_news(letter: Material[PayAccountFacts]) -> Prose:
    """Return the letter on the account that is paid to; it names no number."""
    facts, from_when = letter.facts, letter.facts.usable_from
    return Prose(
        f"【{letter.known_sender.campaign_name}】振込口座のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表者 様"),
            Paragraph(_NEWS[facts.news]),
            Details(
                "口座",
                [
                    ("口座番号の末尾", f"…{facts.number_tail}"),
                    *(
                        [("お支払い", f"{day(from_when)}以降に始まる締め期間の分から")]
                        if from_when
                        else []
                    ),
                ],
            ),
            Paragraph(letter.own(_NOT_YOU)),
            footer(letter, facts.merchant_code),
        ],
    )
