"""データ出力の完了: a file that somebody asked for can be fetched."""

from datetime import date

from services.notify.domain.facts import ExportFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import Sites, footer, town_time


def export_ready(facts: ExportFacts, sender: Sender, sites: Sites) -> Prose:
    """Return the letter to who asked; the file itself never goes by mail."""
    return Prose(
        f"【{sender.campaign_name}】データ出力完了のお知らせ",
        [
            Paragraph("ご指定の決済データができました。"),
            Details(
                "データの内容",
                [
                    ("処理受付番号", facts.receipt_no),
                    ("対象期間", f"{_day(facts.first_on)}〜{_day(facts.last_on)}"),
                    ("件数", f"{facts.rows:,}件"),
                    ("ダウンロード期限", town_time(facts.expires_at)),
                ],
            ),
            Paragraph(
                "加盟店管理サイト（PC用）の「ダウンロード」から取り出してください。\n"
                f"{sites.portal_of(sender.issuer_code)}"
            ),
            footer(sender, None),
        ],
    )


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
