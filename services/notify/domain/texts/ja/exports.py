"""データ出力の完了: a file that somebody asked for can be fetched."""

from services.notify.domain.facts import ExportFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import day, footer, town_time


def export_ready(letter: Material[ExportFacts]) -> Prose:
    """Return the letter to who asked; the file itself never goes by mail."""
    facts, sender = letter.facts, letter.known_sender
    fetch = "加盟店管理サイト（PC用）の「ダウンロード」から取り出してください。\n"
    return Prose(
        f"【{sender.campaign_name}】データ出力完了のお知らせ",
        [
            Paragraph(letter.own("ご指定の決済データができました。")),
            Details(
                "データの内容",
                [
                    ("処理受付番号", facts.receipt_no),
                    ("対象期間", f"{day(facts.first_on)}〜{day(facts.last_on)}"),
                    ("件数", f"{facts.rows:,}件"),
                    ("ダウンロード期限", town_time(facts.expires_at)),
                ],
            ),
            Paragraph(letter.own(fetch) + letter.sites.portal_of(sender.issuer_code)),
            footer(letter, None),
        ],
    )
