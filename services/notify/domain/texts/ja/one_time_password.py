"""ワンタイムパスワード: the number, and what it opens; never a link.

A letter that asks for a click teaches people to follow the next one, too.
"""

from services.notify.domain.facts import SignInFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.ja.common import (
    SENT_BY_ITSELF,
    SITE_NAMES,
    town_time,
    until,
)


def one_time_password(letter: Material[SignInFacts]) -> Prose:
    """Return the letter that carries a one-time password."""
    facts = letter.facts
    site = letter.own(SITE_NAMES[facts.site])
    heading = letter.sender.campaign_name if letter.sender else site
    return Prose(
        f"【{heading}】ワンタイムパスワードのお知らせ",
        [
            Paragraph(f"{site}へのログインに使うワンタイムパスワードです。"),
            Number(letter.known_secret),
            Details(
                "ログインの内容",
                [
                    ("サイト", site),
                    ("お店・所属", facts.place_name),
                    ("受付日時", town_time(facts.issued_at)),
                    ("有効期限", until(facts.expires_at, facts.issued_at)),
                    *([("端末", facts.device)] if facts.device else []),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、どなたかがあなたのパスワードを知っています。\n"
                "この番号をだれにも伝えず、すぐにパスワードを変更してください。"
            ),
            SENT_BY_ITSELF,
        ],
    )
