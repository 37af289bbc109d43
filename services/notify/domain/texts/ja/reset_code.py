"""再設定コード: the code for a new password, and what it is for; never a link."""

from services.notify.domain.facts import ResetFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.ja.common import (
    SENT_BY_ITSELF,
    SITE_NAMES,
    town_time,
    until,
)


def reset_code(letter: Material[ResetFacts]) -> Prose:
    """Return the letter that carries a reset code."""
    facts = letter.facts
    site = letter.own(SITE_NAMES[facts.site])
    heading = letter.sender.campaign_name if letter.sender else site
    return Prose(
        f"【{heading}】パスワード再設定コードのお知らせ",
        [
            Paragraph(
                f"{site}のパスワードを再設定するためのコードです。\n"
                "再設定の手続きをしている画面に入力してください。"
            ),
            Number(letter.known_secret),
            Details(
                "手続きの内容",
                [
                    ("サイト", site),
                    ("お店・所属", facts.place_name),
                    ("受付日時", town_time(facts.begun_at)),
                    ("有効期限", until(facts.expires_at, facts.begun_at)),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、このコードをだれにも伝えないでください。"
                "パスワードは変わりません。"
            ),
            SENT_BY_ITSELF,
        ],
    )
