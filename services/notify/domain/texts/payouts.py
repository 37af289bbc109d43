"""お支払い: a statement that is ready, and news of the account it is paid to."""

from datetime import date
from typing import Final

from machiken.contracts.settlement import AccountNewsKind
from machiken.money import ZERO
from services.notify.domain.facts import PayAccountFacts, StatementFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import Sites, footer

_NEWS: Final = {
    AccountNewsKind.REQUESTED: "振込口座の届出を受け付けました。",
    AccountNewsKind.APPROVED: "届出のあった振込口座を登録しました。",
    AccountNewsKind.REJECTED: "届出のあった振込口座は登録されませんでした。",
}
_NOT_YOU: Final = Paragraph(
    "お心当たりのないときは、すぐに事務局へご連絡ください。"
    "登録された口座への振込は、いったん止めることができます。"
)


def statement_ready(facts: StatementFacts, sender: Sender, sites: Sites) -> Prose:
    """Return the letter that a half-month was closed, and what will be paid."""
    nothing = facts.net <= ZERO
    carried = "今回のお振込みはありません。差額は次回の精算に繰り越します。"
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
                    ("対象期間", f"{_day(facts.first_on)}〜{_day(facts.last_on)}"),
                    ("お支払額", str(facts.net)),
                    *([] if nothing else [("振込期限", _day(facts.pay_by))]),
                ],
            ),
            *([Paragraph(carried)] if nothing else []),
            Paragraph(
                "明細は、加盟店管理サイト（PC用）の「支払明細」でご覧いただけます。\n"
                f"{sites.portal_of(sender.issuer_code)}"
            ),
            footer(sender, facts.merchant_code),
        ],
    )


def pay_account_news(facts: PayAccountFacts, sender: Sender) -> Prose:
    """Return the letter on the account that is paid to; it names no number."""
    from_when = facts.usable_from
    return Prose(
        f"【{sender.campaign_name}】振込口座のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表者 様"),
            Paragraph(_NEWS[facts.news]),
            Details(
                "口座",
                [
                    ("口座番号の末尾", f"…{facts.number_tail}"),
                    *(
                        [("お支払い", f"{_day(from_when)}以降に始まる締め期間の分から")]
                        if from_when
                        else []
                    ),
                ],
            ),
            _NOT_YOU,
            footer(sender, facts.merchant_code),
        ],
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
